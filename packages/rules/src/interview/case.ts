import { listFactNames, listParts } from '../compile/conditions.ts'
import { listDerivingConditions } from '../compile/derivations.ts'
import type { Rulebook, VocabularyFact } from '../compile/rulebook.ts'
import type { Decision, DecisionRequest } from '../evaluate/decision.ts'
import { answer, evaluate } from '../evaluate/evaluate.ts'
import { listBoundaryValues, listSupposableDays } from '../evaluate/program/classes.ts'
import type { Program } from '../evaluate/program/program.ts'
import { programOf } from '../evaluate/program/question.ts'
import { parseRequest } from '../evaluate/request/parse-request.ts'
import { accepted, type Checked } from '../kernel/issue.ts'
import { memoize } from '../kernel/memo.ts'
import type { Truth } from '../kernel/truth.ts'
import type { Condition } from '../language/condition.ts'
import { operators } from '../language/operators.ts'
import type { Scalar } from '../language/values.ts'

/** What a person replied to a question. A question that was skipped stays not asked, and does not come again by itself. */
export type InterviewReply =
  | { readonly kind: 'answer'; readonly value: Scalar }
  | { readonly kind: 'not-known' }
  | { readonly kind: 'skip' }

/** A reply, and the fact that was asked about. */
export interface SaidReply {
  readonly fact: string
  readonly reply: InterviewReply
}

/** Facts that are known, or supposed to be. */
export type KnownFacts = Readonly<Record<string, Scalar>>

/** What is asked, and what is known of the child so far. */
export interface InterviewCase {
  readonly rulebook: Rulebook
  readonly program: Program
  /** The request with all that was said. */
  readonly request: DecisionRequest
  /** A date of birth stands here as what follows from it. */
  readonly known: KnownFacts
  /** Facts of which no value came: not known, or skipped. They are not asked again. */
  readonly closed: ReadonlySet<string>
}

/** The request with what was said put into its facts. */
export const requestWith = (request: DecisionRequest, said: readonly SaidReply[]): DecisionRequest => {
  const facts: Record<string, Scalar | null> = { ...request.facts }
  for (const { fact, reply } of said) {
    if (reply.kind !== 'skip') facts[fact] = reply.kind === 'answer' ? reply.value : null
  }
  return { ...request, facts }
}

/** What is asked and known after these replies, or the issues of the request. That its facts contradict one another is found when it is decided. */
export const createCase = (
  rulebook: Rulebook,
  given: DecisionRequest,
  said: readonly SaidReply[],
): Checked<InterviewCase> => {
  const request = requestWith(given, said)
  const parsed = parseRequest(rulebook, request)
  if (!parsed.ok) return parsed
  const known: Record<string, Scalar> = {}
  const closed = new Set(said.filter(one => one.reply.kind !== 'answer').map(one => one.fact))
  parsed.value.values.forEach((value, index) => {
    const { name, given: byDay } = rulebook.facts[index]!
    // What the day decides is found by every question put to the rules, and may not stand in a request.
    if (byDay !== undefined) return
    if (value === null) closed.add(name)
    else if (value !== undefined) known[name] = value
  })
  return accepted({ rulebook, program: programOf(rulebook, parsed.value), request, known, closed })
}

/** The answer if these facts were all that is known; null if it would be open, undefined if they contradict one another. */
export const answerIf = ({ rulebook, request }: InterviewCase, facts: KnownFacts): string | null | undefined => {
  const found = answer(rulebook, { ...request, facts })
  return 'issues' in found ? undefined : found.answer
}

/** The decision if these facts were known besides; undefined if that contradicts what is known. */
export const decideIf = ({ rulebook, request, known }: InterviewCase, facts: KnownFacts): Decision | undefined => {
  const found = evaluate(rulebook, { ...request, facts: { ...known, ...facts }, trace: 'none' })
  return 'issues' in found ? undefined : found
}

