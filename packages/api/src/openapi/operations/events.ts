import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { eventExamples, named } from '../examples.ts'
import { actorHeader } from '../schemas/actor.ts'
import { eventRequest, keptEvent } from '../schemas/records.ts'
import { accessProblems, jsonAnswer, problemAnswers } from './answers.ts'
import { idempotencyKey } from './idempotency-key.ts'
import { recordPath } from './records.ts'

export const addEventOperation: ZodOpenApiOperationObject = {
  operationId: 'addEvent',
  tags: ['Records'],
  summary: 'Record what a person did about a decision',
  description:
    'The service gives findings; a person decides, and the record shows who, when and why. A reason is sealed under the key of the decision, and goes when the decision is erased. Nothing that was recorded is ever changed: what comes later stands beside it. `held` and `released` are of the child whom the decision is about.',
  requestParams: { path: recordPath, header: z.object({ 'Idempotency-Key': idempotencyKey, ...actorHeader }) },
  requestBody: {
    required: true,
    content: { 'application/json': { schema: eventRequest, examples: named(Object.entries(eventExamples)) } },
  },
  responses: {
    ...jsonAnswer('It is on disk.', keptEvent),
    ...problemAnswers(
      ...accessProblems,
      'malformed-address',
      'malformed-body',
      'malformed-actor',
      'malformed-idempotency-key',
      'incomplete-body',
      'query-refused',
      'not-found',
      'records-off',
      'idempotency-key-in-flight',
      'erased',
      'body-too-large',
      'unsupported-media-type',
      'encoded-body',
      'request-refused',
      'idempotency-key-reused',
      'overloaded',
      'records-unavailable',
    ),
  },
}
