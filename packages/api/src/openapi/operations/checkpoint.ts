import { consistencyParameters } from '@virtual-school/records'
import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { jsonAnswer, problemAnswers } from './answers.ts'

const plain = (
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

export const checkpoint = plain(
  'getCheckpoint',
  'The signed checkpoint of the log',
  'How many records there are and the root of the tree over them, signed: a C2SP signed note. It says nothing of anybody. Keep one elsewhere now and then: with it anybody can see whether the log was cut short, put back or written anew since.',
  'A signed note.',
)
export const checkpointKey = plain(
  'getCheckpointKey',
  'The key that checkpoints and receipts are checked with',
  'A C2SP verifier key: name, key id and key, with “+” between. It is no secret; keep it elsewhere, since whoever can change it here can change the log too.',
  'One line.',
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

export const checkpointConsistency: ZodOpenApiOperationObject = {
  operationId: 'getConsistencyProof',
  tags: ['Records'],
  summary: 'The proof that the log of one size begins with the log of another',
  description:
    'For whoever has a checkpoint of each size, such as one that was kept elsewhere and that of a receipt: with it both can be shown to be of one log, without anybody being trusted. `virtual-school records verify --consistency` reads it. It says nothing of anybody.',
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
