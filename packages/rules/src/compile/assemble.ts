import type { LayerDocuments, RuleDocuments } from '../parse/rule-documents.ts'
import { buildSubstance, computeDigest, substanceText } from './digest.ts'
import { indexFirst, type Names } from './names.ts'
import type { Authority, Rule, Rulebook } from './rulebook.ts'

/** The documents, found sound, as a rulebook. */
export const buildRulebook = (
  documents: RuleDocuments,
  national: string,
  authorities: readonly Authority[],
  beside: Pick<Rulebook, 'isWhole' | 'invariants' | 'acceptedFindings' | 'releases'>,
): Rulebook => {
  const { decisions, lists, deadlines } = documents.decisions.value
  const vocabulary = buildVocabulary(documents)
  const substance = buildSubstance(documents)
  return deepFreeze({
    version: documents.manifest.value.version,
    digest: computeDigest(substanceText(substance)),
    substance,
    national,
    ...beside,
    codeSets: new Map(documents.codeSets.map(({ value }) => [value.id, value])),
    authorities: new Map(authorities.map(one => [one.id, one])),
    facts: vocabulary,
    factsByName: new Map(vocabulary.map(fact => [fact.name, fact])),
    contradictions: documents.facts.value.contradictions,
    decisions: indexFirst(decisions, one => one.id),
    lists: indexFirst(lists, one => one.id),
    deadlines: new Map(deadlines.map(one => [one.id, one])),
    sources: new Map(documents.sources.value.sources.map(one => [one.id, one])),
    calendar: buildCalendar(documents),
  })
}

const buildVocabulary = (documents: RuleDocuments) =>
  documents.facts.value.facts.map((fact, index) => ({
    ...fact,
    index,
    words: new Set<unknown>(fact.values?.map(one => one.value)),
  }))

/** An authority’s own view; `rules` are those of its layers. */
export const buildAuthority = (
  layer: LayerDocuments,
  names: Names,
  rules: readonly Rule[],
  national: string,
): Authority => ({
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

const buildCalendar = (documents: RuleDocuments) => {
  const { from, to, closed } = documents.calendar.value
  return { from, to, closed: new Set(closed.map(one => one.date)) }
}

const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const member of value instanceof Map || value instanceof Set ? value.values() : Object.values(value))
      deepFreeze(member)
  }
  return value
}
