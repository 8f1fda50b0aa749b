import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { batchExample, linesOf } from '../examples.ts'
import { actorHeader } from '../schemas/actor.ts'
import { batchRequest } from '../schemas/batch.ts'
import { accessProblems, problemAnswers } from './answers.ts'

/** JSON Schema’s own way to say that a text holds JSON. Each line is one. */
const lines = (schema: string, meaning: string) =>
  z.string().meta({
    description: meaning,
    contentMediaType: 'application/x-ndjson',
    contentSchema: { $ref: `#/components/schemas/${schema}` },
  })

export const batchOperation: ZodOpenApiOperationObject = {
  operationId: 'decideBatch',
  tags: ['Deciding'],
  summary: 'Decide many cases',
  description: [
    'Answers one line of JSON a request, in order, as it goes. A request that is refused answers with its line and its issues, and the batch goes on. Where records are on, each decision is on disk before its line goes out, with its id, time and receipt. `trace` is `none` where a request does not ask for it.',
    'Send lines (application/x-ndjson), of at most 64 KiB each, or one JSON array of at most 1,000 requests and 1 MiB. An array is one document: where its JSON is malformed nothing of it is answered.',
    'Send the whole batch within ten seconds. Up to 8 MiB of it may be sent before you begin to read; beyond that, read while you send. For more, use the command `virtual-school batch`.',
    'A batch takes no `Idempotency-Key` and refuses one (400): each decision has a record of its own, and sent again it has new ones.',
  ].join('\n\n'),
  requestParams: { header: z.object(actorHeader) },
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: batchRequest, example: batchExample },
      'application/x-ndjson': {
        schema: lines('DecisionRequest', 'One DecisionRequest a line.'),
        example: linesOf(batchExample),
      },
    },
  },
  responses: {
    '200': {
      description: 'One line a request, in order.',
      content: { 'application/x-ndjson': { schema: lines('BatchAnswer', 'One BatchAnswer a line.') } },
    },
    ...problemAnswers(
      ...accessProblems,
      'malformed-body',
      'malformed-idempotency-key',
      'malformed-actor',
      'incomplete-body',
      'query-refused',
      'body-too-large',
      'unsupported-media-type',
      'encoded-body',
      'request-refused',
      'overloaded',
    ),
  },
}
