import type { Authority, Rulebook } from '../../compile/rulebook.ts'
import type { Truth } from '../../kernel/truth.ts'
import type { Condition, Leaf } from '../../language/condition.ts'
import type { OperatorName } from '../../language/operators.ts'
import type { Scalar } from '../../language/values.ts'

/**
 * The reference: what the rules mean, as plainly as it can be said and with no thought for speed. Read `truth.ts`, then
 * `answers.ts`, `entries.ts` and `decide.ts`. Conditions are walked as they are written, unknown facts are tried with every
 * value that they could have, and no code is shared with the evaluators. Tests hold the evaluators to this text.
 */

/** Facts by name. Absent or null: not known. */
export type FactsByName = Readonly<Record<string, Scalar | null | undefined>>

/** A child’s facts, and by whose rules they are judged. */
export interface ReferenceCase {
  readonly book: Rulebook
  readonly authority: Authority
  readonly facts: FactsByName
  /** What the question is about: a test of the action that all of these pass, or none, is known. Absent: anything. */
  readonly proposes?: readonly string[] | undefined
  /** The alternative of a reading that is tried instead of what was taken. */
  readonly tried?: { readonly id: string; readonly index: number }
}

/** When a test holds of the value found and the value, or the list of values, that is wanted. */
const tests: Readonly<Record<OperatorName, (found: Scalar, wanted: Scalar & Scalar[]) => boolean>> = {
  equal: (a, b) => a === b,
  notEqual: (a, b) => a !== b,
  in: (a, b) => b.includes(a),
  notIn: (a, b) => !b.includes(a),
  lessThan: (a, b) => a < b,
  lessThanInclusive: (a, b) => a <= b,
  greaterThan: (a, b) => a > b,
  greaterThanInclusive: (a, b) => a >= b,
  dateBefore: (a, b) => a < b,
  dateOnOrBefore: (a, b) => a <= b,
  dateAfter: (a, b) => a > b,
  dateOnOrAfter: (a, b) => a >= b,
}

/** What nobody can know: a law that is not held. It has no form of its own in rule files, and is known by being this very one. */
export const unknownLaw: Condition = { any: [] }

/** How true a condition is: 0 false, 1 unknown, 2 true. `all` is as true as its least true member, `any` as its truest. */
export const findTruth = (given: ReferenceCase, condition: Condition): Truth => {
  if (condition === unknownLaw) return 1
  if ('all' in condition) return Math.min(2, ...condition.all.map(one => findTruth(given, one))) as Truth
  if ('any' in condition) return Math.max(0, ...condition.any.map(one => findTruth(given, one))) as Truth
  if ('not' in condition) return (2 - findTruth(given, condition.not)) as Truth
  const meant = resolve(given, condition)
  if (meant !== condition || 'condition' in meant) return findTruth(given, meant)
  const { fact, operator, value } = condition as Leaf
  const decided = decidedByQuestion(given, condition as Leaf)
  if (decided !== undefined) return decided
  const found = knownValue(given, fact)
  const wanted = typeof value === 'object' && 'fact' in value ? knownValue(given, value.fact) : value
  if (found === undefined || wanted === undefined) return 1
  return tests[operator](found, wanted as never) ? 2 : 0
}

/** True if every action that the question is about passes a test of the action, false if none does; else it is no help. */
export const decidedByQuestion = (
  { proposes = [] }: ReferenceCase,
  { fact, operator, value }: Leaf,
): Truth | undefined => {
  if (fact !== 'proposedAction' || proposes.length === 0 || (typeof value === 'object' && 'fact' in value))
    return undefined
  const passing = proposes.map(action => tests[operator](action, value as never))
  return passing.every(Boolean) ? 2 : passing.some(Boolean) ? undefined : 0
}

/** The value of a fact: as given, or else as it follows from others; undefined if it is not known. */
export const knownValue = (given: ReferenceCase, name: string): Scalar | undefined => {
  const known = given.facts[name]
  if (known !== null && known !== undefined) return known
  const { from, cases = [] } = given.book.factsByName.get(name)!.derived ?? {}
  if (from) return [false, undefined, true][findTruth(given, from)]
  return cases.find(one => findTruth(given, one.when) === 2)?.value
}

/** What a part of a condition stands for: the definition that it names, or the alternative that is tried in its place. */
export const resolve = (given: ReferenceCase, part: Condition): Condition => {
  const reading = 'reading' in part ? part.reading : undefined
  const alternatives = given.authority.readings.get(reading ?? '')?.alternatives
  const instead = given.tried && reading === given.tried.id ? alternatives?.[given.tried.index]?.condition : undefined
  const stands = instead ?? part
  return 'condition' in stands ? given.authority.definitions.get(stands.condition)!.conditions : stands
}

/** The unknown facts on which an unknown condition depends; none if it is known. */
export const findUnknownFacts = (given: ReferenceCase, condition: Condition): readonly string[] => {
  if (condition === unknownLaw) return []
  if (findTruth(given, condition) !== 1) return []
  if ('all' in condition) return condition.all.flatMap(one => findUnknownFacts(given, one))
  if ('any' in condition) return condition.any.flatMap(one => findUnknownFacts(given, one))
  if ('not' in condition) return findUnknownFacts(given, condition.not)
  const meant = resolve(given, condition)
  if (meant !== condition) return findUnknownFacts(given, meant)
  const { fact, value } = condition as Leaf
  const names = typeof value === 'object' && 'fact' in value ? [fact, value.fact] : [fact]
  return names.filter(name => given.facts[name] == null).flatMap(name => findUnknownsBehind(given, name))
}

/** A fact that only follows from others is not asked; one that may be given as well is asked beside them. */
const findUnknownsBehind = (given: ReferenceCase, name: string): readonly string[] => {
  const { from, cases = [] } = given.book.factsByName.get(name)!.derived ?? {}
  if (from) return findUnknownFacts(given, from)
  return [...cases.flatMap(one => findUnknownFacts(given, one.when)), name]
}

const makeCase = (book: Rulebook, facts: FactsByName, authority = book.national): ReferenceCase => ({
  book,
  authority: book.authorities.get(authority)!,
  facts,
})

/** How true a condition is of some facts: 0 false, 1 unknown, 2 true. Definitions are those of the authority, or the nation’s. */
export const truthIn = (book: Rulebook, facts: FactsByName, condition: Condition, authority?: string): Truth =>
  findTruth(makeCase(book, facts, authority), condition)

/** The value of a fact, given or derived; undefined if it is not known. */
export const valueIn = (book: Rulebook, facts: FactsByName, name: string, authority?: string): Scalar | undefined =>
  knownValue(makeCase(book, facts, authority), name)
