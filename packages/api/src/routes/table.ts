import type { Rules } from '@virtual-school/rules/internal'
import { openApiDocument } from '../openapi/document.ts'
import type { Route } from '../openapi/route.ts'
import { docsRoute, documentRoute, problemRoute } from './about.ts'
import { catalogueRoutes } from './catalogue/catalogue.ts'
import { checkpointRoutes } from './checkpoint.ts'
import { batchRoute } from './decide/batch.ts'
import { decideRoute } from './decide/decide.ts'
import { healthRoutes, metricsRoute } from './health.ts'
import { eventsRoute } from './records/events.ts'
import { listRoute } from './records/list.ts'
import { recordRoutes } from './records/record.ts'
import { searchRoute } from './records/search.ts'

/** The document by rules, since they answer its examples. Built when it is first requested: it describes its own route too. */
const texts = { open: new WeakMap<Rules, string>(), closed: new WeakMap<Rules, string>() }
const documentText = (rules: Rules, isOpen: boolean): string => {
  const held = isOpen ? texts.open : texts.closed
  const text = held.get(rules) ?? JSON.stringify(openApiDocument(routes, rules, isOpen))
  held.set(rules, text)
  return text
}

/** The OpenAPI document as the repository holds it: JSON that ends its last line. */
export const openApiText = (rules: Rules): string => `${JSON.stringify(openApiDocument(routes, rules), null, 2)}\n`

/** Every route. The router and the OpenAPI document are both built from this table. */
export const routes: readonly Route[] = [
  decideRoute,
  batchRoute,
  listRoute,
  searchRoute,
  ...recordRoutes,
  eventsRoute,
  ...checkpointRoutes,
  ...catalogueRoutes,
  problemRoute,
  documentRoute(documentText),
  docsRoute,
  ...healthRoutes,
  metricsRoute,
]

const methodsOf = (path: string): string =>
  routes
    .filter(route => route.path === path)
    .flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]))
    .join(', ')

/** The methods of each path, for the answer to any other method. */
export const allowedMethods: readonly { readonly path: string; readonly methods: string }[] = [
  ...new Set(routes.map(({ path }) => path)),
].map(path => ({
  path,
  methods: methodsOf(path),
}))
