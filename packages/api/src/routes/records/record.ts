import {
  accountContentSecurityPolicy,
  type ExplanationOfFormat,
  explanationOf,
  readRecord,
  receiptOf,
} from '@virtual-school/records'
import type { Request } from 'express'
import * as z from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from 'zod-openapi'
import { readActorHeader, readCaller } from '../../auth/actor.ts'
import { replaceHeader } from '../../http/headers.ts'
import { problem } from '../../http/problem.ts'
import type { ProblemSlug } from '../../http/problems.ts'
import { rejectQuery } from '../../http/query.ts'
import { json, jsonText } from '../../http/reply.ts'
import { withHeaders } from '../../openapi/headers.ts'
import { jsonAnswer } from '../../openapi/operation.ts'
import type { Route } from '../../openapi/route.ts'
import {
  actorHeader,
  daySchema,
  envelope,
  issueSchema,
  receipt,
  recordedAt,
  recordId,
  scalar,
} from '../../openapi/schemas.ts'
import { type AnswerFromRecords, answerFromRecords, replyWithRecord } from '../../recording/replies.ts'
import { decision } from '../decide/schemas.ts'
import { exampleRecordId } from '../examples.ts'
import { limitReadingsPerChild, readingProblems } from './reading.ts'

const laterEvent = z
  .object({
    seq: z.int(),
    id: recordId,
    type: z.string(),
    recordedAt,
    client: z.string(),
    actor: z.string().exactOptional(),
    approver: z.string().exactOptional().describe('The second person, who approved, if two were named.'),
    reason: z.string().exactOptional().describe('In the words of the person who recorded it.'),
    answer: z.string().exactOptional().describe('If a person decided otherwise: the answer that they gave.'),
    details: z.record(z.string(), scalar.nullable()).exactOptional(),
  })
  .meta({ id: 'LaterEvent', description: 'Something that was recorded about a decision afterwards.' })

const record = z
  .object({
    state: z
      .enum(['decision', 'event', 'none', 'erased', 'damaged'])
      .describe('What was sealed in it; `none`: nothing. `erased`: it can never be read again.'),
    envelope: envelope.nullable(),
    request: z
      .object({
        decision: z.string(),
        authority: z.string(),
        asOf: daySchema,
        facts: z.record(z.string(), scalar.nullable()),
      })
      .nullable()
      .describe('Of a decision: what was asked, a date of birth replaced by the age that it makes.'),
    result: decision.nullable().describe('Of a decision: what was answered, without its trace.'),
    event: z.record(z.string(), scalar.nullable()).nullable().describe('Of an event: what was said.'),
    events: z.array(laterEvent),
    issues: z.array(issueSchema).describe('If it is damaged: why.'),
  })
  .meta({ id: 'Record' })

const account = z
  .looseObject({
    format: z.literal('virtual-school-account'),
    v: z.literal(1),
    state: z.enum(['whole', 'erased', 'sealed']),
    record: envelope,
    asked: z.looseObject({ decision: z.string(), question: z.string(), asOf: daySchema }).nullable(),
    found: z.looseObject({ status: z.string(), answer: z.string().nullable(), summary: z.string() }).nullable(),
    trace: z.looseObject({}).nullable(),
    events: z.array(laterEvent),
    checks: z.object({ rules: z.string(), receipt: z.string(), replay: z.string() }),
    safeguards: z.array(z.object({ id: z.string(), text: z.string() })),
    page: z.looseObject({ title: z.string(), about: z.string(), brief: z.array(z.string()) }),
  })
  .meta({ id: 'Account', description: 'What is known of one decision: as data, and in the words that a person reads.' })

/** The part of the path that names a record. */
export const recordPath = z.object({
  id: z
    .string()
    .describe('The id that the decision came with.')
    .meta({ examples: [exampleRecordId] }),
})

const reads = (
  operationId: string,
  summary: string,
  description: string,
  answers: ZodOpenApiResponsesObject,
  ...slugs: readonly ProblemSlug[]
): ZodOpenApiOperationObject => ({
  operationId,
  tags: ['Records'],
  summary,
  description,
  requestParams: { path: recordPath, header: z.object(actorHeader) },
  responses: { ...answers, ...readingProblems(...slugs) },
})

const text = (meaning: string) => ({ schema: z.string().describe(meaning) })

const opened = reads(
  'getRecord',
  'One record, opened',
  'What was asked and answered, and everything that was recorded about it afterwards. That it was read is recorded first.',
  jsonAnswer('The record.', record),
  'malformed-address',
  'not-found',
)

const explanation = reads(
  'explainRecord',
  'The account of one decision, for a person',
  'As data, as Markdown, or as a page for print, by the Accept header. It has its full trace, made again from the rules that decided, which are kept. That it was read is recorded first.',
  {
    '200': {
      description: 'The account.',
      headers: withHeaders('Vary'),
      content: {
        'application/json': { schema: account },
        'text/markdown': text('The account as Markdown.'),
        'text/html': text('The account as one page, with no script and nothing to fetch.'),
      },
    },
  },
  'malformed-address',
  'not-found',
  'not-acceptable',
)

const receiptAgain = reads(
  'getReceipt',
  'A new receipt of one record, against the log as it stands now',
  'It holds the envelope and no fact, and is checked with the key at GET /checkpoint/key.',
  jsonAnswer('The receipt, in canonical JSON.', receipt),
  'malformed-address',
  'not-found',
)

const readId = ({ params }: Request): string => String(params.id)

const get = (path: string, operation: Route['operation'], answer: AnswerFromRecords): Route => ({
  method: 'get',
  path,
  scope: 'records:read',
  operation,
  handlers: service => [
    rejectQuery,
    readActorHeader(service),
    answerFromRecords(
      service,
      limitReadingsPerChild(service, request => ({ id: readId(request) }), answer),
    ),
  ],
})

const mediaTypes = {
  'application/json': 'json',
  'text/markdown': 'markdown',
  'text/html': 'html',
} as const satisfies Record<string, ExplanationOfFormat>
const offered = Object.keys(mediaTypes) as (keyof typeof mediaTypes)[]

const explain: AnswerFromRecords = async ({ records }, request, response) => {
  const type = offered.find(one => one === request.accepts([...offered]))
  if (type === undefined) return problem('not-acceptable')
  const explained = await explanationOf(records, readId(request), readCaller(response), mediaTypes[type])
  const head = { status: 200, type: `${type}; charset=utf-8`, headers: { Vary: 'Accept' } }
  if (explained.ok && type === 'text/html')
    replaceHeader(response, 'Content-Security-Policy', `${accountContentSecurityPolicy}; frame-ancestors 'none'`)
  return replyWithRecord(explained, body => ({ ...head, body }))
}

/** One record, its explanation and its receipt. Each reading is recorded before the record is shown. */
export const recordRoutes: readonly Route[] = [
  get('/records/{id}', opened, async ({ records }, request, response) =>
    replyWithRecord(await readRecord(records, readId(request), readCaller(response)), json),
  ),
  get('/records/{id}/explanation', explanation, explain),
  get('/records/{id}/receipt', receiptAgain, async ({ records }, request, response) =>
    replyWithRecord(await receiptOf(records, readId(request), readCaller(response)), jsonText),
  ),
]
