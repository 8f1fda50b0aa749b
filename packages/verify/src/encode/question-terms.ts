import type { Authority, Condition, DecisionDefinition, Rule, Rulebook, RuleEvent } from '@virtual-school/rules'
import type { Term, Truth } from '../smt/terms.ts'
import type { Tried } from './conditions.ts'
import type { FactTerms, RequestTerms } from './request.ts'

export interface Question {
  readonly rulebook: Rulebook
  readonly authority: Authority
  readonly decision: DecisionDefinition
  /** An alternative reading to be tried. */
  readonly tried?: Tried
}

export interface RuleTerms {
  readonly rule: Rule
  readonly inForce: Truth
  readonly conditions: Truth
  readonly truth: Truth
}
export interface RequirementTerms {
  readonly id: string
  readonly applies: Truth
  readonly test: Truth
}
export interface ItemTerms {
  readonly list: string
  readonly item: string
  readonly verb: string | undefined
  readonly applies: Truth
}
export interface DeadlineTerms {
  readonly event: Extract<RuleEvent, { type: 'deadline' }>
  readonly applies: Truth
}
export interface AnswerTerms {
  readonly id: string
  readonly truth: Truth
}

/** An answer as `evaluate` gives it. */
export interface ExactAnswer {
  readonly possible: Term
  /** It alone is left. */
  readonly determined: Term
}

/** Everything that a decision can say of a request, as terms of that request. */
export interface QuestionTerms {
  readonly question: Question
  readonly request: RequestTerms
  /** The request is not refused: no contradiction is true of it. */
  readonly consistent: Term
  /** Every edition, prospective ones too, in the order of the rulebook. */
  readonly rules: readonly RuleTerms[]
  readonly requirements: readonly RequirementTerms[]
  readonly items: readonly ItemTerms[]
  readonly deadlines: readonly DeadlineTerms[]
  /** By Kleene’s logic alone. */
  readonly answers: readonly AnswerTerms[]
  readonly truthOf: (condition: Condition) => Truth
  /** What others make of a fact that is derived, whether it is given or not. */
  readonly derived: (fact: string) => FactTerms
  /** What `evaluate` says: Kleene’s logic narrowed by cases. Written down when first asked for, as it is long. */
  readonly exact: () => ReadonlyMap<string, ExactAnswer>
}

/** What is said of a request once its facts are fixed: as given, or with one of them supposed. */
export type Outcome = Pick<
  QuestionTerms,
  'consistent' | 'rules' | 'requirements' | 'items' | 'deadlines' | 'answers' | 'truthOf' | 'derived'
>
