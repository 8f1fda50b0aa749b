import { canonicalJson } from '../kernel/canonical-json.ts'
import { isCivilDate } from '../kernel/dates.ts'
import { type Checked, type Issue, accepted, refused } from '../kernel/issue.ts'
import { limits } from '../kernel/limits.ts'
import { sha256Hex } from '../kernel/sha256.ts'
import type { LayerDocuments, Placed, RuleDocuments } from '../parse/rule-documents.ts'
import { reporter } from './conditions.ts'
import { checkDecisions } from './decisions.ts'
import { type Names, checkNames, namesOf, scopeOf } from './names.ts'
import type { Authority, Rule, Rulebook } from './rulebook.ts'
import { type RuleScope, rulesOf } from './rules.ts'
import { checkScenarios } from './scenarios.ts'
import { checkVocabulary, reportTwice } from './vocabulary.ts'

/** Gives the documents their meaning, or every reason why they have none. */
export const compile = (documents: RuleDocuments): Checked<Rulebook> => {
  const issues: Issue[] = []
  const facts = checkVocabulary(documents, issues)
  const national = documents.layers.find(layer => layer.id === documents.manifest.value.national)
  if (national === undefined) {
    return refused([...issues, { code: 'unknown-authority', file: documents.manifest.file, pointer: '/national', message: `There is no folder “${documents.manifest.value.national}” of national rules.` }])
  }
  const nationalNames = namesOf(national, national, issues)
  checkDecisions(documents, { ...scopeOf(facts, nationalNames), readings: null }, issues)
  checkSources(documents, issues)
  const { decisions, lists, deadlines } = documents.decisions.value
  const known = {
    decisions: new Map(decisions.map(one => [one.id, one])),
    lists: new Map(lists.map(one => [one.id, one])),
    deadlines: new Set(deadlines.map(one => one.id)),
    sources: new Set(documents.sources.value.sources.map(one => one.id)),
  }
  const compiled = documents.layers.map(layer => {
    const names = layer === national ? nationalNames : namesOf(layer, national, issues)
    const scope: RuleScope = { ...scopeOf(facts, names), ...known }
    checkAuthority(layer, issues)
    checkNames(layer, names, scope, issues)
    const rules = rulesOf(layer, national, scope, issues)
    checkScenarios(layer, scope, issues)
    return { layer, names, rules }
  })
  if (compiled.reduce((sum, one) => sum + one.rules.length, 0) > limits.rulesCount) {
    issues.push({ code: 'too-many', pointer: '', message: `There may be at most ${limits.rulesCount} rules.` })
  }
  if (issues.length > 0) return refused(issues)
  const nationalRules = compiled.find(one => one.layer === national)!.rules
  const vocabulary = documents.facts.value.facts.map((fact, index) => ({ ...fact, index, words: new Set<unknown>(fact.values?.map(one => one.value)) }))
  return accepted(
    deepFreeze({
      version: documents.manifest.value.version,
      digest: digestOf(documents),
      national: national.id,
      authorities: new Map(compiled.map(({ layer, names, rules }) => [layer.id, authorityOf(layer, names, layer === national ? rules : [...nationalRules, ...rules], national.id)])),
      facts: vocabulary,
      factsByName: new Map(vocabulary.map(fact => [fact.name, fact])),
      contradictions: documents.facts.value.contradictions,
      decisions: known.decisions,
      lists: known.lists,
      deadlines: new Map(deadlines.map(one => [one.id, one])),
      sources: new Map(documents.sources.value.sources.map(one => [one.id, one])),
      calendar: calendarOf(documents),
    }),
  )
}

const authorityOf = (layer: LayerDocuments, names: Names, rules: readonly Rule[], national: string): Authority => ({
  id: layer.id,
  name: layer.authority.value.name,
  layers: layer.id === national ? [national] : [national, layer.id],
  rules: [...rules].sort((a, b) => order(a.name, b.name) || order(a.firstDay ?? '9', b.firstDay ?? '9')),
  definitions: names.definitions,
  readings: names.readings,
  scenarios: layer.scenarios.map(({ value, file, pointer }) => ({ ...value, file, pointer })),
})

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const calendarOf = (documents: RuleDocuments) => {
  const { from, to, closed } = documents.calendar.value
  return { from, to, closed: new Set(closed.map(one => one.date)) }
}

const checkAuthority = (layer: LayerDocuments, issues: Issue[]): void => {
  const { file, value } = layer.authority
  if (value.id !== layer.id) reporter(file, issues)('/id', 'malformed', `The authority of this folder is “${layer.id}”; its id must be the same.`)
}

const checkSources = (documents: RuleDocuments, issues: Issue[]): void => {
  const report = reporter(documents.sources.file, issues)
  reportTwice(documents.sources.value.sources.map(one => one.id), i => `/sources/${i}/id`, 'source', report)
  const calendar = documents.calendar
  calendar.value.closed.forEach(({ date }, i) => {
    if (!isCivilDate(date)) reporter(calendar.file, issues)(`/closed/${i}/date`, 'impossible-date', 'A day of the calendar is expected.')
  })
}

/** Everything that evaluation reads, whatever order its files and lists stood in; scenarios and `$schema` are not read. */
const digestOf = (documents: RuleDocuments): string => {
  const sorted = <T>(placed: readonly Placed<T>[], key: (value: T) => string) => placed.map(one => one.value).sort((a, b) => order(key(a), key(b)))
  const whole = {
    manifest: documents.manifest.value,
    facts: documents.facts.value,
    decisions: documents.decisions.value,
    sources: documents.sources.value,
    calendar: documents.calendar.value,
    layers: documents.layers.map(layer => ({
      authority: layer.authority.value,
      definitions: sorted(layer.definitions, one => one.name),
      readings: sorted(layer.readings, one => one.id),
      rules: sorted(layer.rules, one => `${one.name} ${one.effective.from}`),
    })),
  }
  return `sha256:${sha256Hex(canonicalJson(withoutSchemaNames(whole)))}`
}

const withoutSchemaNames = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutSchemaNames)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, member]) => (key === '$schema' ? [] : [[key, withoutSchemaNames(member)]])))
}

const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const member of value instanceof Map || value instanceof Set ? value.values() : Object.values(value)) deepFreeze(member)
  }
  return value
}
