import type { Rule } from '@virtual-school/rules'
import type { MutantKind } from './mutant.ts'

/** A rule with one step changed, and that step in words. */
export interface Step {
  readonly at: string
  readonly code: string
  readonly kind: MutantKind
  readonly words: string
  readonly rule: Rule
}
