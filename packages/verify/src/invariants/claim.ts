import type { Decision, Invariant } from '@virtual-school/rules'
import type { Question, QuestionTerms } from '../encode/question-terms.ts'
import type { RequestTerms } from '../encode/request.ts'
import type { Term } from '../smt/terms.ts'
import type { WitnessCase } from '../witness/witness.ts'

/** What an invariant says of one question; it is proved where no request can break it. */
export interface Claim {
  readonly invariant: Invariant
  readonly question: Question
  /** What a breach looks like, and the requests that make one: the first is the case, others are told beside it. */
  readonly breach: (terms: Terms) => { readonly is: readonly Term[]; readonly requests: readonly RequestTerms[] }
  /** Whether these cases are a breach, as `evaluate` decides them. */
  readonly isBreach: (...cases: readonly WitnessCase[]) => boolean
  /** What the breach is, in words, after the case. */
  readonly inWords: (...cases: readonly WitnessCase[]) => string
}

/** Any request, `r`, and others; and questions of them, encoded once. */
export type RequestName = 'r' | 's' | 'w'
export interface Terms {
  readonly request: (name: RequestName) => RequestTerms
  readonly question: (question: Question, name: RequestName) => QuestionTerms
}

/** The answers that a decision of a case leaves possible; undefined where the request is refused. */
export type Decide = (found: WitnessCase) => Decision | undefined
