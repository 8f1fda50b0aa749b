import type { Rules } from '@virtual-school/rules'
import { openApiDocument } from '../openapi/document.ts'
import { batchRoute } from './batch.ts'
import { catalogueRoutes } from './catalogue.ts'
import { checkpointRoutes } from './checkpoint.ts'
import { decideRoute } from './decide.ts'
import { docsRoute } from './docs.ts'
import { documentRoute } from './document.ts'
import { eventsRoute } from './events.ts'
import { healthRoutes } from './health.ts'
import { metricsRoute } from './metrics.ts'
import { problemRoute } from './problems.ts'
import { recordsRoutes } from './records.ts'
import type { Route } from './route.ts'

/** Made when it is first asked for: it describes its own route too, and its examples are answered from the rules held. */
const texts = new WeakMap<Rules, string>()
const documentText = (rules: Rules): string => {
  const text = texts.get(rules) ?? JSON.stringify(openApiDocument(routes, rules))
  texts.set(rules, text)
  return text
}

/** Every route there is. The router and the OpenAPI document are both made of this table. */
export const routes: readonly Route[] = [
  decideRoute,
  batchRoute,
  ...recordsRoutes,
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

/** What each path answers, for the answer to anything else. */
export const allowedMethods: readonly { readonly path: string; readonly methods: string }[] = [
  ...new Set(routes.map(({ path }) => path)),
].map(path => ({
  path,
  methods: methodsOf(path),
}))
