import { type ListParameter, listOf, listParameters } from '@virtual-school/records'
import type { Issue } from '@virtual-school/rules'
import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { readActorHeader, readCaller } from '../../auth/actor.ts'
import { problem } from '../../http/problem.ts'
import { json, type Reply } from '../../http/reply.ts'
import { knownNamesOf, tellIssues } from '../../http/told-issues.ts'
import { withHeaders } from '../../openapi/headers.ts'
import { jsonAnswer } from '../../openapi/operation.ts'
import type { Route } from '../../openapi/route.ts'
import { actorHeader, envelope } from '../../openapi/schemas.ts'
import { type AnswerFromRecords, actorRequired, answerFromRecords } from '../../recording/replies.ts'
import { limitReadingsPerChild, readingProblems } from './reading.ts'

const found = z
  .object({
    answer: z.string().nullable(),
    status: z.string(),
    rules: z.array(z.string()).describe('The rules that bore on it.'),
    cautions: z.array(z.string()),
    readings: z.array(z.string()),
  })
  .nullable()
  .describe('What was decided; null of an event, and of a decision that was erased.')

/** One record in a list. */
export const listedRecord = z.object({
  envelope,
  found,
  isCorrected: z.boolean().describe('A person recorded that this decision was recorded in error.'),
})

/** The reference that was probably meant. */
export const suggestion = z
  .string()
  .optional()
  .describe(
    'If nobody is known by the `subjectRef` that was asked for: the same in other letter case, by which somebody is. References are told apart by capital letters.',
  )

const recordsPage = z
  .object({
    records: z.array(listedRecord).describe('The newest first.'),
    next: z
      .string()
      .nullable()
      .describe(
        'The address of the next page, whole if the service knows its public one (PUBLIC_URL); null: this was the last.',
      ),
    suggestion,
  })
  .meta({ id: 'RecordsPage' })

/** The filters of the document’s example: together they find the decision in it. */
const shown: Partial<Record<ListParameter, string>> = { decision: 'remit', authority: 'england', limit: '20' }

const inAddress = {
  description:
    'The reference of a child, as it was sent with the request. Deprecated: it stands in the address, and so in the logs of proxies in between. Send it in the body of POST /records/search.',
  param: { deprecated: true },
} as const

/** A filter as the document has it: optional, its meaning a sentence. */
export const describeFilter = (schema: (typeof listParameters)[ListParameter]) =>
  schema.optional().describe(`${schema.description?.slice(0, 1).toUpperCase()}${schema.description?.slice(1)}.`)

const filters = z.object(
  Object.fromEntries(
    Object.entries(listParameters).map(([name, schema]) => {
      const example = shown[name as ListParameter]
      const described = describeFilter(schema)
      if (name === 'subjectRef') return [name, described.meta(inAddress)]
      return [name, example === undefined ? described : described.meta({ examples: [example] })]
    }),
  ),
)

const listOperation: ZodOpenApiOperationObject = {
  operationId: 'listRecords',
  tags: ['Records'],
  summary: 'What was decided, and what was recorded about it',
  description:
    'The newest first, a page at a time; `next`, and the header Link, hold the address of the next page, which stays the same however many records are added meanwhile. Envelopes hold no fact. A reference in the address may stand in the logs of proxies in between, so it is deprecated there: POST /records/search takes it in its body. That the list was read is recorded first: what was looked for, and what was shown, sealed.',
  requestParams: { query: filters, header: z.object(actorHeader) },
  responses: {
    ...jsonAnswer('A page of records.', recordsPage, withHeaders('Link', 'Deprecation')),
    ...readingProblems(),
  },
}

/**
 * The address of the next page: the same query, from another place. It names a child by the child’s random number, so that the
 * reference goes through no further logs.
 */
const buildNextLink = (
  query: Readonly<Record<string, unknown>>,
  { next, subject }: { readonly next: string | null; readonly subject?: string },
  publicUrl: string,
): string | null => {
  if (next === null) return null
  const given = Object.entries(query).filter(
    (one): one is [string, string] => typeof one[1] === 'string' && one[0] !== 'subjectRef',
  )
  const named = subject === undefined ? {} : { subject }
  return `${publicUrl}/records?${new URLSearchParams({ ...Object.fromEntries(given), ...named, cursor: next })}`
}

/** A date as RFC 9745 writes it: the day on which POST /records/search began to take the reference in its body. */
const deprecated = { Deprecation: '@1796083200' }

/** The names that issues with the filters of a list may repeat. */
export const filterNames = knownNamesOf(filters.shape)

/** The reply to filters that cannot be used. `sent` are those of a body. */
export const listRefused = (issues: readonly Issue[], sent?: unknown): Reply =>
  problem('query-refused', { issues: tellIssues(issues, filterNames, sent) })

const list =
  (publicUrl: string): AnswerFromRecords =>
  async ({ records }, { query }, response) => {
    const found = await listOf(records, { ...query }, readCaller(response))
    if (!found.ok) return actorRequired(found.issues) ?? listRefused(found.issues)
    const { records: listed, suggestion } = found.value
    const next = buildNextLink(query, found.value, publicUrl)
    return {
      ...json({ records: listed, next, suggestion }),
      headers: {
        ...(next === null ? {} : { Link: `<${next}>; rel="next"` }),
        ...(query.subjectRef === undefined ? {} : deprecated),
      },
    }
  }

/** GET /records. */
export const listRoute: Route = {
  method: 'get',
  path: '/records',
  scope: 'records:read',
  operation: listOperation,
  handlers: service => [
    readActorHeader(service),
    answerFromRecords(
      service,
      limitReadingsPerChild(service, ({ query }) => query, list(service.publicUrl)),
    ),
  ],
}
