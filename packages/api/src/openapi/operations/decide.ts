import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { requestExamples } from '../examples.ts'
import { decided } from '../schemas/decision.ts'
import { decisionRequest } from '../schemas/request.ts'
import { accessProblems, jsonAnswer, problemAnswers } from './answers.ts'

export const decideOperation: ZodOpenApiOperationObject = {
  operationId: 'decide',
  tags: ['Deciding'],
  summary: 'Decide one case',
  description:
    'Answers from what is known. Where that does not settle the answer, the status is still 200: `status` is `undetermined`, `possibleAnswers` lists what is left and `missing` what to ask next, the most telling first.\n\nThe body is at most 64 KiB of UTF-8, not compressed, with no member twice. `result` is byte for byte what the library gives.',
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: decisionRequest,
        examples: Object.fromEntries(
          Object.entries(requestExamples).map(([summary, value]) => [
            summary.replaceAll(/[^a-z]+/g, '-'),
            { summary, value },
          ]),
        ),
      },
    },
  },
  responses: {
    ...jsonAnswer('The decision.', decided),
    ...problemAnswers(
      ...accessProblems,
      'malformed-body',
      'incomplete-body',
      'query-refused',
      'rules-not-on-offer',
      'body-too-large',
      'unsupported-media-type',
      'encoded-body',
      'request-refused',
      'evaluators-disagree',
      'overloaded',
    ),
  },
}
