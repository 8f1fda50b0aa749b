import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { named, requestExamples } from '../examples.ts'
import { actorHeader } from '../schemas/actor.ts'
import { decided } from '../schemas/decision.ts'
import { decisionRequest } from '../schemas/request.ts'
import { accessProblems, jsonAnswer, problemAnswers } from './answers.ts'
import { idempotencyKey } from './idempotency-key.ts'

export const decideOperation: ZodOpenApiOperationObject = {
  operationId: 'decide',
  tags: ['Deciding'],
  summary: 'Decide one case',
  description:
    'Answers from what is known. Where that does not settle the answer, the status is still 200: `status` is `undetermined`, `possibleAnswers` lists what is left and `missing` what to ask next, the most telling first.\n\nThe body is at most 64 KiB of UTF-8, not compressed, with no member twice. `result` is byte for byte what the library gives.\n\nWhere records are on, the answer comes once the decision is on disk, with the record’s `id`, its time and a `receipt` that proves it; what cannot be kept is not given out (503).',
  requestParams: { header: z.object({ 'Idempotency-Key': idempotencyKey, ...actorHeader }) },
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: decisionRequest,
        examples: named(Object.entries(requestExamples)),
      },
    },
  },
  responses: {
    ...jsonAnswer('The decision.', decided),
    ...problemAnswers(
      ...accessProblems,
      'malformed-body',
      'malformed-idempotency-key',
      'malformed-actor',
      'incomplete-body',
      'query-refused',
      'rules-not-on-offer',
      'idempotency-key-in-flight',
      'erased',
      'body-too-large',
      'unsupported-media-type',
      'encoded-body',
      'request-refused',
      'idempotency-key-reused',
      'evaluators-disagree',
      'overloaded',
      'records-unavailable',
    ),
  },
}
