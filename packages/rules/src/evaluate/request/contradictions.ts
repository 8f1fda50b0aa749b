import { contradictionsOf } from '../../compile/questions.ts'
import type { Rulebook } from '../../compile/rulebook.ts'
import { memoize } from '../../kernel/memo.ts'
import type { Condition, Leaf } from '../../language/condition.ts'
import type { DecisionDefinition } from '../../language/decisions.ts'
import type { Fact, FactsDocument } from '../../language/facts.ts'
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
  const isDerived = ({ fact, value }: Leaf): boolean =>
    [fact, ...(typeof value === 'object' && 'fact' in value ? [value.fact] : [])].some(
      name => rulebook.factsByName.get(name)!.derived !== undefined,
    )
  const leaves = listConjoined(never)
  const inOrder =
    leaves === undefined ? [never] : [...leaves.filter(one => !isDerived(one)), ...leaves.filter(isDerived)]
  const truths = inOrder.map(one => buildTruth(rulebook, one))
  return values => {
    for (let i = 0; i < truths.length; i += 1) if (truths[i]!(values) !== true) return false
    return true
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
type Truth = (values: FactValues) => boolean | undefined

const buildTruth = (rulebook: Rulebook, at: Condition): Truth => {
  if ('all' in at) return buildUnanimous(rulebook, at.all, true)
  if ('any' in at) return buildUnanimous(rulebook, at.any, false)
  if ('not' in at) {
    const truth = buildTruth(rulebook, at.not)
    return values => negated(truth(values))
  }
  if (!('fact' in at)) return () => undefined
  const { holds } = operators[at.operator]
  const read = buildValue(rulebook, at.fact)
  const wanted = at.value
  const otherOf: Value =
    typeof wanted === 'object' && 'fact' in wanted ? buildValue(rulebook, wanted.fact) : () => wanted as Scalar
  return values => {
    const found = read(values)
    if (found === undefined) return undefined
    const other = otherOf(values)
    return other === undefined ? undefined : holds(found, other)
  }
}

/** Whether every member has this truth; the other one as soon as a member has that. */
const buildUnanimous = (rulebook: Rulebook, members: readonly Condition[], wanted: boolean): Truth => {
  const truths = members.map(one => buildTruth(rulebook, one))
  return values => {
    let found: boolean | undefined = wanted
    for (let i = 0; i < truths.length; i += 1) {
      const truth = truths[i]!(values)
      if (truth === !wanted) return truth
      if (truth === undefined) found = undefined
    }
    return found
  }
}

const negated = (truth: boolean | undefined): boolean | undefined => (truth === undefined ? undefined : !truth)

type Value = (values: FactValues) => Scalar | undefined

/** A fact as it is given, or else as it follows from others. */
const buildValue = (rulebook: Rulebook, name: string): Value => {
  const { index, derived } = rulebook.factsByName.get(name)!
  const derive = derived === undefined ? () => undefined : buildDerivation(rulebook, derived)
  return values => values[index] ?? derive(values)
}

const buildDerivation = (rulebook: Rulebook, { from, cases = [] }: NonNullable<Fact['derived']>): Value => {
  if (from !== undefined) return buildTruth(rulebook, from)
  const parts = cases.map(one => ({ value: one.value, truth: buildTruth(rulebook, one.when) }))
  return values => {
    for (let i = 0; i < parts.length; i += 1) if (parts[i]!.truth(values) === true) return parts[i]!.value
    return undefined
  }
}
