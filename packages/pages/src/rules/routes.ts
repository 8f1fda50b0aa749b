import type { PageRoute } from '../html/route.ts'
import { rulesPage } from './list.ts'
import { oneRulePage } from './rule.ts'

/** The rules, and one rule. */
export const rulesRoutes: readonly PageRoute[] = [
  { method: 'get', path: '/rules', isShared: true, answer: rulesPage },
  { method: 'get', path: '/rules/:name', isShared: true, answer: oneRulePage },
  { method: 'get', path: '/rules/:council/:name', answer: oneRulePage },
]
