import type { Invariant } from '@virtual-school/rules'
import type { Decision } from '@virtual-school/rules/internal'
import type { DecisionQuestion, QuestionTerms } from '../encode/question-terms.ts'
import type { RequestTerms } from '../encode/request.ts'
import type { Term } from '../smt/terms.ts'
import type { WitnessCase } from '../witness/witness.ts'

/** What an invariant says of one question; it is proved if no request can break it. */
export interface InvariantClaim {
  readonly invariant: Invariant
  readonly question: DecisionQuestion
  /** The terms of a breach, and the requests in it: the first is the case, others are shown beside it. */
  readonly breach: (terms: Terms) => { readonly is: readonly Term[]; readonly requests: readonly RequestTerms[] }
  /** Whether these cases are a breach, as `evaluate` decides them. */
  readonly isBreach: (...cases: readonly WitnessCase[]) => boolean
  /** What the breach is, in words, after the case. */
  readonly inWords: (...cases: readonly WitnessCase[]) => string
}

/** The names of requests: `r` is the case, `s` and `w` are compared with it. */
export type RequestName = 'r' | 's' | 'w'
/** Requests and questions, each encoded once. */
export interface Terms {
  readonly request: (name: RequestName) => RequestTerms
  readonly question: (question: DecisionQuestion, name: RequestName) => QuestionTerms
}

/** Decides a case; undefined if the request is refused. */
export type Decide = (found: WitnessCase) => Decision | undefined
