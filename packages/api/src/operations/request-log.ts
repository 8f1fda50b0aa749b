import type { Request, Response } from 'express'
import { getCorrelation } from '../http/correlation.ts'
import type { ProblemSlug } from '../http/problems.ts'
import type { Log } from '../log.ts'
import type { Metrics } from './metrics.ts'

const routeOf = ({ route }: Request): string => {
  const path: unknown = route?.path
  return typeof path === 'string' ? path : 'none'
}

/** Probes come every few seconds, so they are logged at the level debug. */
const isOrdinary = (route: string): boolean => !route.startsWith('/health/') && route !== '/metrics'

interface Parts {
  readonly log: Log
  readonly metrics: Metrics
}

const tell = ({ log, metrics }: Parts, request: Request, response: Response, milliseconds: number): void => {
  const route = routeOf(request)
  const problem = response.locals.problem as ProblemSlug | undefined
  if (problem !== undefined) metrics.refused(problem)
  if (response.headersSent) metrics.answered(response.statusCode)
  if (route !== 'none' && response.writableFinished) metrics.took(route, milliseconds / 1_000)
  log[isOrdinary(route) ? 'info' : 'debug']('request', {
    ...getCorrelation(request.headers, response.locals),
    method: request.method,
    route,
    status: response.statusCode,
    problem,
    complete: response.writableFinished,
    milliseconds: Math.round(milliseconds * 100) / 100,
  })
}

/** Logs one line when a request is done, and counts it. The line has the route, not the address, which may hold anything. */
export const logWhenDone = (parts: Parts, request: Request, response: Response): void => {
  const start = performance.now()
  response.once('close', () => tell(parts, request, response, performance.now() - start))
}
