import type { Request, Response } from 'express'
import { correlationOf } from './operations/correlation.ts'
import type { ProblemSlug } from './problems.ts'
import type { Service } from './service.ts'

const routeOf = ({ route }: Request): string => {
  const path: unknown = route?.path
  return typeof path === 'string' ? path : 'none'
}

/** Probes come every few seconds: they are not worth a line by default. */
const isOrdinary = (route: string): boolean => !route.startsWith('/health/') && route !== '/metrics'

const tell = ({ log, metrics }: Service, request: Request, response: Response, milliseconds: number): void => {
  const route = routeOf(request)
  const problem = response.locals.problem as ProblemSlug | undefined
  if (problem !== undefined) metrics.refused(problem)
  if (response.headersSent) metrics.answered(response.statusCode)
  if (route !== 'none' && response.writableFinished) metrics.took(route, milliseconds / 1_000)
  log[isOrdinary(route) ? 'info' : 'debug']('request', {
    ...correlationOf(request.headers, response.locals),
    method: request.method,
    route,
    status: response.statusCode,
    problem,
    complete: response.writableFinished,
    milliseconds: Math.round(milliseconds * 100) / 100,
  })
}

/** One line a request, and its part of the metrics. It names the route, not the address: an address may hold anything. */
export const logWhenDone = (service: Service, request: Request, response: Response): void => {
  const start = performance.now()
  response.once('close', () => tell(service, request, response, performance.now() - start))
}
