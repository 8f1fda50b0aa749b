import {
  accountContentSecurityPolicy,
  type ExplanationOfFormat,
  explanationOf,
  listOf,
  readRecord,
  receiptOf,
} from '@virtual-school/records'
import type { Request, Response } from 'express'
import { replaceHeader } from '../headers.ts'
import { takesNoQuery } from '../intake/no-query.ts'
import * as operations from '../openapi/operations/records.ts'
import { problem } from '../problem.ts'
import { actorRequired, fromRecords, ofId } from '../records/answer.ts'
import { byOf } from '../records/by.ts'
import type { Keeper } from '../records/keeper.ts'
import { namesActor } from '../records/names-actor.ts'
import { nextLink } from '../records/next-link.ts'
import { perChild } from '../records/per-child.ts'
import { json, jsonText, type Reply } from '../reply.ts'
import type { Route } from './route.ts'
import { searchRoute } from './search.ts'

type Answer = (keeper: Keeper, request: Request, response: Response) => Promise<Reply>

const idIn = ({ params }: Request): string => String(params.id)

const get = (path: string, operation: Route['operation'], answer: Answer): Route => ({
  method: 'get',
  path,
  scope: 'records:read',
  operation,
  handlers: service => [
    takesNoQuery,
    namesActor(service),
    fromRecords(
      service,
      perChild(service, request => ({ id: idIn(request) }), answer),
    ),
  ],
})

/** A structured date of RFC 9745: since the reference has a place in the body of POST /records/search. */
const deprecated = { Deprecation: '@1796083200' }

const list: Answer = async ({ records }, { query }, response) => {
  const found = await listOf(records, { ...query }, byOf(response))
  if (!found.ok) return actorRequired(found.issues) ?? problem('query-refused', { issues: found.issues })
  const { records: listed, suggestion } = found.value
  const next = nextLink(query, found.value)
  return {
    ...json({ records: listed, next, suggestion }),
    headers: {
      ...(next === null ? {} : { Link: `<${next}>; rel="next"` }),
      ...(query.subjectRef === undefined ? {} : deprecated),
    },
  }
}

const listRoute: Route = {
  method: 'get',
  path: '/records',
  scope: 'records:read',
  operation: operations.list,
  handlers: service => [
    namesActor(service),
    fromRecords(
      service,
      perChild(service, ({ query }) => query, list),
    ),
  ],
}

const mediaTypes = {
  'application/json': 'json',
  'text/markdown': 'markdown',
  'text/html': 'html',
} as const satisfies Record<string, ExplanationOfFormat>
const offered = Object.keys(mediaTypes) as (keyof typeof mediaTypes)[]

const explain: Answer = async ({ records }, request, response) => {
  const type = offered.find(one => one === request.accepts([...offered]))
  if (type === undefined) return problem('not-acceptable')
  const explained = await explanationOf(records, idIn(request), byOf(response), mediaTypes[type])
  const head = { status: 200, type: `${type}; charset=utf-8`, headers: { Vary: 'Accept' } }
  if (explained.ok && type === 'text/html')
    replaceHeader(response, 'Content-Security-Policy', `${accountContentSecurityPolicy}; frame-ancestors 'none'`)
  return ofId(explained, body => ({ ...head, body }))
}

/** What was kept, for reading. That somebody read it is recorded before it is shown. */
export const recordsRoutes: readonly Route[] = [
  listRoute,
  searchRoute,
  get('/records/{id}', operations.opened, async ({ records }, request, response) =>
    ofId(await readRecord(records, idIn(request), byOf(response)), json),
  ),
  get('/records/{id}/explanation', operations.explanation, explain),
  get('/records/{id}/receipt', operations.receiptAgain, async ({ records }, request, response) =>
    ofId(await receiptOf(records, idIn(request), byOf(response)), jsonText),
  ),
]
