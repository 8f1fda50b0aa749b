import { contradictionsOf } from '../../compile/questions.ts'
import type { Rulebook } from '../../compile/rulebook.ts'
import { memoize } from '../../kernel/memo.ts'
import type { Condition, Leaf } from '../../language/condition.ts'
import type { DecisionDefinition } from '../../language/decisions.ts'
import type { FactsDocument } from '../../language/facts.ts'
import { operators } from '../../language/operators.ts'
import type { Scalar } from '../../language/values.ts'
import type { FactValues } from './parse-request.ts'

/** Facts that no child, or hardly any, has together. */
export type Contradiction = FactsDocument['contradictions'][number]

/** Whether a contradiction is so of a request’s facts. */
interface Check {
  readonly said: Contradiction
  readonly isSo: (values: FactValues) => boolean
}

const checksOf = new WeakMap<readonly Contradiction[], readonly Check[]>()
const contradictionsOfDecision = new WeakMap<DecisionDefinition, readonly Contradiction[]>()

/** Which of these are so of a request’s facts as they are given, or follow from those. */
export const findSo = (
  rulebook: Rulebook,
  said: readonly Contradiction[],
  values: FactValues,
): readonly Contradiction[] => {
  const checks = memoize(checksOf, said, () => said.map(one => ({ said: one, isSo: buildCheck(rulebook, one.never) })))
  let found: Contradiction[] | undefined
  for (let i = 0; i < checks.length; i += 1)
    if (checks[i]!.isSo(values)) {
      found ??= []
      found.push(checks[i]!.said)
    }
  return found ?? none
}

const none: readonly Contradiction[] = []

/** What a request of a decision contradicts. */
export const findContradictions = (
  rulebook: Rulebook,
  decision: DecisionDefinition,
  values: FactValues,
): readonly Contradiction[] =>
  findSo(
    rulebook,
    memoize(contradictionsOfDecision, decision, () => contradictionsOf(rulebook, decision)),
    values,
  )

/** Tests that must all hold are tried one by one, those of facts that follow from others last; anything else by Kleene’s logic. */
const buildCheck = (rulebook: Rulebook, never: Condition): Check['isSo'] => {
  if ('any' in never) {
    const parts = never.any.map(one => buildCheck(rulebook, one))
    return values => parts.some(isSo => isSo(values))
  }
  const leaves = listConjoined(never)
  if (leaves === undefined) return values => truthOf(rulebook, values, never) === true
  const given = leaves.flatMap(leaf => buildTest(rulebook, leaf) ?? [])
  const derived = leaves.filter(leaf => buildTest(rulebook, leaf) === undefined)
  return values => {
    for (let i = 0; i < given.length; i += 1) if (!given[i]!(values)) return false
    for (let i = 0; i < derived.length; i += 1) if (truthOf(rulebook, values, derived[i]!) !== true) return false
    return true
  }
}

/** Whether a test is known to hold; undefined for one of a derived fact. */
const buildTest = ({ factsByName }: Rulebook, { fact, operator, value }: Leaf): Check['isSo'] | undefined => {
  const { index, derived } = factsByName.get(fact)!
  const { holds } = operators[operator]
  if (derived !== undefined) return undefined
  if (typeof value !== 'object' || !('fact' in value)) {
    return values => {
      const found = values[index] ?? null
      return found !== null && holds(found, value as Scalar)
    }
  }
  const other = factsByName.get(value.fact)!
  if (other.derived !== undefined) return undefined
  return values => {
    const [left, right] = [values[index] ?? null, values[other.index] ?? null]
    return left !== null && right !== null && holds(left, right)
  }
}

/** The tests of a condition if all of them must hold; undefined if they are joined in any other way. */
export const listConjoined = (at: Condition): readonly Leaf[] | undefined => {
  if ('fact' in at) return [at]
  if (!('all' in at)) return undefined
  const members = at.all.map(listConjoined)
  return members.includes(undefined) ? undefined : members.flatMap(one => one ?? [])
}

/** By Kleene’s logic; undefined if it is not known. */
const truthOf = (rulebook: Rulebook, values: FactValues, at: Condition): boolean | undefined => {
  if ('all' in at) return every(at.all.map(one => truthOf(rulebook, values, one)))
  if ('any' in at) return negated(every(at.any.map(one => negated(truthOf(rulebook, values, one)))))
  if ('not' in at) return negated(truthOf(rulebook, values, at.not))
  if (!('fact' in at)) return undefined
  const found = findValueOf(rulebook, values, at.fact)
  const wanted =
    typeof at.value === 'object' && 'fact' in at.value ? findValueOf(rulebook, values, at.value.fact) : at.value
  if (found === undefined || wanted === undefined) return undefined
  return operators[at.operator].holds(found, wanted as Scalar)
}

const every = (truths: readonly (boolean | undefined)[]): boolean | undefined =>
  truths.includes(false) ? false : truths.includes(undefined) ? undefined : true

const negated = (truth: boolean | undefined): boolean | undefined => (truth === undefined ? undefined : !truth)

/** A fact as it is given, or else as it follows from others. */
const findValueOf = (rulebook: Rulebook, values: FactValues, name: string): Scalar | undefined => {
  const { index, derived } = rulebook.factsByName.get(name)!
  const given = values[index] ?? null
  if (given !== null) return given
  if (derived?.from !== undefined) return truthOf(rulebook, values, derived.from)
  return derived?.cases?.find(one => truthOf(rulebook, values, one.when) === true)?.value
}
