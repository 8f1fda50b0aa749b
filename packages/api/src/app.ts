import type { RequestListener } from 'node:http'
import express, { type Express, type Request, type RequestHandler } from 'express'
import { guard } from './auth/middleware.ts'
import { findStranger } from './auth/request-origin.ts'
import { correlate } from './http/correlation.ts'
import { allowOrigins } from './http/cross-origin.ts'
import { createDirectRoute } from './http/direct-route.ts'
import { answerMethodNotAllowed, answerNotFound, handleErrors } from './http/errors.ts'
import { problem } from './http/problem.ts'
import { type Reply, send } from './http/reply.ts'
import { expressPath, type Route } from './openapi/route.ts'
import { createLoadShedder } from './operations/overload.ts'
import { logWhenDone } from './operations/request-log.ts'
import { docsPages } from './routes/about.ts'
import { decideRoute } from './routes/decide/decide.ts'
import { allowedMethods, routes } from './routes/table.ts'
import { createService, type Service, type ServiceParts } from './service.ts'

/** Creates the service as a listener. It reads as the life of a request, from top to bottom, and has no state but its parts. */
export const createApp = (parts: ServiceParts): RequestListener => {
  const service = createService(parts)
  const prologue = requestPrologue(service)
  const router = createRouter(service, prologue)
  const decide = createDirectRoute(
    decideRoute.path,
    [prologue, ...guardHandlers(service, decideRoute)],
    handleErrors(service.log),
  )
  // Most requests are for one route. With a query, or the whole address, that one goes through Express too.
  return (request, response) =>
    request.method === 'POST' && request.url === decideRoute.path
      ? decide(request, response)
      : router(request, response)
}

/** Every route, found by Express, and what answers if there is none. */
export const createRouter = (service: Service, prologue: RequestHandler): Express => {
  const app = express()
  app
    .disable('x-powered-by')
    .disable('etag')
    .enable('strict routing')
    .enable('case sensitive routing')
    .set('query parser', 'simple')

  app.use(prologue)
  const pages = service.pages?.(service)
  if (pages !== undefined) app.use(pages.pages)
  for (const route of routes) app[route.method](expressPath(route.path), ...guardHandlers(service, route))
  for (const { path, methods } of allowedMethods) app.route(expressPath(path)).all(answerMethodNotAllowed(methods))
  if (service.mcp !== undefined) app.post(mcpPath, ...service.mcp(service)).all(mcpPath, answerMethodNotAllowed('POST'))
  app.use('/docs', docsPages())
  if (pages !== undefined) app.use(pages.notFound)
  app.use(answerNotFound)
  app.use(handleErrors(service.log))
  return app
}

const mcpPath = '/mcp'

/** A route’s handlers, after what its scope requires. */
const guardHandlers = (service: Service, { scope, handlers }: Route): readonly RequestHandler[] => [
  ...guard(service, scope),
  ...handlers(service),
]

/** What happens first to every request, in one handler, since each handler costs time. */
const requestPrologue = (service: Service): RequestHandler => {
  const isTurnedAway = createLoadShedder(service.gate, service.metrics)
  const isPreflight = allowOrigins(service.origins)
  const { publicUrl } = service
  return (request, response, next) => {
    correlate(request, response, service.newId)
    if (publicUrl !== '') response.locals.publicUrl = publicUrl
    if (isPreflight(request, response)) return
    if (isTurnedAway(request, response)) return
    logWhenDone(service, request, response)
    const refused = refuseEarly(service, request)
    if (refused !== undefined) return send(response, refused)
    next()
  }
}

/** Node keeps the first of several. */
const namesTwoHosts = ({ rawHeaders }: Request): boolean => {
  let count = 0
  for (let i = 0; i < rawHeaders.length; i += 2) if (rawHeaders[i]!.toLowerCase() === 'host') count += 1
  return count > 1
}

const unaddressed = problem('malformed-request', { headers: { Connection: 'close' } })

/** HTTP/1.1 requires one Host and no more, and an open service answers this machine alone. */
const refuseEarly = ({ access }: Service, request: Request): Reply | undefined => {
  if (request.headers.host === undefined && request.httpVersion !== '1.0') return unaddressed
  const stranger = access.isOpen() ? findStranger(request) : undefined
  if (stranger !== undefined) return problem(stranger)
  return namesTwoHosts(request) ? unaddressed : undefined
}
