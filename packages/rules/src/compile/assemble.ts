import type { LayerDocuments, RuleDocuments } from '../parse/rule-documents.ts'
import { buildSubstance, computeDigest, substanceText } from './digest.ts'
import { indexFirst, type Names } from './names.ts'
import { compileUnmodelled, inListedOrder } from './register.ts'
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
    semantics: semanticsOf(documents),
    digest: computeDigest(substanceText(substance)),
    substance,
    national,
    ...beside,
    codeSets: new Map(documents.codeSets.map(({ value }) => [value.id, value])),
    authorities: new Map(authorities.map(one => [one.id, one])),
    facts: vocabulary,
    factsByName: new Map(vocabulary.map(fact => [fact.name, fact])),
    contradictions: documents.facts.value.contradictions.filter(one => one.kind !== 'odd'),
    oddities: documents.facts.value.contradictions.filter(one => one.kind === 'odd'),
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

/** How the rules are to be read: 1 if the manifest says nothing. */
export const semanticsOf = ({ manifest }: RuleDocuments): 1 | 2 => (manifest.value.semantics === 2 ? 2 : 1)

/** An authority’s own view; `rules` are those of its layers. */
export const buildAuthority = (
  layer: LayerDocuments,
  names: Names,
  rules: readonly Rule[],
  national: LayerDocuments,
): Authority => ({
  id: layer.id,
  name: layer.authority.value.name,
  layers: layer === national ? [national.id] : [national.id, layer.id],
  rules: [...rules].sort((a, b) => order(a.name, b.name) || order(a.firstDay ?? '9', b.firstDay ?? '9')),
  definitions: names.definitions,
  readings: names.readings,
  scenarios: layer.scenarios.map(({ value, file, pointer }) => ({ ...value, file, pointer })),
  registers: layer.registers.map(({ value, file }) => ({ ...value, file })),
  unmodelled: inListedOrder(
    (layer === national ? [national] : [national, layer]).flatMap(one => compileUnmodelled(one.id, one.registers)),
  ),
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
