import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { accessProblems, problemAnswers } from './answers.ts'

export const metricsOperation: ZodOpenApiOperationObject = {
  operationId: 'getMetrics',
  tags: ['Health'],
  summary: 'What the service has counted, for Prometheus',
  description:
    'Decisions by what they say, how long routes take, refusals by problem, requests turned away, which rules are in use, and how late the event loop is. Nothing about a person. Of a cluster: all its processes together.',
  responses: {
    '200': { description: 'Metrics in Prometheus’s text format.', content: { 'text/plain': { schema: z.string() } } },
    ...problemAnswers(...accessProblems),
  },
}
