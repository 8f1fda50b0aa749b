import express, { type Express, type RequestHandler } from 'express'
import { guard } from './access/guard.ts'
import { failed, methodNotAllowed, notFound } from './errors.ts'
import { docsPages } from './routes/docs.ts'
import { expressPath, type Route } from './routes/route.ts'
import { allowedMethods, routes } from './routes/table.ts'
import type { Service } from './service.ts'

/** A route’s handlers, after whatever its scope demands. */
export const guarded = (service: Service, { scope, handlers }: Route): readonly RequestHandler[] => [
  ...guard(service, scope),
  ...handlers(service),
]

/** Every route, POST /decide too: it may come with a query, or with the whole address. */
export const routerOf = (service: Service, enter: RequestHandler): Express => {
  const app = express()
  app
    .disable('x-powered-by')
    .disable('etag')
    .enable('strict routing')
    .enable('case sensitive routing')
    .set('query parser', 'simple')

  app.use(enter)
  for (const route of routes) app[route.method](expressPath(route.path), ...guarded(service, route))
  for (const { path, methods } of allowedMethods) app.route(expressPath(path)).all(methodNotAllowed(methods))
  app.use('/docs', docsPages())
  app.use(notFound)
  app.use(failed(service.log))
  return app
}
