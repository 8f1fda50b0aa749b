import { liveOperation, readyOperation } from '../openapi/operations/health.ts'
import { problem } from '../problem.ts'
import { json } from '../reply.ts'
import { type Route, reading } from './route.ts'

export const healthRoutes: readonly Route[] = [
  { method: 'get', path: '/health/live', operation: liveOperation, handlers: reading(() => json({ status: 'up' })) },
  {
    method: 'get',
    path: '/health/ready',
    operation: readyOperation,
    handlers: reading(({ rules, isReady, keeper }) =>
      isReady() && keeper?.isFailing() !== true
        ? json({ status: 'up', version: rules.version, digest: rules.digest })
        : problem('not-ready', { headers: { 'Retry-After': '5' } }),
    ),
  },
]
