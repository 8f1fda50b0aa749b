import type {
  Authority,
  Condition,
  DecisionDefinition,
  Rule,
  Rulebook,
  RuleEvent,
  UnmodelledText,
} from '@virtual-school/rules'
import { and, equal, notTerm, or, possibly, same, type Term, type TruthTerms } from '../smt/terms.ts'
import type { Tried } from './conditions.ts'
import type { FactTerms, RequestTerms } from './request.ts'

/** What is asked: a decision of an authority. */
export interface DecisionQuestion {
  readonly rulebook: Rulebook
  readonly authority: Authority
  readonly decision: DecisionDefinition
  /** An alternative reading to be tried. */
  readonly tried?: Tried
}

/** One edition of a rule. */
export interface RuleTerms {
  readonly rule: Rule
  /** What follows from it in this question. */
  readonly events: readonly RuleEvent[]
  readonly inForce: TruthTerms
  readonly conditions: TruthTerms
  readonly truth: TruthTerms
}
/** A requirement: whether it applies, and whether its test is met. */
export interface RequirementTerms {
  readonly id: string
  readonly applies: TruthTerms
  readonly test: TruthTerms
}
/** An item of a list: whether it applies, and when it has its part. */
export interface ItemTerms {
  readonly list: string
  readonly item: string
  readonly verb: string | undefined
  readonly applies: TruthTerms
  /** For each of `itemTimes`, that it has its part then or earlier; never in rules that do not say when. */
  readonly isBy: readonly Term[]
}
/** A deadline: whether it applies. */
export interface DeadlineTerms {
  readonly event: Extract<RuleEvent, { type: 'deadline' }>
  readonly applies: TruthTerms
}
/** An answer: true if it is determined, false if it is impossible. */
export interface AnswerTerms {
  readonly id: string
  readonly truth: TruthTerms
}

/** An answer as `evaluate` gives it. */
export interface ExactAnswer {
  readonly possible: Term
  /** No other answer is possible. */
  readonly determined: Term
}

/** A text that bears on the question and is not modelled: whether it is in force and may concern the child. */
export interface TextTerms {
  readonly text: UnmodelledText
  readonly concerns: TruthTerms
}

/** Everything that a decision can say of a request, as terms of that request. */
export interface QuestionTerms {
  readonly question: DecisionQuestion
  readonly request: RequestTerms
  /** The request is not refused: no contradiction is true of it. */
  readonly consistent: Term
  /** Every edition, prospective ones too, in the order of the rulebook. */
  readonly rules: readonly RuleTerms[]
  readonly requirements: readonly RequirementTerms[]
  readonly items: readonly ItemTerms[]
  readonly deadlines: readonly DeadlineTerms[]
  readonly texts: readonly TextTerms[]
  /** By Kleene’s logic alone. */
  readonly answers: readonly AnswerTerms[]
  readonly truthOf: (condition: Condition) => TruthTerms
  /** A derived fact as other facts derive it, whether it is given or not. */
  readonly derived: (fact: string) => FactTerms
  /** What `evaluate` says: Kleene’s logic narrowed by cases. Encoded when it is first asked for, as it is long. */
  readonly exact: () => ReadonlyMap<string, ExactAnswer>
}

/** What a decision says of a request whose facts are fixed: as given, or with one of them supposed. */
export type QuestionOutcome = Pick<
  QuestionTerms,
  'consistent' | 'rules' | 'requirements' | 'items' | 'deadlines' | 'texts' | 'answers' | 'truthOf' | 'derived'
>

/** That an item stands otherwise: that it applies, or when it has its part. */
export const itemsDiffer = (
  one: Pick<ItemTerms, 'applies' | 'isBy'>,
  other: Pick<ItemTerms, 'applies' | 'isBy'>,
): Term =>
  or(
    notTerm(same(one.applies, other.applies)),
    and(possibly(one.applies), or(...one.isBy.map((isBy, i) => notTerm(equal(isBy, other.isBy[i]!))))),
  )
