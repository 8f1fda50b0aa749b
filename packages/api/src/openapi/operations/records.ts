import { type ListParameter, listParameters } from '@virtual-school/records'
import * as z from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from 'zod-openapi'
import type { ProblemSlug } from '../../problems.ts'
import { exampleRecordId } from '../examples.ts'
import { actorHeader } from '../schemas/actor.ts'
import { receipt } from '../schemas/receipt.ts'
import { account, record, recordsPage } from '../schemas/records.ts'
import { accessProblems, jsonAnswer, problemAnswers } from './answers.ts'

/** Filters that the document shows: together they find the decision of its example. */
const shown: Partial<Record<ListParameter, string>> = { decision: 'remit', authority: 'england', limit: '20' }

const inAddress = {
  description:
    'The reference of a child, as it was sent with the request. Deprecated: it stands in the address, and so in the logs of proxies in between. Send it in the body of POST /records/search.',
  param: { deprecated: true },
} as const

const filters = z.object(
  Object.fromEntries(
    Object.entries(listParameters).map(([name, schema]) => {
      const example = shown[name as ListParameter]
      const meaning = `${schema.description?.slice(0, 1).toUpperCase()}${schema.description?.slice(1)}.`
      const described = schema.optional().describe(meaning)
      if (name === 'subjectRef') return [name, described.meta(inAddress)]
      return [name, example === undefined ? described : described.meta({ examples: [example] })]
    }),
  ),
)

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
  responses: {
    ...answers,
    ...problemAnswers(
      ...accessProblems,
      ...(['query-refused', 'malformed-actor', 'actor-required', 'records-off', 'records-unavailable'] as const),
      ...slugs,
    ),
  },
})

const text = (meaning: string) => ({ schema: z.string().describe(meaning) })

export const list: ZodOpenApiOperationObject = {
  ...reads(
    'listRecords',
    'What was decided, and what was recorded about it',
    'The newest first, a page at a time; `next`, and the header Link, hold the address of the next page, which stays the same however many records are added meanwhile. Envelopes hold no fact. A reference in the address may stand in the logs of proxies in between, so it is deprecated there: POST /records/search takes it in its body. That the list was read is recorded first: what was looked for, and what was shown, sealed.',
    jsonAnswer('A page of records.', recordsPage),
  ),
  requestParams: { query: filters, header: z.object(actorHeader) },
}

export const opened = reads(
  'getRecord',
  'One record, opened',
  'What was asked and answered, and everything that was recorded about it afterwards. That it was read is recorded first.',
  jsonAnswer('The record.', record),
  'malformed-address',
  'not-found',
)

export const explanation = reads(
  'explainRecord',
  'The account of one decision, for a person',
  'As data, as Markdown, or as a page for print, by the Accept header. It has its full trace, made again from the rules that decided, which are kept. That it was read is recorded first.',
  {
    '200': {
      description: 'The account.',
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

export const receiptAgain = reads(
  'getReceipt',
  'A new receipt of one record, against the log as it stands now',
  'It holds the envelope and no fact, and is checked with the key at GET /checkpoint/key.',
  jsonAnswer('The receipt, in canonical JSON.', receipt),
  'malformed-address',
  'not-found',
)
