import type { Issue } from '../kernel/issue.ts'
import type { Condition, Scalar } from '../language/condition.ts'
import type { Fact } from '../language/facts.ts'
import type { RuleDocuments } from '../parse/rule-documents.ts'
import { type Reporter, type Scope, checkCondition, checkValue, factsIn, partsOf, reportUnknown, reporter } from './conditions.ts'
import { operators } from './operators.ts'

/** The facts by name, once the vocabulary is consistent in itself; issues are added to `issues`. */
export const checkVocabulary = (documents: RuleDocuments, issues: Issue[]): ReadonlyMap<string, Fact> => {
  const { file, value } = documents.facts
  const report = reporter(file, issues)
  const facts = new Map(value.facts.map(fact => [fact.name, fact]))
  const scope: Scope = { facts, definitions: new Set(), readings: null }
  reportTwice(value.facts.map(fact => fact.name), i => `/facts/${i}/name`, 'fact', report)
  value.facts.forEach((fact, i) => checkFact(fact, scope, `/facts/${i}`, report))
  value.contradictions.forEach((one, i) => {
    checkCondition(one.never, scope, `/contradictions/${i}/never`, report)
    one.facts.forEach((name, j) => {
      if (!facts.has(name)) reportUnknown(report, `/contradictions/${i}/facts/${j}`, 'fact', name, facts.keys(), 'unknown-fact')
    })
  })
  return facts
}

export const reportTwice = (names: readonly string[], pointer: (index: number) => string, what: string, report: Reporter): void => {
  const seen = new Set<string>()
  names.forEach((name, i) => {
    if (seen.has(name)) report(pointer(i), 'duplicate-name', `There is already a ${what} “${name}”.`)
    seen.add(name)
  })
}

const checkFact = (fact: Fact, scope: Scope, at: string, report: Reporter): void => {
  const needed = { boolean: ['whenTrue', 'whenFalse'], integer: ['min', 'max'], enum: ['values'], date: [] }[fact.type] as (keyof Fact)[]
  for (const member of ['whenTrue', 'whenFalse', 'min', 'max', 'values'] as const) {
    if (needed.includes(member) && fact[member] === undefined) report(`${at}/${member}`, 'missing-member', `A fact of type ${fact.type} needs “${member}”.`)
    if (!needed.includes(member) && fact[member] !== undefined) report(`${at}/${member}`, 'not-allowed-here', `A fact of type ${fact.type} has no “${member}”.`)
  }
  reportTwice(fact.values?.map(one => one.value) ?? [], i => `${at}/values/${i}/value`, 'value', report)
  if (fact.relevantWhen) checkCondition(fact.relevantWhen, scope, `${at}/relevantWhen`, report)
  if (fact.derived) checkDerivation(fact, scope, `${at}/derived`, report)
}

const checkDerivation = (fact: Fact, scope: Scope, at: string, report: Reporter): void => {
  const { from, cases } = fact.derived!
  if ((from === undefined) === (cases === undefined)) return report(at, 'malformed', 'A derived fact has either “from” or “cases”.')
  if (from && fact.type !== 'boolean') report(`${at}/from`, 'kind-mismatch', 'Only a boolean fact can be as true as a condition; use “cases”.')
  const parts = from ? [{ condition: from, at: `${at}/from` }] : cases!.map((one, i) => ({ condition: one.when, at: `${at}/cases/${i}/when` }))
  const before = parts.map(part => {
    checkCondition(part.condition, scope, part.at, report)
    return factsIn(part.condition)
  })
  for (const name of before.flat()) {
    if (scope.facts.get(name)?.derived) report(at, 'circle', `“${name}” is derived itself; a derivation tests only facts that are given.`)
  }
  if (cases) {
    cases.forEach((one, i) => checkValue(fact, one.value, `${at}/cases/${i}/value`, report))
    checkCasesExclude(cases, [...new Set(before.flat())], scope, `${at}/cases`, report)
  }
}

/** The cases of a derivation read one fact and no value of it makes two of them hold. */
const checkCasesExclude = (cases: readonly { value: Scalar; when: Condition }[], read: readonly string[], scope: Scope, at: string, report: Reporter): void => {
  const input = scope.facts.get(read[0] ?? '')
  if (read.length !== 1 || input === undefined || input.type === 'date') return report(at, 'not-allowed-here', 'The cases of a derivation must all test one fact, and not a date.')
  if (cases.some(one => partsOf(one.when).some(part => !('fact' in part)))) return
  for (const value of valuesOf(input)) {
    if (cases.filter(one => holdsFor(one.when, value)).length > 1) {
      return report(at, 'contradiction', `Two cases hold together for one value of “${input.name}”.`)
    }
  }
}

const valuesOf = (fact: Fact): readonly Scalar[] => {
  if (fact.type === 'boolean') return [true, false]
  if (fact.type === 'enum') return fact.values?.map(one => one.value) ?? []
  return Array.from({ length: (fact.max ?? 0) - (fact.min ?? 0) + 1 }, (_, i) => (fact.min ?? 0) + i)
}

const holdsFor = (condition: Condition, value: Scalar): boolean => {
  if ('all' in condition) return condition.all.every(one => holdsFor(one, value))
  if ('any' in condition) return condition.any.some(one => holdsFor(one, value))
  if ('not' in condition) return !holdsFor(condition.not, value)
  return 'fact' in condition && operators[condition.operator].holds(value, condition.value as Scalar)
}
