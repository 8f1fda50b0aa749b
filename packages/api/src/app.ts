import type { RequestListener } from 'node:http'
import express from 'express'
import { guard } from './access/guard.ts'
import { failed, methodNotAllowed, notFound } from './errors.ts'
import { correlate } from './operations/correlation.ts'
import { shedding } from './operations/shedding.ts'
import { logWhenDone } from './request-log.ts'
import { docsPages } from './routes/docs.ts'
import { expressPath } from './routes/route.ts'
import { allowedMethods, routes } from './routes/table.ts'
import { type ServiceParts, serviceOf } from './service.ts'

/** The service, as the life of a request from top to bottom. It has no state but what it is given. */
export const createApp = (parts: ServiceParts): RequestListener => {
  const service = serviceOf(parts)
  const app = express()
  app
    .disable('x-powered-by')
    .disable('etag')
    .enable('strict routing')
    .enable('case sensitive routing')
    .set('query parser', 'simple')

  const shed = shedding(service.gate, service.metrics)
  // One layer of the router for what befalls every request: each costs.
  app.use((request, response, next) => {
    correlate(request, response, service.newId)
    logWhenDone(service, request, response)
    shed(request, response, next)
  })
  for (const { method, path, scope, handlers } of routes)
    app[method](expressPath(path), ...guard(service, scope), ...handlers(service))
  for (const { path, methods } of allowedMethods) app.route(expressPath(path)).all(methodNotAllowed(methods))
  app.use('/docs', docsPages())
  app.use(notFound)
  app.use(failed(service.log))
  return app
}
