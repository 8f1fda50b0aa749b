import type { Scalar } from '@virtual-school/rules'
import type { Decision } from '@virtual-school/rules/internal'

/** A fact that was given, in words. */
export interface GivenFact {
  readonly fact: string
  readonly value: Scalar
  readonly text: string
}

/** One fact that changes, or that would have to turn out to have a value. */
export interface FactStep {
  readonly fact: string
  /** Null if the fact is not known; `state` says whether it was asked. */
  readonly from: Scalar | null
  readonly state: 'given' | 'not-known' | 'not-asked'
  /** A value that will do; for a day or a number, the nearest. */
  readonly to: Scalar
  /** Every other word that will do, whatever is chosen for the rest of the proposal. */
  readonly orElse: readonly Scalar[]
  /** For a day or a number: all from `from` to `to` will do, both included; null if nothing bounds it on that side. */
  readonly range: { readonly from: Scalar | null; readonly to: Scalar | null } | null
  /** A day that can be chosen, but lies before the day of the decision: it helps only if it truly was so. */
  readonly past: boolean
  readonly text: string
}

/** Steps that together give the wanted answer, replayed through `evaluate`. */
export interface Proposal {
  /** What can be brought about. */
  readonly changes: readonly FactStep[]
  /** What nobody can bring about and is not known: “if it turned out that”. */
  readonly learnings: readonly FactStep[]
  readonly text: string
}

/** `proved`: Z3 has shown that nothing smaller will do; `undecided`: time ran out before that was shown. */
export type Smallest = 'proved' | 'undecided'

/** Given facts that are enough, whatever the other facts are. */
export interface Forcing {
  readonly facts: readonly GivenFact[]
  readonly smallest: Smallest
}

/**
 * `already`: the present answer is the wanted one. `changes`: changes give it. `learnings`: proved that changes alone do not, as
 * something is unknown. `impossible`: proved that nothing that can be changed or found out gives it.
 */
export type WhyNotOutcome = 'already' | 'changes' | 'learnings' | 'impossible' | 'undecided'

/** Why an answer is not the wanted one, and what would give it. */
export interface WhyNot {
  readonly decision: string
  readonly authority: string
  readonly asOf: string
  readonly wanted: string
  readonly present: Pick<Decision, 'status' | 'answer' | 'possibleAnswers' | 'summary'>
  readonly outcome: WhyNotOutcome
  /** All of the smallest size, up to the number asked for; empty but for `changes` and `learnings`. */
  readonly proposals: readonly Proposal[]
  readonly smallest: Smallest
  /** Whether these are all: `no` if the number asked for was reached, `undecided` if time ran out. */
  readonly complete: 'yes' | 'no' | 'undecided'
  /** For `learnings`: every fact that a proposal needs found out, in vocabulary order. */
  readonly toFindOut: readonly { readonly fact: string; readonly question: string }[]
  /** The fewest given facts that alone force the present answer; null if it is not determined. */
  readonly presentForcedBy: Forcing | null
  /** For `impossible`: the fewest given facts, of those that cannot be changed, that alone rule the wanted answer out. */
  readonly ruledOutBy: Forcing | null
}

/** How far to search. */
export interface WhyNotOptions {
  /** How far one question to the solver may go, in milliseconds of an idle machine, counted in its steps. Absent: 10,000. */
  readonly timeoutMs?: number
  /** The same of all questions together. Absent: 60,000. */
  readonly withinMs?: number
  /** How many proposals at most; 8 if absent. */
  readonly most?: number
  /** Called with what is being looked for. */
  readonly onProgress?: (what: string) => void
}
