import { authoritiesInOrder } from './compile/authorities.ts'
import type { Rule, Rulebook } from './compile/rulebook.ts'
import { answerAll } from './evaluate/columns/answer-all.ts'
import type { CaseloadAnswers, CaseloadRequest } from './evaluate/columns/caseload.ts'
import type { Decision, GivenRequest, Refusal } from './evaluate/decision.ts'
import {
  type Answer,
  answer,
  checkRequest,
  type DecisionForRecord,
  evaluate,
  evaluateForRecord,
  evaluateToJson,
  type JsonOutcome,
} from './evaluate/evaluate.ts'
import { accepted, type Checked, refused } from './kernel/issue.ts'
import type { DecisionDefinition } from './language/decisions.ts'
import type { PublishedVocabulary } from './typing/published.ts'
import type {
  Answer as TypedAnswer,
  CaseloadRequest as TypedCaseload,
  CaseloadAnswers as TypedCaseloadAnswers,
  Decision as TypedDecision,
  JsonOutcome as TypedOutcome,
  DecisionRequest as TypedRequest,
} from './typing/typed.ts'
import type { DecisionName, Vocabulary } from './typing/vocabulary.ts'

/** Loaded rules, ready to decide. Nothing of them can be written to. */
export interface Rules {
  readonly version: string
  /** `sha256:` and 64 hexadecimal digits, over everything that evaluation reads. */
  readonly digest: string
  readonly rulebook: Rulebook
  // Methods, not members: then rules that know their words can be given to whoever takes any rules.
  /**
   * Decides. Synchronous, pure and total: it never throws and has no clock; a request that cannot be decided comes back as
   * `{ issues }`, all at once, each with its code, its place and the nearest right word.
   */
  evaluate(request: GivenRequest): Decision | Refusal
  /**
   * As `evaluate`, as JSON text: `text` has the same bytes as `JSON.stringify(evaluate(request))`, written several times faster.
   * Whether it is a decision, and of what, stands beside it.
   */
  evaluateToJson(request: GivenRequest): JsonOutcome
  /**
   * As `evaluateToJson`, for one who keeps what was decided: the text without the trace, and the trace packed, from which
   * `unpackTrace` makes it again. `trace` of the request makes no difference.
   */
  evaluateForRecord(request: GivenRequest): DecisionForRecord | Refusal
  /** As `evaluate`, the answer alone. */
  answer(request: GivenRequest): Answer | Refusal
  /**
   * As `answer`, one question about many children at once, several hundred times as fast. What is known of them comes as columns:
   * a typed array for each fact, with a code for each child; `columnsOf` makes them of plain facts. What comes back are columns,
   * too, in which each child has what `evaluate` gives for that child alone. A child whose facts cannot be so together is marked
   * and not answered. Columns that do not fit the vocabulary or one another come back as `{ issues }`, each with its place.
   */
  answerAll(request: CaseloadRequest): CaseloadAnswers | Refusal
  /**
   * Whatever somebody sent, as a request that these rules can decide, or every issue that it has: the same as `evaluate` would
   * give. The request is the very object that was given; nothing is copied, added or left out.
   */
  parseRequest(value: unknown): Checked<GivenRequest>
  readonly decisions: readonly DecisionDefinition[]
  readonly facts: Rulebook['facts']
  readonly sources: readonly (Rulebook['sources'] extends ReadonlyMap<string, infer S> ? S : never)[]
  readonly authorities: readonly { readonly id: string; readonly name: string }[]
  /** Every edition of every rule of every authority, sorted by name and first day. */
  readonly rules: readonly Rule[]
}

type Asking = 'evaluate' | 'evaluateToJson' | 'evaluateForRecord' | 'answer' | 'answerAll' | 'parseRequest'

/**
 * Loaded rules, ready to decide, which know their words: those of the published rules, or those of `V`. A slip in a question, an
 * authority, a fact, a word or an answer does not compile.
 */
export interface TypedRules<V extends Vocabulary = PublishedVocabulary> extends Omit<Rules, Asking> {
  /** As {@link Rules.evaluate} has it. */
  evaluate<D extends DecisionName<V>>(request: TypedRequest<D, V>): TypedDecision<D, V> | Refusal
  /** As {@link Rules.evaluateToJson} has it. */
  evaluateToJson<D extends DecisionName<V>>(request: TypedRequest<D, V>): TypedOutcome<D, V>
  /** As {@link Rules.evaluateForRecord} has it. */
  evaluateForRecord(request: TypedRequest<DecisionName<V>, V>): DecisionForRecord | Refusal
  /** As {@link Rules.answer} has it. */
  answer<D extends DecisionName<V>>(request: TypedRequest<D, V>): TypedAnswer<D, V> | Refusal
  /** As {@link Rules.answerAll} has it. */
  answerAll<D extends DecisionName<V>>(request: TypedCaseload<D, V>): TypedCaseloadAnswers<D, V> | Refusal
  /** As {@link Rules.parseRequest} has it. */
  parseRequest(value: unknown): Checked<TypedRequest<DecisionName<V>, V>>
}

/** Rules of a rulebook that is already sound: one that was loaded, or a copy of one with something in it replaced. */
export const rulesFrom = (rulebook: Rulebook): Rules => {
  const authorities = authoritiesInOrder(rulebook)
  return Object.freeze({
    version: rulebook.version,
    digest: rulebook.digest,
    rulebook,
    evaluate: (request: GivenRequest) => evaluate(rulebook, request),
    evaluateToJson: (request: GivenRequest) => evaluateToJson(rulebook, request),
    evaluateForRecord: (request: GivenRequest) => evaluateForRecord(rulebook, request),
    answer: (request: GivenRequest) => answer(rulebook, request),
    answerAll: (request: CaseloadRequest) => answerAll(rulebook, request),
    parseRequest: (value: unknown) => {
      const issues = checkRequest(rulebook, value)
      return issues.length > 0 ? refused(issues) : accepted(value as GivenRequest)
    },
    decisions: Object.freeze([...rulebook.decisions.values()]),
    facts: rulebook.facts,
    sources: Object.freeze([...rulebook.sources.values()]),
    authorities: Object.freeze(authorities.map(({ id, name }) => Object.freeze({ id, name }))),
    rules: Object.freeze(authorities.flatMap(authority => authority.rules.filter(rule => rule.layer === authority.id))),
  })
}
