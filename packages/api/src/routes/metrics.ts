import { metricsOperation } from '../openapi/operations/metrics.ts'
import { send } from '../reply.ts'
import type { Route } from './route.ts'

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
