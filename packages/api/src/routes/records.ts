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
import { fromRecords, ofId } from '../records/answer.ts'
import { byOf } from '../records/by.ts'
import type { Keeper } from '../records/keeper.ts'
import { namesActor } from '../records/names-actor.ts'
import { nextLink } from '../records/next-link.ts'
import { json, jsonText, type Reply } from '../reply.ts'
import type { Route } from './route.ts'

type Answer = (keeper: Keeper, request: Request, response: Response) => Promise<Reply>

const idIn = ({ params }: Request): string => String(params.id)

const get = (path: string, operation: Route['operation'], answer: Answer, takesQuery = false): Route => ({
  method: 'get',
  path,
  scope: 'records:read',
  operation,
  handlers: service => [...(takesQuery ? [] : [takesNoQuery]), namesActor(service), fromRecords(service, answer)],
})

const list: Answer = async ({ records }, { query }, response) => {
  const found = await listOf(records, { ...query }, byOf(response))
  if (!found.ok) return problem('query-refused', { issues: found.issues })
  const { records: listed, suggestion } = found.value
  const next = nextLink(query, found.value.next)
  return {
    ...json({ records: listed, next, suggestion }),
    ...(next === null ? {} : { headers: { Link: `<${next}>; rel="next"` } }),
  }
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
  get('/records', operations.list, list, true),
  get('/records/{id}', operations.opened, async ({ records }, request, response) =>
    ofId(await readRecord(records, idIn(request), byOf(response)), json),
  ),
  get('/records/{id}/explanation', operations.explanation, explain),
  get('/records/{id}/receipt', operations.receiptAgain, async ({ records }, request, response) =>
    ofId(await receiptOf(records, idIn(request), byOf(response)), jsonText),
  ),
]
