import type { Condition } from '../language/condition.ts'
import type { Fact } from '../language/facts.ts'
import { operators } from '../language/operators.ts'
import type { Scalar } from '../language/values.ts'
import { type ConditionScope, checkCondition, checkValue, listFactNames, type Reporter } from './conditions.ts'

/** Checks what a fact is derived from: facts that are given, and nothing that could make two values of it true at once. */
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
  const read = [...new Set(parts.flatMap(({ when }) => listFactNames(when)))]
  for (const name of read) {
    if (scope.facts.get(name)?.derived) {
      reportUnsound(at, 'circle', `“${name}” is derived itself; a derivation tests only facts that are given.`)
    }
  }
  cases?.forEach((one, i) => checkValue(fact, one.value, `${at}/cases/${i}/value`, reportUnsound))
  if (cases && isSound) checkCasesExclude(cases, read, scope, `${at}/cases`, report)
}

interface Case {
  readonly value: Scalar
  readonly when: Condition
}

/** The cases of a derivation read one fact and no value of it makes two of them hold. */
const checkCasesExclude = (
  cases: readonly Case[],
  read: readonly string[],
  scope: ConditionScope,
  at: string,
  report: Reporter,
): void => {
  const input = scope.facts.get(read[0] ?? '')
  if (read.length !== 1 || input === undefined || input.type === 'date') {
    return report(at, 'not-allowed-here', 'The cases of a derivation must all test one fact, and not a date.')
  }
  for (const value of listValues(input)) {
    if (cases.filter(one => holdsFor(one.when, value)).length > 1) {
      return report(at, 'contradiction', `Two cases hold together for one value of “${input.name}”.`)
    }
  }
}

const listValues = (fact: Fact): readonly Scalar[] => {
  if (fact.type === 'boolean') return [true, false]
  if (fact.type === 'enum') return fact.values?.map(one => one.value) ?? []
  const [min, max] = [fact.min ?? 0, fact.max ?? 0]
  return Array.from({ length: Math.max(0, max - min + 1) }, (_, i) => min + i)
}

const holdsFor = (condition: Condition, value: Scalar): boolean => {
  if ('all' in condition) return condition.all.every(one => holdsFor(one, value))
  if ('any' in condition) return condition.any.some(one => holdsFor(one, value))
  if ('not' in condition) return !holdsFor(condition.not, value)
  return 'fact' in condition && operators[condition.operator].holds(value, condition.value as Scalar)
}
