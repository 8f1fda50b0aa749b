import type { Condition, Leaf } from '../language/condition.ts'
import type { Fact } from '../language/facts.ts'
import { operators } from '../language/operators.ts'
import type { Scalar } from '../language/values.ts'
import { sortNames } from './circles.ts'
import {
  type ConditionScope,
  checkCondition,
  checkValue,
  listFactNames,
  listParts,
  type Reporter,
} from './conditions.ts'

/** Checks what a fact is derived from: other facts, and nothing that could make two values of it true at once. */
export const checkDerivation = (fact: Fact, scope: ConditionScope, at: string, report: Reporter): void => {
  const { from, cases } = fact.derived!
  if ((from === undefined) === (cases === undefined)) {
    return report(at, 'malformed', 'A derived fact has either “from” or “cases”.')
  }
  let isSound = true
  const reportUnsound: Reporter = (...issue) => {
    isSound = false
    report(...issue)
  }
  if (from && fact.type !== 'boolean') {
    reportUnsound(`${at}/from`, 'kind-mismatch', 'Only a boolean fact can be as true as a condition; use “cases”.')
  }
  const parts = from
    ? [{ when: from, place: `${at}/from` }]
    : cases!.map(({ when }, i) => ({ when, place: `${at}/cases/${i}/when` }))
  for (const { when, place } of parts) checkCondition(when, scope, place, reportUnsound)
  cases?.forEach((one, i) => checkValue(fact, one.value, `${at}/cases/${i}/value`, reportUnsound))
  if (cases && isSound) checkCasesExclude(cases, scope, `${at}/cases`, report)
}

/** Reports facts that are derived from one another in a circle, at the first of them. */
export const checkDerivationCircles = (facts: readonly Fact[], report: Reporter): void => {
  const edges = new Map(
    facts.map(fact => [fact.name, [...new Set(listDerivingConditions(fact).flatMap(listFactNames))]]),
  )
  for (const circle of sortNames(edges).circles) {
    const first = facts.findIndex(one => circle.includes(one.name))
    report(
      `/facts/${first}/derived`,
      'circle',
      `These facts are derived from one another in a circle: ${circle.join(', ')}.`,
    )
  }
}

/** The conditions of which a fact is derived; none of one that is not. */
export const listDerivingConditions = ({ derived }: Pick<Fact, 'derived'>): readonly Condition[] =>
  derived?.from ? [derived.from] : (derived?.cases ?? []).map(one => one.when)

interface Case {
  readonly value: Scalar
  readonly when: Condition
}

/** No values of the facts that the cases of a derivation read make two of them hold: else their order would matter. */
const checkCasesExclude = (cases: readonly Case[], scope: ConditionScope, at: string, report: Reporter): void => {
  const leaves = cases.flatMap(one => listParts(one.when)) as readonly Leaf[]
  const inputs = [...new Set(leaves.map(leaf => leaf.fact))].map(name => scope.facts.get(name)!)
  if (inputs.length === 0 || inputs.some(one => one.type === 'date'))
    return void report(at, 'not-allowed-here', 'The cases of a derivation test facts, and no dates.')
  const together = findTogether(cases, inputs, leaves)
  if (together !== undefined)
    report(
      at,
      'contradiction',
      `Two cases hold together for some values of “${together.map(one => one.name).join('” and “')}”.`,
    )
}

/** The facts that two cases test which some values make hold together; undefined if there are none. */
const findTogether = (
  cases: readonly Case[],
  inputs: readonly Fact[],
  leaves: readonly Leaf[],
): readonly Fact[] | undefined => {
  for (const [i, one] of cases.entries())
    for (const other of cases.slice(0, i)) {
      const both = { all: [one.when, other.when] }
      const read = inputs.filter(input => listFactNames(both).includes(input.name))
      if (listAssignments(read, leaves).some(values => holdsFor(both, values))) return read
    }
  return undefined
}

type Values = ReadonlyMap<string, Scalar>

/** Each combination of values, as far as the tests can tell them apart. */
const listAssignments = (inputs: readonly Fact[], leaves: readonly Leaf[]): readonly Values[] =>
  inputs.reduce<readonly Values[]>(
    (found, fact) =>
      found.flatMap(values => listValues(fact, leaves).map(value => new Map(values).set(fact.name, value))),
    [new Map()],
  )

const listValues = (fact: Fact, leaves: readonly Leaf[]): readonly Scalar[] => {
  if (fact.type === 'boolean') return [true, false]
  if (fact.type === 'enum') return fact.values?.map(one => one.value) ?? []
  const bounds = leaves.filter(leaf => leaf.fact === fact.name).flatMap(leaf => [leaf.value].flat()) as number[]
  const [min, max] = [fact.min ?? 0, fact.max ?? 0]
  const around = [min, max, ...bounds.flatMap(bound => [bound - 1, bound, bound + 1])]
  return [...new Set(around)].filter(value => value >= min && value <= max)
}

const holdsFor = (condition: Condition, values: Values): boolean => {
  if ('all' in condition) return condition.all.every(one => holdsFor(one, values))
  if ('any' in condition) return condition.any.some(one => holdsFor(one, values))
  if ('not' in condition) return !holdsFor(condition.not, values)
  if (!('fact' in condition)) return false
  return operators[condition.operator].holds(values.get(condition.fact)!, condition.value as Scalar)
}
