import type { DecisionRequest } from '@virtual-school/rules/internal'

/** What the process that searches is given. Plain data. */
export interface WhyNotTask {
  /** The rules as one text, and their digest. */
  readonly rules: string
  readonly digest: string
  readonly request: DecisionRequest
  readonly wanted: string
}

/** What became of a search: sentences, set in by what they belong to; or why there are none. */
export type WhyNotReport =
  | { readonly kind: 'found'; readonly lines: readonly string[] }
  | { readonly kind: 'refused' | 'busy' | 'too-long' }

/** A page waits for so long, its turn included: IDLE_MS ends a connection on which nothing moves for ten seconds. */
export const searchMilliseconds = 9_000

/** How far the solver goes, in milliseconds of an idle machine, and how many proposals are told. */
export const searchReach = { timeoutMs: 2_000, withinMs: 6_000, most: 3 }
