import type { Authority, Rulebook } from '../compile/rulebook.ts'
import type { Citation, Passage } from '../language/citation.ts'
import type { RegisterEntry } from '../language/register.ts'

/** A place of a document that something of the rules names by its words. */
export interface CitedPassage {
  readonly locator: string
  readonly passage: Passage
  /** By what: the name of a rule, a definition, a reading or a fact, or the register. */
  readonly by: string
  readonly kind: 'rule' | 'definition' | 'reading' | 'fact' | 'register'
}

/** Every passage of one source that is cited. */
export const listCitedPassages = (rulebook: Rulebook, source: string): readonly CitedPassage[] => {
  const authorities = [...rulebook.authorities.values()]
  const cited = (kind: CitedPassage['kind'], by: string, citations: readonly Citation[]): readonly CitedPassage[] =>
    citations.flatMap(({ source: of, locator, passage }) =>
      of === source && passage !== undefined ? [{ locator, passage, by, kind }] : [],
    )
  const all = [
    ...distinct(authorities, one => one.rules).flatMap(one => cited('rule', one.name, one.citations)),
    ...distinct(authorities, one => one.definitions.values()).flatMap(one =>
      cited('definition', one.name, one.citations),
    ),
    ...distinct(authorities, one => one.readings.values()).flatMap(one => cited('reading', one.id, one.citations)),
    ...rulebook.facts.flatMap(one => cited('fact', one.name, one.derived?.citations ?? [])),
    ...registeredPassages(rulebook, source).map(({ locator, passage }) => ({
      locator,
      passage,
      by: 'register',
      kind: 'register' as const,
    })),
  ]
  return all.map(({ locator, passage, by, kind }) => ({ locator, passage, by, kind }))
}

/** The entries of a source’s register whose words are known by their fingerprint. */
export const registeredPassages = (
  { authorities }: Rulebook,
  source: string,
): readonly (RegisterEntry & { readonly passage: Passage })[] =>
  [...authorities.values()]
    .flatMap(one => one.registers)
    .filter(one => one.source === source)
    .flatMap(one => one.entries)
    .filter((entry): entry is RegisterEntry & { readonly passage: Passage } => entry.passage !== undefined)

/** What is the nation’s stands in every authority, and counts once. */
const distinct = <T>(authorities: readonly Authority[], of: (authority: Authority) => Iterable<T>): readonly T[] => [
  ...new Set(authorities.flatMap(one => [...of(one)])),
]
