import express, { type RequestHandler } from 'express'
import swaggerUi from 'swagger-ui-express'
import { pageHeaders, settingHead } from '../headers.ts'
import { docsOperation } from '../openapi/operations/document.ts'
import { send } from '../reply.ts'
import type { Route } from './route.ts'

/** What the page needs. The package holds more, among it a page of its own that reads another host’s document. */
const assets = new Set([
  '/swagger-ui.css',
  '/swagger-ui-bundle.js',
  '/swagger-ui-standalone-preset.js',
  '/swagger-ui-init.js',
  '/favicon-16x16.png',
  '/favicon-32x32.png',
])

// Relative, so that the page works below a prefix too. No validator: that would send the document to another host.
const options = {
  customSiteTitle: 'Virtual School Rules',
  swaggerUrl: '../openapi.json',
  swaggerOptions: { validatorUrl: null, tryItOutEnabled: true },
}

const onlyAssets: RequestHandler = (request, _response, next) => (assets.has(request.path) ? next() : next('router'))

/** The pages below /docs/. */
export const docsPages = (): RequestHandler => {
  const pages = express.Router({ strict: true }).use(settingHead)
  const keepable: RequestHandler = (_request, response, next) => {
    response.removeHeader('Cache-Control')
    next()
  }
  pages.get('/', pageHeaders, swaggerUi.setup(undefined, options))
  pages.get('/*asset', onlyAssets, pageHeaders, keepable, ...swaggerUi.serveFiles(undefined, options))
  return pages
}

export const docsRoute: Route = {
  method: 'get',
  path: '/docs',
  operation: docsOperation,
  handlers: () => [
    (_request, response) =>
      send(response, { status: 302, type: 'text/plain; charset=utf-8', body: '', headers: { Location: 'docs/' } }),
  ],
}
