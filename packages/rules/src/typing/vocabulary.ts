import type { Scalar } from '../language/values.ts'
import type { PublishedVocabulary } from './published.ts'

/** The words of one question: what it can answer, and what stands in its decisions. */
export interface QuestionVocabulary {
  readonly answer: string
  readonly requirement: string
  /** Its lists by name, with their items and, if the items are parties, what these do. */
  readonly lists: Readonly<Record<string, { readonly item: string; readonly verb: string }>>
  readonly deadline: string
}

/** The words of some rules, as types. `virtual-school types` writes those of a directory of rules. */
export interface Vocabulary {
  /** Facts by name, with the type of their values. */
  readonly facts: object
  readonly authority: string
  readonly questions: { readonly [K in string]: QuestionVocabulary }
}

/** The vocabulary of rules of which nobody knows beforehand what they hold: every word is a text. */
export interface AnyVocabulary {
  readonly facts: Readonly<Record<string, Scalar | null | undefined>>
  readonly authority: string
  readonly questions: Readonly<Record<string, QuestionVocabulary>>
}

/** The id of a question. */
export type DecisionName<V extends Vocabulary = PublishedVocabulary> = keyof V['questions'] & string
/** The id of an authority: whose rules are asked. */
export type AuthorityName<V extends Vocabulary = PublishedVocabulary> = V['authority']
/** What is known of a child: facts by name. Left out or undefined: not asked. Null: asked, and not known. */
export type Facts<V extends Vocabulary = PublishedVocabulary> = V['facts']
/** The name of a fact. */
export type FactName<V extends Vocabulary = PublishedVocabulary> = keyof V['facts'] & string
/** What a question can answer. */
export type AnswerOf<
  D extends DecisionName<V>,
  V extends Vocabulary = PublishedVocabulary,
> = V['questions'][D]['answer']