/** The fact of that name. */
export const factNamed = ({ rulebook }: InterviewCase, name: string): VocabularyFact => rulebook.factsByName.get(name)!

/** How true a condition of the vocabulary is of these facts. No definition and no reading can stand in it. */
const howTrue = (about: InterviewCase, facts: KnownFacts, at: Condition): Truth => {
  if ('all' in at) return at.all.reduce<Truth>((least, one) => Math.min(least, howTrue(about, facts, one)) as Truth, 2)
  if ('any' in at) return at.any.reduce<Truth>((most, one) => Math.max(most, howTrue(about, facts, one)) as Truth, 0)
  if ('not' in at) return (2 - howTrue(about, facts, at.not)) as Truth
  if ('condition' in at) return 1
  const found = knownValue(about, facts, at.fact)
  const { value } = at
  const wanted = typeof value === 'object' && 'fact' in value ? knownValue(about, facts, value.fact) : value
  if (found === undefined || wanted === undefined) return 1
  return operators[at.operator].holds(found, wanted) ? 2 : 0
}

/** The value of a fact, as it is among these facts or follows from them; undefined if it is not known. */
export const knownValue = (about: InterviewCase, facts: KnownFacts, name: string): Scalar | undefined => {
  const value = facts[name]
  if (value !== undefined) return value
  const { from, cases = [] } = factNamed(about, name).derived ?? {}
  if (from !== undefined) return [false, undefined, true][howTrue(about, facts, from)]
  return cases.find(one => howTrue(about, facts, one.when) === 2)?.value
}

/** Whether it makes sense to ask about a fact if these facts are known; unknown: it would suppose an answer to another question. */
export const makesSense = (about: InterviewCase, facts: KnownFacts, name: string): Truth => {
  const { relevantWhen } = factNamed(about, name)
  return relevantWhen === undefined ? 2 : howTrue(about, facts, relevantWhen)
}

const preconditions = new WeakMap<VocabularyFact, readonly string[]>()
const inputs = new WeakMap<VocabularyFact, readonly string[]>()

/** The facts that say whether it makes sense to ask about this one. */
export const preconditionsOf = (about: InterviewCase, name: string): readonly string[] => {
  const fact = factNamed(about, name)
  const { relevantWhen } = fact
  return memoize(preconditions, fact, () =>
    relevantWhen === undefined ? [] : [...new Set(listFactNames(relevantWhen))],
  )
}

/** The facts from which one follows. */
export const inputsOf = (about: InterviewCase, name: string): readonly string[] => {
  const fact = factNamed(about, name)
  return memoize(inputs, fact, () => [...new Set(listDerivingConditions(fact).flatMap(listFactNames))])
}

/** What days are compared with if no day is known. */
const anyDay = '2000-01-01'

/** The values of a fact that can make a difference to the question, or to whether another question makes sense. */
export const valuesOf = (about: InterviewCase, name: string): readonly Scalar[] => {
  const { program, known, rulebook } = about
  const fact = factNamed(about, name)
  const slot = program.slotOf.get(name)
  if (slot === undefined) return listBoundaryValues(fact, [])
  const { supposable, constants, linkedTo } = program.facts[slot]!
  const days = linkedTo.flatMap(other => known[program.facts[other]!.fact.name] ?? [])
  const bounds = [...constants, ...days]
  const values =
    linkedTo.length === 0
      ? supposable
      : listSupposableDays(fact, slot, bounds.length === 0 ? [anyDay] : bounds, linkedTo.length)
  if (fact.type !== 'integer') return values.map(one => one.value)
  const tested = rulebook.facts.flatMap(({ relevantWhen }) =>
    relevantWhen === undefined ? [] : listTested(relevantWhen, name),
  )
  return [...new Set([...values.map(one => one.value), ...listBoundaryValues(fact, tested)])]
}

const listTested = (condition: Condition, name: string): readonly Scalar[] =>
  listParts(condition).flatMap(part =>
    'fact' in part && part.fact === name && typeof part.value !== 'object' ? [part.value] : [],
  )
