import { type AboutToRead, listLimits, listOf, listParameters } from '@virtual-school/records'
import type { Checked } from '@virtual-school/rules'
import { accepted, isObject, limits } from '@virtual-school/rules/internal'
import type { Request } from 'express'
import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { readActorHeader, readCaller } from '../../auth/actor.ts'
import { jsonMediaType, parseJsonBytes, rawBody, requestLimits, requireContentType } from '../../http/body.ts'
import { problem } from '../../http/problem.ts'
import { rejectQuery } from '../../http/query.ts'
import { json } from '../../http/reply.ts'
import { tellIssues } from '../../http/told-issues.ts'
import { accessProblems, bodyProblems, jsonAnswer, problemAnswers } from '../../openapi/operation.ts'
import type { Route } from '../../openapi/route.ts'
import { actorHeader } from '../../openapi/schemas.ts'
import { actorRequired, answerFromRecords } from '../../recording/replies.ts'
import { describeFilter, filterNames, listedRecord, listRefused, suggestion } from './list.ts'
import { limitReadingsPerChild } from './reading.ts'

const { limit: _, ...filters } = listParameters

const searchRequest = z
  .strictObject({
    ...Object.fromEntries(Object.entries(filters).map(([name, schema]) => [name, describeFilter(schema)])),
    limit: z
      .int()
      .min(1)
      .max(listLimits.most)
      .optional()
      .describe(`How many; ${listLimits.standard} if this is left out.`),
  })
  .meta({ id: 'SearchRequest', description: 'What a list is narrowed to. What is left out narrows nothing.' })

const searchPage = z
  .object({
    records: z.array(listedRecord).describe('The newest first.'),
    next: z
      .string()
      .nullable()
      .describe('`cursor` of the next page, to be sent with the same body; null: this was the last.'),
    suggestion,
  })
  .meta({ id: 'SearchPage' })

const searchOperation: ZodOpenApiOperationObject = {
  operationId: 'searchRecords',
  tags: ['Records'],
  summary: 'The same list, for a query that must not stand in an address',
  description:
    'Takes the filters of GET /records in its body, so that the reference of a child stands in no log of a proxy. For the next page, send the same body with `next` as its `cursor`. That the list was read is recorded first: what was looked for, and what was shown, sealed.',
  requestParams: { header: z.object(actorHeader) },
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: searchRequest,
        examples: {
          child: {
            summary: 'What is recorded of one child',
            value: { subjectRef: 'case-17', type: 'evaluated', limit: 20 },
          },
        },
      },
    },
  },
  responses: {
    ...jsonAnswer('A page of records.', searchPage),
    ...problemAnswers(
      ...accessProblems,
      'malformed-body',
      'malformed-actor',
      'incomplete-body',
      'query-refused',
      'actor-required',
      'records-off',
      ...bodyProblems,
      'overloaded',
      'records-unavailable',
    ),
  },
}

type Filters = Readonly<Record<string, unknown>>
type Read = Checked<Filters> | undefined

const notAnObject = {
  code: 'wrong-type',
  pointer: '',
  message: 'A search is an object of filters, as { "decision": "reduced-timetable", "limit": 20 }.',
} as const

/** The filters of a body, in which `limit` may be a number. Undefined: the body is not an object. */
const readFilters = ({ body }: Request): Read => {
  const read = parseJsonBytes(body, requestLimits)
  if (!read.ok || !isObject(read.value)) return read.ok ? undefined : read
  const { limit } = read.value
  return accepted({ ...read.value, ...(typeof limit === 'number' ? { limit: String(limit) } : {}) })
}

const aboutToRead = (request: Request): AboutToRead => {
  const filters = readFilters(request)
  return filters?.ok ? { ...filters.value } : {}
}

/** POST /records/search: the same list as GET /records, for a query that must not be in an address. */
export const searchRoute: Route = {
  method: 'post',
  path: '/records/search',
  scope: 'records:read',
  operation: searchOperation,
  handlers: service => [
    rejectQuery,
    requireContentType([jsonMediaType]),
    readActorHeader(service),
    rawBody(limits.requestBytes),
    answerFromRecords(
      service,
      limitReadingsPerChild(service, aboutToRead, async ({ records }, request, response) => {
        const filters = readFilters(request)
        if (filters === undefined) return problem('query-refused', { issues: [notAnObject] })
        if (!filters.ok) return problem('malformed-body', { issues: tellIssues(filters.issues, filterNames) })
        const found = await listOf(records, filters.value, readCaller(response))
        if (!found.ok) return actorRequired(found.issues) ?? listRefused(found.issues, filters.value)
        const { records: listed, next, suggestion } = found.value
        return json({ records: listed, next, suggestion })
      }),
    ),
  ],
}
