import type { PageRoute } from '../html/route.ts'
import { questionPageOf } from './question.ts'

/** The questions as officers and lawyers read them. */
export const questionRoutes: readonly PageRoute[] = [{ method: 'get', path: '/questions/:id', answer: questionPageOf }]
