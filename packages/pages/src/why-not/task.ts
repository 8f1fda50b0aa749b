import type { DecisionRequest } from '@virtual-school/rules/internal'

/** What the process that searches is given. Plain data. */
export interface WhyNotTask {
  /** The rules as one text, and their digest. */
  readonly rules: string
  readonly digest: string
  readonly request: DecisionRequest
  readonly wanted: string
}

/** What became of a search. */
export type WhyNotReport =
  | ({ readonly kind: 'found' } & FoundChanges)
  | { readonly kind: 'refused' | 'busy' | 'too-long' }

/** What was found, in clauses. */
export interface FoundChanges {
  readonly outcome: 'already' | 'changes' | 'learnings' | 'impossible' | 'undecided'
  /** The given facts that alone force the present answer. */
  readonly forced: readonly string[]
  /** Each way to the wanted answer: what would have to turn out so, and what would have to be done. */
  readonly ways: readonly { readonly learnings: readonly string[]; readonly changes: readonly string[] }[]
  /** Whether it is proved that no way is shorter. */
  readonly isShortest: boolean
  /** Whether it is known that there are no more as short as these. */
  readonly isAll: boolean
  /** The given facts that alone rule the wanted answer out. */
  readonly ruledOut: readonly string[]
}

/** A page waits for so long, its turn included: IDLE_MS ends a connection on which nothing moves for ten seconds. */
export const searchMilliseconds = 9_000

/** How far the solver goes, in milliseconds of an idle machine, and how many proposals are told. */
export const searchReach = { timeoutMs: 2_000, withinMs: 6_000, most: 3 }
