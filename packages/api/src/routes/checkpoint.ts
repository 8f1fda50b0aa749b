import { consistencyOf, consistencyParameters, currentCheckpoint, verifierKeysOf } from '@virtual-school/records'
import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { problem } from '../http/problem.ts'
import { rejectQuery } from '../http/query.ts'
import { json, type Reply } from '../http/reply.ts'
import { knownNamesOf, tellIssues } from '../http/told-issues.ts'
import { jsonAnswer, problemAnswers } from '../openapi/operation.ts'
import type { Route } from '../openapi/route.ts'
import { answerFromRecords } from '../recording/replies.ts'

const plainOperation = (
  operationId: string,
  summary: string,
  description: string,
  meaning: string,
): ZodOpenApiOperationObject => ({
  operationId,
  tags: ['Records'],
  summary,
  description,
  responses: {
    '200': { description: meaning, content: { 'text/plain': { schema: z.string() } } },
    ...problemAnswers('query-refused', 'records-off', 'records-unavailable'),
  },
})

const checkpoint = plainOperation(
  'getCheckpoint',
  'The signed checkpoint of the log',
  'How many records there are and the root of the tree over them, signed: a C2SP signed note. It says nothing of anybody. Keep one elsewhere now and then: with it anybody can see whether the log was cut short, put back or rewritten since.',
  'A signed note.',
)
const checkpointKey = plainOperation(
  'getCheckpointKey',
  'The key that checkpoints and receipts are checked with',
  'A C2SP verifier key: name, key id and key, with “+” between. If the key was replaced, a line for each, the oldest first: what an old one signed stays good. They are no secret; keep them elsewhere, since anybody who can change them here can change the log too.',
  'A line for each key.',
)

const sentence = (text = ''): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
const sizeNamed = (name: keyof typeof consistencyParameters) => sentence(consistencyParameters[name].description)

const proof = z
  .object({
    from: z.int().nonnegative().describe('The smaller size.'),
    to: z.int().nonnegative().describe('The larger size.'),
    proof: z.array(z.base64()).describe('The consistency proof of RFC 6962.'),
  })
  .meta({ id: 'ConsistencyProof', description: 'That the log of `to` records begins with all of the log of `from`.' })

const checkpointConsistency: ZodOpenApiOperationObject = {
  operationId: 'getConsistencyProof',
  tags: ['Records'],
  summary: 'The proof that the log of one size begins with the log of another',
  description:
    'For anybody who has a checkpoint of each size, such as one that was kept elsewhere and that of a receipt: with it both can be shown to be of one log, without anybody being trusted. `virtual-school records verify --consistency` reads it. It says nothing of anybody.',
  requestParams: {
    query: z.object({
      from: z
        .string()
        .describe(sizeNamed('from'))
        .meta({ examples: ['1'] }),
      to: z.string().optional().describe(sizeNamed('to')),
    }),
  },
  responses: {
    ...jsonAnswer('The proof.', proof),
    ...problemAnswers('query-refused', 'records-off', 'records-unavailable'),
  },
}

const sizeNames = knownNamesOf(consistencyParameters)

const plain = (body: string): Reply => ({ status: 200, type: 'text/plain; charset=utf-8', body })

/** The checkpoint, its key and proofs between two of them. Public, for those who check a receipt: nothing here is about a person. */
export const checkpointRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/checkpoint',
    operation: checkpoint,
    handlers: service => [
      rejectQuery,
      answerFromRecords(service, async ({ records }) => {
        const found = await currentCheckpoint(records)
        return found.ok ? plain(found.value) : problem('not-found', { detail: found.issues[0]?.message ?? '' })
      }),
    ],
  },
  {
    method: 'get',
    path: '/checkpoint/key',
    operation: checkpointKey,
    handlers: service => [
      rejectQuery,
      answerFromRecords(service, async ({ records }) => plain(`${await verifierKeysOf(records)}\n`)),
    ],
  },
  {
    method: 'get',
    path: '/checkpoint/consistency',
    operation: checkpointConsistency,
    handlers: service => [
      answerFromRecords(service, async ({ records }, { query }) => {
        const found = await consistencyOf(records, { ...query })
        return found.ok ? json(found.value) : problem('query-refused', { issues: tellIssues(found.issues, sizeNames) })
      }),
    ],
  },
]
