import type { PageRoute } from '../html/route.ts'
import { sourcesPage } from './list.ts'
import { sourcePage } from './source.ts'

/** The sources, and one source. */
export const sourcesRoutes: readonly PageRoute[] = [
  { method: 'get', path: '/sources', isShared: true, answer: sourcesPage },
  { method: 'get', path: '/sources/:id', answer: sourcePage },
]
