import { accepted, type Checked, type Issue, refused } from '../kernel/issue.ts'
import { limits } from '../kernel/limits.ts'
import { didYouMean, nearest } from '../kernel/nearest.ts'
import type { LayerDocuments, RuleDocuments } from '../parse/rule-documents.ts'
import { acceptedFindingsOf } from './accepted-findings.ts'
import { checkCodeSets } from './codes.ts'
import { reporter } from './conditions.ts'
import { checkDecisions } from './decisions.ts'
import { digestOf } from './digest.ts'
import { invariantsOf } from './invariants.ts'
import { checkNames, firstBy, type Names, namesOf, scopeOf } from './names.ts'
import { checkRegister } from './register.ts'
import { checkRoom } from './room.ts'
import type { RuleScope } from './rule-scope.ts'
import type { Authority, Rule, Rulebook } from './rulebook.ts'
import { rulesOf } from './rules.ts'
import { checkScenarios } from './scenarios.ts'
import { checkCalendar, checkSources } from './sources.ts'
import { checkVocabulary } from './vocabulary.ts'

/** Gives the documents their meaning, or every reason why they have none. */
export const compile = (documents: RuleDocuments, isWhole: boolean): Checked<Rulebook> => {
  const issues: Issue[] = []
  const { decisions, lists, deadlines } = documents.decisions.value
  const known = {
    decisions: firstBy(decisions, one => one.id),
    lists: firstBy(lists, one => one.id),
    deadlines: new Set(deadlines.map(one => one.id)),
    sources: new Set(documents.sources.value.sources.map(one => one.id)),
  }
  checkSources(documents, issues)
  checkCalendar(documents, issues)
  const facts = checkVocabulary(documents, known.sources, issues)
  checkCodeSets(documents, facts, issues)
  const national = documents.layers.find(layer => layer.id === documents.manifest.value.national)
  if (national === undefined) return refused([...issues, noNational(documents)])
  const nationalNames = namesOf(national, national, issues)
  checkDecisions(documents, { ...scopeOf(facts, nationalNames), readings: null }, issues)
  const compiled = documents.layers.map(layer => {
    const names = layer === national ? nationalNames : namesOf(layer, national, issues)
    const scope: RuleScope = { ...scopeOf(facts, names), ...known }
    checkAuthority(layer, issues)
    checkNames(layer, names, scope, issues)
    const rules = rulesOf(layer, national, scope, issues)
    checkScenarios(layer, scope, issues)
    checkRegister(layer, national, known.sources, issues)
    return { layer, names, scope, rules }
  })
  const scopes = new Map(compiled.map(({ layer, scope }) => [layer.id, scope]))
  const beside = {
    invariants: invariantsOf(documents, { national: scopes.get(national.id)!, authorities: scopes }, issues),
    acceptedFindings: acceptedFindingsOf(documents, issues),
  }
  if (compiled.reduce((sum, one) => sum + one.rules.length, 0) > limits.rulesCount) {
    issues.push({ code: 'too-many', pointer: '', message: `There may be at most ${limits.rulesCount} rules.` })
  }
  if (issues.length > 0) return refused(issues)
  const nationalRules = compiled.find(one => one.layer === national)!.rules
  const authorities = compiled.map(({ layer, names, rules }) =>
    authorityOf(layer, names, layer === national ? rules : [...nationalRules, ...rules], national.id),
  )
  const crowded = checkRoom(documents, facts, authorities)
  if (crowded.length > 0) return refused(crowded)
  return accepted(rulebookOf(documents, national.id, authorities, { isWhole, ...beside }))
}

const rulebookOf = (
  documents: RuleDocuments,
  national: string,
  authorities: readonly Authority[],
  beside: Pick<Rulebook, 'isWhole' | 'invariants' | 'acceptedFindings'>,
): Rulebook => {
  const { decisions, lists, deadlines } = documents.decisions.value
  const vocabulary = vocabularyOf(documents)
  return deepFreeze({
    version: documents.manifest.value.version,
    digest: digestOf(documents),
    national,
    ...beside,
    codeSets: new Map(documents.codeSets.map(({ value }) => [value.id, value])),
    authorities: new Map(authorities.map(one => [one.id, one])),
    facts: vocabulary,
    factsByName: new Map(vocabulary.map(fact => [fact.name, fact])),
    contradictions: documents.facts.value.contradictions,
    decisions: firstBy(decisions, one => one.id),
    lists: firstBy(lists, one => one.id),
    deadlines: new Map(deadlines.map(one => [one.id, one])),
    sources: new Map(documents.sources.value.sources.map(one => [one.id, one])),
    calendar: calendarOf(documents),
  })
}

const vocabularyOf = (documents: RuleDocuments) =>
  documents.facts.value.facts.map((fact, index) => ({
    ...fact,
    index,
    words: new Set<unknown>(fact.values?.map(one => one.value)),
  }))

const noNational = ({ manifest: { file, value }, layers }: RuleDocuments): Issue => {
  const suggestion = nearest(
    value.national,
    layers.map(layer => layer.id),
  )
  const message = `There is no folder “${value.national}” of national rules.${didYouMean(suggestion)}`
  return {
    code: 'unknown-authority',
    file,
    pointer: '/national',
    message,
    ...(suggestion === undefined ? {} : { suggestion }),
  }
}

const authorityOf = (layer: LayerDocuments, names: Names, rules: readonly Rule[], national: string): Authority => ({
  id: layer.id,
  name: layer.authority.value.name,
  layers: layer.id === national ? [national] : [national, layer.id],
  rules: [...rules].sort((a, b) => order(a.name, b.name) || order(a.firstDay ?? '9', b.firstDay ?? '9')),
  definitions: names.definitions,
  readings: names.readings,
  scenarios: layer.scenarios.map(({ value, file, pointer }) => ({ ...value, file, pointer })),
  register: layer.register && { ...layer.register.value, file: layer.register.file },
})

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const calendarOf = (documents: RuleDocuments) => {
  const { from, to, closed } = documents.calendar.value
  return { from, to, closed: new Set(closed.map(one => one.date)) }
}

const checkAuthority = (layer: LayerDocuments, issues: Issue[]): void => {
  const { file, value } = layer.authority
  if (value.id !== layer.id)
    reporter(file, issues)(
      '/id',
      'malformed',
      `The authority of this folder is “${layer.id}”; its id must be the same.`,
    )
}

const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const member of value instanceof Map || value instanceof Set ? value.values() : Object.values(value))
      deepFreeze(member)
  }
  return value
}
