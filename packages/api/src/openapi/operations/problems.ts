import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { type ProblemSlug, problems } from '../../problems.ts'
import { problemAnswers } from './answers.ts'

const slug = z
  .enum(Object.keys(problems) as [ProblemSlug])
  .describe('The last part of a problem’s “type”.')
  .meta({ examples: ['request-refused'] })

export const problemOperation: ZodOpenApiOperationObject = {
  operationId: 'getProblem',
  tags: ['About the service'],
  summary: 'What a problem means, and what to do about it',
  requestParams: { path: z.object({ slug }) },
  responses: {
    '200': { description: 'A page of plain text.', content: { 'text/plain': { schema: z.string() } } },
    ...problemAnswers('malformed-address', 'not-found'),
  },
}
