import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { problem } from '../http/problem.ts'
import { json, send } from '../http/reply.ts'
import { accessProblems, jsonAnswer, problemAnswers } from '../openapi/operation.ts'
import { nameExamples, type Route, readOnly } from '../openapi/route.ts'
import { digestSchema, versionSchema } from '../openapi/schemas.ts'

const status = z.literal('up')

const liveOperation: ZodOpenApiOperationObject = {
  operationId: 'isLive',
  tags: ['Health'],
  summary: 'Whether the process answers',
  description: 'For whoever restarts a process that does not. It says nothing of records or rules.',
  responses: { ...jsonAnswer('It does.', z.object({ status })), ...problemAnswers() },
}

const readyOperation: ZodOpenApiOperationObject = {
  operationId: 'isReady',
  tags: ['Health'],
  summary: 'Whether decisions can be asked for, and from which rules',
  description: 'For a load balancer: 503 while the service is stopping, and while what it decides could not be kept.',
  responses: {
    ...jsonAnswer('They can.', z.object({ status, version: versionSchema, digest: digestSchema })),
    ...problemAnswers('not-ready'),
  },
}

const metricsOperation: ZodOpenApiOperationObject = {
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

/** GET /metrics. */
export const metricsRoute: Route = {
  method: 'get',
  path: '/metrics',
  scope: 'admin',
  operation: metricsOperation,
  handlers: ({ metrics }) => [
    async (_request, response) =>
      send(response, {
        status: 200,
        type: 'text/plain; version=0.0.4; charset=utf-8',
        body: await metrics.text(),
      }),
  ],
}

/** GET /health/live and GET /health/ready. */
export const healthRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/health/live',
    operation: liveOperation,
    examples: () => nameExamples([['up', { status: 'up' }]]),
    handlers: readOnly(() => json({ status: 'up' })),
  },
  {
    method: 'get',
    path: '/health/ready',
    operation: readyOperation,
    examples: ({ version, digest }) => nameExamples([['ready', { status: 'up', version, digest }]]),
    handlers: readOnly(({ rules, isReady, recorder }) =>
      isReady() && recorder?.isFailing() !== true
        ? json({ status: 'up', version: rules.version, digest: rules.digest })
        : problem('not-ready', { headers: { 'Retry-After': '5' } }),
    ),
  },
]
