import type { WitnessCase } from '../witness/witness.ts'
import type { Touched } from './changed.ts'

/** Whether any request at all tells a mutant from the rules. */
export type Verdict =
  /** Proved that none does, by these questions, each asked of every request on every day. */
  | { readonly kind: 'equivalent'; readonly proof: Proof }
  /** This one does. */
  | { readonly kind: 'differs'; readonly case: WitnessCase }
  /** Not found out in time. */
  | { readonly kind: 'undecided' }

/** Mutants are put to the solver together, so the time is that of all of them. */
export interface Proof {
  readonly questions: readonly QuestionName[]
  readonly togetherCount: number
  readonly milliseconds: number
}

export type QuestionName = Pick<Touched, 'decision' | 'authority'>
