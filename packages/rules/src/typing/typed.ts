import type * as columns from '../evaluate/columns/caseload.ts'
import type { Column } from '../evaluate/columns/column.ts'
import type * as plain from '../evaluate/decision.ts'
import type { CivilDate } from '../kernel/dates.ts'
import type { Checked } from '../kernel/issue.ts'
import type { PublishedVocabulary } from './published.ts'
import type { AnswerOf, DecisionName, FactName, Facts, QuestionVocabulary, Vocabulary } from './vocabulary.ts'

/**
 * What is asked. Facts that are absent were not asked; facts that are null were asked and are not known.
 * A question, an authority, a fact or a word that the rules do not have does not compile.
 */
export interface DecisionRequest<D extends DecisionName<V> = DecisionName, V extends Vocabulary = PublishedVocabulary> {
  readonly decision: D
  /** Whose rules: absent: `england`, national rules alone. */
  readonly authority?: V['authority'] | undefined
  /** The day whose law applies, `YYYY-MM-DD`. The library has no clock, and no type can say whether a day is in the calendar. */
  readonly asOf: CivilDate
  /** Absent: `full`. */
  readonly trace?: 'full' | 'none' | undefined
  readonly facts: Facts<V>
}

/** One question about many children at once. A question, an authority or a fact that the rules do not have does not compile. */
export interface CaseloadRequest<D extends DecisionName<V> = DecisionName, V extends Vocabulary = PublishedVocabulary>
  extends Omit<columns.CaseloadRequest, 'decision' | 'authority' | 'columns'> {
  readonly decision: D
  readonly authority?: V['authority'] | undefined
  /** What is known of them: a typed array of codes for each fact, all of the length `count`. */
  readonly columns: { readonly [F in FactName<V>]?: Column | undefined }
}

/** The answers to one question about many children, as columns. */
export interface CaseloadAnswers<D extends DecisionName<V> = DecisionName, V extends Vocabulary = PublishedVocabulary>
  extends columns.CaseloadAnswers {
  readonly decision: D
  readonly answers: readonly AnswerOf<D, V>[]
}

/** A requirement that applies or may apply, and whether it is met. */
export interface RequirementFinding<Id extends string = WordOf<'requirement'>> extends plain.RequirementFinding {
  readonly id: Id
}

/** An item of a list that applies or may apply. */
export interface ItemFinding<Item extends string = ListWord<'item'>, Verb extends string = ListWord<'verb'>>
  extends plain.ItemFinding {
  readonly item: Item
  /** Present if the list is of parties. */
  readonly verb?: Verb
}

/** A deadline that applies or may apply. */
export interface DeadlineFinding<Action extends string = WordOf<'deadline'>> extends plain.DeadlineFinding {
  readonly action: Action
}

/** A fact that is not known and still matters, most useful first. */
export interface MissingFact<Name extends string = FactName> extends plain.MissingFact {
  readonly fact: Name
}

type Question<V extends Vocabulary = PublishedVocabulary> = V['questions'][DecisionName<V>]
type WordOf<K extends 'requirement' | 'deadline'> = Question[K]
type EachList<Q> = Q extends { readonly lists: infer L } ? L[keyof L] : never
type ListWord<K extends 'item' | 'verb'> = EachList<Question>[K & keyof EachList<Question>]

/** The answer, what it rests on, and what is not known. Equal decisions are equal bytes. */
export type Decision<D extends DecisionName<V> = DecisionName, V extends Vocabulary = PublishedVocabulary> =
  // Of several questions it is a union, so that the question tells the answers.
  D extends DecisionName<V> ? DecisionOn<D, V> : never

/** A decision on one question. */
export interface DecisionOn<D extends DecisionName<V>, V extends Vocabulary> extends plain.Decision {
  readonly decision: D
  readonly answer: AnswerOf<D, V> | null
  readonly possibleAnswers: readonly AnswerOf<D, V>[]
  readonly requirements: readonly RequirementFinding<V['questions'][D]['requirement']>[]
  readonly lists: ListsOf<V['questions'][D]>
  readonly deadlines: readonly DeadlineFinding<V['questions'][D]['deadline']>[]
  readonly missing: readonly MissingFact<FactName<V>>[]
}

type ListsOf<Q extends QuestionVocabulary> = {
  readonly [L in keyof Q['lists']]: readonly ItemFinding<Q['lists'][L]['item'], Q['lists'][L]['verb']>[]
}

/** The answer alone. */
export type Answer<D extends DecisionName<V> = DecisionName, V extends Vocabulary = PublishedVocabulary> = Pick<
  DecisionOn<D, V>,
  'status' | 'answer' | 'possibleAnswers'
>

/** As JSON text, with what can be said of it without reading the text; or why there is none, as text too. */
export type JsonOutcome<D extends DecisionName<V> = DecisionName, V extends Vocabulary = PublishedVocabulary> =
  | ({ readonly ok: true; readonly text: string } & Pick<DecisionOn<D, V>, 'decision' | 'authority' | 'answer'>)
  | ({ readonly ok: false; readonly text: string } & plain.Refusal)

/** What these rules can be asked: of rules that know their words a typed request, of all others any. */
export type RequestTo<R> = R extends { parseRequest(value: unknown): Checked<infer Q> } ? Q : plain.DecisionRequest
