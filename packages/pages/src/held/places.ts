import type { Authority, RegisterEntry, Rule } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'

type Citation = Rule['citations'][number]

/** An entry of a register, with the id of its element on the page of its source. */
export interface ListedEntry {
  readonly id: string
  readonly entry: RegisterEntry
  readonly evidence: Citation['evidence']
  readonly authority: Authority
}

/** A place of a source that rules cite, with the id of its element on the page of the source. */
export interface PlaceInSource {
  readonly id: string
  readonly locator: string
  readonly evidence: Citation['evidence']
  readonly rules: readonly Rule[]
}

/** What is known of the places of a source. */
export interface SourcePlaces {
  readonly entries: readonly ListedEntry[]
  readonly cited: readonly PlaceInSource[]
  /** The id of the element that a citation is about: the entry of its sentence if there is one, else the place. */
  readonly idOf: (citation: Citation) => string | undefined
}

const known = new WeakMap<Rules, Map<string, SourcePlaces>>()

/** The places of a source in rules that were loaded whole; without registers, those that rules cite. */
export const placesOf = (rules: Rules, source: string): SourcePlaces => {
  const ofRules = known.get(rules) ?? new Map<string, SourcePlaces>()
  known.set(rules, ofRules)
  const found = ofRules.get(source) ?? findPlaces(rules, source)
  ofRules.set(source, found)
  return found
}

const findPlaces = (rules: Rules, source: string): SourcePlaces => {
  const entries = rules.rulebook.isWhole ? listEntries(rules, source) : []
  const cited = listCited(rules, source)
  const idOf = ({ passage, locator }: Citation): string | undefined =>
    (
      entries.find(({ entry }) => passage !== undefined && entry.passage?.sha256 === passage.sha256) ??
      entries.find(({ entry }) => entry.locator === locator) ??
      cited.find(one => one.locator === locator)
    )?.id
  return { entries, cited, idOf }
}

const listEntries = ({ rulebook }: Rules, source: string): readonly ListedEntry[] =>
  [...rulebook.authorities.values()]
    .flatMap(authority =>
      authority.registers
        .filter(one => one.source === source)
        .flatMap(({ entries, evidence }) =>
          entries.map(entry => ({ entry, evidence: entry.evidence ?? evidence ?? ('primary' as const), authority })),
        ),
    )
    .map((one, i) => ({ ...one, id: `entry-${i + 1}` }))

const listCited = ({ rules }: Rules, source: string): readonly PlaceInSource[] => {
  const places = new Map<string, { readonly evidence: Citation['evidence']; readonly rules: Map<string, Rule> }>()
  for (const rule of rules)
    for (const { locator, evidence } of rule.citations.filter(one => one.source === source)) {
      const place = places.get(locator) ?? { evidence, rules: new Map<string, Rule>() }
      places.set(locator, place)
      place.rules.set(rule.name, rule)
    }
  return [...places].map(([locator, place], i) => ({
    id: `place-${i + 1}`,
    locator,
    evidence: place.evidence,
    rules: [...place.rules.values()],
  }))
}
