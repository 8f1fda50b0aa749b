import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { problemAnswers } from './answers.ts'

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
