import type { RequestHandler } from 'express'
import type { Log } from './log.ts'

/** One line a request. It names the route, not the address: an address may hold anything. */
export const requestLog =
  (log: Log): RequestHandler =>
  (request, response, next) => {
    const start = performance.now()
    response.once('close', () => {
      const route: unknown = request.route?.path
      log.debug('request', {
        method: request.method,
        route: typeof route === 'string' ? route : 'none',
        status: response.statusCode,
        complete: response.writableFinished,
        milliseconds: Math.round(performance.now() - start),
      })
    })
    next()
  }
