import { ageFact, birthFact, schoolAgeFact } from '../kernel/birth.ts'
import type { Issue } from '../kernel/issue.ts'
import type { Fact } from '../language/facts.ts'
import type { FactKind } from '../language/values.ts'
import type { RuleDocuments } from '../parse/rule-documents.ts'
import {
  type ConditionScope,
  checkCitations,
  checkCondition,
  type Reporter,
  reporter,
  reportUnknown,
} from './conditions.ts'
import { checkDays } from './days.ts'
import { checkDerivation, checkDerivationCircles } from './derivations.ts'
import { indexFirst } from './names.ts'

/** The facts by name, once the vocabulary is consistent in itself; issues are added to `issues`. */
export const checkVocabulary = (
  documents: RuleDocuments,
  { sources, semantics }: { readonly sources: ReadonlySet<string>; readonly semantics: 1 | 2 },
  issues: Issue[],
): ReadonlyMap<string, Fact> => {
  const { file, value } = documents.facts
  const report = reporter(file, issues)
  const facts = indexFirst(value.facts, fact => fact.name)
  const scope: ConditionScope = { facts, definitions: null, readings: null, semantics }
  reportTwice(
    value.facts.map(fact => fact.name),
    i => `/facts/${i}/name`,
    'fact',
    report,
  )
  value.facts.forEach((fact, i) => {
    checkFact(fact, scope, `/facts/${i}`, report)
    checkCitations(fact.derived?.citations ?? [], sources, `/facts/${i}/derived/citations`, report)
  })
  checkDerivationCircles(value.facts, report)
  reportSameIds(value.contradictions, '/contradictions', 'contradiction', report)
  value.contradictions.forEach((one, i) => {
    checkCondition(one.never, scope, `/contradictions/${i}/never`, report)
    one.facts.forEach((name, j) => {
      if (!facts.has(name)) {
        reportUnknown(report, `/contradictions/${i}/facts/${j}`, 'fact', name, facts.keys(), 'unknown-fact')
      }
    })
  })
  return facts
}

/** Reports each name that stands a second time; `pointer` gives the place of the nth. */
export const reportTwice = (
  names: readonly string[],
  pointer: (index: number) => string,
  what: string,
  report: Reporter,
): void => {
  const seen = new Set<string>()
  const article = `${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what}`
  names.forEach((name, i) => {
    if (seen.has(name)) report(pointer(i), 'duplicate-name', `There is already ${article} “${name}”.`)
    seen.add(name)
  })
}

/** The same of things with an id, at a pointer. */
export const reportSameIds = (
  things: readonly { readonly id: string }[],
  at: string,
  what: string,
  report: Reporter,
): void =>
  reportTwice(
    things.map(one => one.id),
    i => `${at}/${i}/id`,
    what,
    report,
  )

/** What a fact of each kind has that no other has. */
export const membersOfFact: Readonly<Record<FactKind, readonly (keyof Fact)[]>> = {
  boolean: ['whenTrue', 'whenFalse'],
  integer: ['min', 'max'],
  enum: ['values'],
  date: [],
}

/** The facts that evaluation knows by name: a date of birth becomes the other two, and nothing else reads it. */
const known: ReadonlyMap<string, { type: FactKind; kept: boolean }> = new Map([
  [birthFact, { type: 'date', kept: false }],
  [ageFact, { type: 'integer', kept: true }],
  [schoolAgeFact, { type: 'boolean', kept: true }],
])

/** What the day decides is true or false, and follows from nothing else. */
const checkGiven = (fact: Fact, given: NonNullable<Fact['given']>, at: string, report: Reporter): void => {
  if (fact.type !== 'boolean') report(at, 'kind-mismatch', 'Only a boolean fact can follow from the day.')
  if (fact.derived !== undefined)
    report(at, 'not-allowed-here', 'A fact that follows from the day is not derived from others.')
  if (given !== 'calendar') checkDays(given, at, report)
}

const checkFact = (fact: Fact, scope: ConditionScope, at: string, report: Reporter): void => {
  const needed = membersOfFact[fact.type]
  for (const member of ['whenTrue', 'whenFalse', 'min', 'max', 'values'] as const) {
    const isNeeded = needed.includes(member)
    if (isNeeded && fact[member] === undefined) {
      report(`${at}/${member}`, 'missing-member', `A fact of type ${fact.type} needs “${member}”.`)
    }
    if (!isNeeded && fact[member] !== undefined) {
      report(`${at}/${member}`, 'not-allowed-here', `A fact of type ${fact.type} has no “${member}”.`)
    }
  }
  const { min, max } = fact
  if (min !== undefined && max !== undefined && max < min) {
    report(`${at}/max`, 'out-of-range', `The greatest permitted value is at least the least, which is ${min}.`)
  }
  if (fact.given !== undefined) checkGiven(fact, fact.given, `${at}/given`, report)
  const wanted = known.get(fact.name)
  if (wanted && fact.type !== wanted.type) {
    report(`${at}/type`, 'kind-mismatch', `“${fact.name}” is a fact of type ${wanted.type}.`)
  }
  if (wanted && fact.kept !== wanted.kept) {
    report(`${at}/kept`, 'not-allowed-here', `“kept” is ${wanted.kept} for “${fact.name}”.`)
  }
  const values = fact.values?.map(one => one.value) ?? []
  reportTwice(values, i => `${at}/values/${i}/value`, 'value', report)
  if (fact.relevantWhen) checkCondition(fact.relevantWhen, scope, `${at}/relevantWhen`, report)
  if (fact.derived) checkDerivation(fact, scope, `${at}/derived`, report)
}
