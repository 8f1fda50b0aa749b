import type { Authority, Rulebook } from '../compile/rulebook.ts'
import type { Citation, Passage } from '../language/citation.ts'
import type { RegisterEntry } from '../language/register.ts'

/** A place of a document that something of the rules names. */
export interface CitedPlace {
  readonly locator: string
  readonly passage: Passage | undefined
  /** By what: the name of a rule, a definition, a reading or a fact, or the register. */
  readonly by: string
  readonly kind: 'rule' | 'definition' | 'reading' | 'fact' | 'register'
}

/** One that it names by its words. */
export type CitedPassage = CitedPlace & { readonly passage: Passage }

/** Whether a place is named by its words. */
export const hasPassage = (one: CitedPlace): one is CitedPassage => one.passage !== undefined

/** An entry of a register whose words are known by their fingerprint. */
export type RegisteredPassage = RegisterEntry & { readonly passage: Passage }

/**
 * Every passage of one source that is cited. Of words that a register says are gone, what rested on them and has ended is not
 * asked any more.
 */
export const listCitedPassages = (rulebook: Rulebook, source: string): readonly CitedPassage[] => {
  const gone = new Set(goneEntries(rulebook, source).map(one => one.passage.sha256))
  return [
    ...listCitations(rulebook, source, gone).filter(hasPassage),
    ...registeredPassages(rulebook, source).map(({ locator, passage }) => ({
      locator,
      passage,
      by: 'register',
      kind: 'register' as const,
    })),
  ]
}

/** What cites one source, registers apart; rules that have ended do not if they rest on words that are `gone`. */
export const listCitations = (
  rulebook: Rulebook,
  source: string,
  gone: ReadonlySet<string> = new Set(),
): readonly CitedPlace[] => {
  const authorities = [...rulebook.authorities.values()]
  const cited = (kind: CitedPlace['kind'], by: string, citations: readonly Citation[]): readonly CitedPlace[] =>
    citations.filter(one => one.source === source).map(({ locator, passage }) => ({ locator, passage, by, kind }))
  return [
    ...distinct(authorities, one => one.rules).flatMap(one =>
      cited(
        'rule',
        one.name,
        one.citations.filter(({ passage }) => one.lastDay === null || !gone.has(passage?.sha256 ?? '')),
      ),
    ),
    ...distinct(authorities, one => one.definitions.values()).flatMap(one =>
      cited('definition', one.name, one.citations),
    ),
    ...distinct(authorities, one => one.readings.values()).flatMap(one => cited('reading', one.id, one.citations)),
    ...rulebook.facts.flatMap(one => cited('fact', one.name, one.derived?.citations ?? [])),
  ]
}

/** The entries of a source’s registers whose words are known by their fingerprint and are not gone. */
export const registeredPassages = (rulebook: Rulebook, source: string): readonly RegisteredPassage[] =>
  entriesWithPassage(rulebook, source).filter(one => one.gone === undefined)

const goneEntries = (rulebook: Rulebook, source: string): readonly RegisteredPassage[] =>
  entriesWithPassage(rulebook, source).filter(one => one.gone !== undefined)

const entriesWithPassage = ({ authorities }: Rulebook, source: string): readonly RegisteredPassage[] =>
  [...authorities.values()]
    .flatMap(one => one.registers)
    .filter(one => one.source === source)
    .flatMap(one => one.entries)
    .filter((entry): entry is RegisteredPassage => entry.passage !== undefined)

/** What is the nation’s stands in every authority, and counts once. */
const distinct = <T>(authorities: readonly Authority[], of: (authority: Authority) => Iterable<T>): readonly T[] => [
  ...new Set(authorities.flatMap(one => [...of(one)])),
]
