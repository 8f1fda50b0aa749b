import type { PlacedRegister, Rulebook } from '../compile/rulebook.ts'
import type { Passage } from '../language/citation.ts'
import type { RegisterEntry } from '../language/register.ts'
import { hasPassage, listCitations } from './cited.ts'
import { placeNotTaken, restingOn, type Stretched, stretchesWithout } from './entries.ts'
import { coveredBy, openDocument, placePassages, type Searched, type Stand, wordsAt } from './places.ts'
import { chooseReplacements, findEarlierWords } from './replacements.ts'

/** An entry of a register and what rests on it. */
export interface EntryChange {
  /** Which entry of the register it is, from 0. */
  readonly entry: number
  readonly locator: string
  /** Names of rules, and definitions, readings and facts in words. */
  readonly restedOnBy: readonly string[]
}
/** An entry whose words stand in another place. */
export interface MovedEntry extends EntryChange {
  readonly place: string
}
/** An entry whose words stand nowhere any more. */
export interface LostEntry extends EntryChange {
  /** The words, if an earlier copy is there that has them. */
  readonly was: string | null
  /** What seems to have taken their place, one of `added`; null if nothing has. */
  readonly now: AddedEntry | null
}
/** Words that no entry has, and the entry after which theirs is to be: the one in whose place they stand, or before them; −1 for the beginning. */
export interface AddedEntry extends Stretched {
  readonly after: number
}

/** A register held against a new copy of its document. */
export interface RegisterComparison {
  /** How many entries stand where they stood. */
  readonly standing: number
  readonly moved: readonly MovedEntry[]
  /** Entries that were marked as gone and whose words stand there again. */
  readonly returned: readonly MovedEntry[]
  /** Those whose words stand nowhere. */
  readonly lost: readonly LostEntry[]
  readonly added: readonly AddedEntry[]
  /** The new locator of whatever cites a place of this source; undefined if it may stay as it is. */
  readonly relocate: (locator: string, passage: Passage | undefined) => string | undefined
}

interface Placed extends Stand {
  readonly entry: number
  readonly value: RegisterEntry & { readonly passage: Passage }
}

/**
 * Holds a register against a new copy of its document. `earlier` copies, newest first, show what words that are gone were.
 * Rules loaded `whole`.
 */
export const compareRegister = (
  rulebook: Rulebook,
  { source, entries }: PlacedRegister,
  text: string,
  earlier: readonly string[] = [],
): RegisterComparison => {
  const document = openDocument(text)
  const cited = listCitations(rulebook, source).filter(hasPassage)
  const found = placeEntries(document, entries, cited)
  const { placed, back, taken } = found
  const changeOf = (one: Placed): EntryChange => ({
    entry: one.entry,
    locator: one.value.locator,
    restedOnBy: restingOn(rulebook, source, one.value),
  })
  const move = (one: Placed): MovedEntry => ({ ...changeOf(one), place: placeNotTaken(document, one.from!, taken) })
  const moved = placed.filter(one => one.from !== undefined && !one.isThere).map(move)
  const returned = back.map(move)
  const fresh = stretchesWithout(document, found.covered, taken)
  const gone = placed.filter(one => one.from === undefined)
  const wordsOf = findEarlierWords(
    gone.map(one => one.value.passage),
    [...earlier, text],
  )
  const lost = gone.map(one => ({ ...changeOf(one), was: wordsOf(one.value.passage) }))
  const replacing = chooseReplacements(document, lost, fresh)
  const added = fresh.map(one => ({
    ...one,
    after: lost[replacing.indexOf(one)]?.entry ?? entryBefore([...placed, ...back], one.from),
  }))
  const nowOf = (one: Stretched | null): AddedEntry | null => (one === null ? null : added[fresh.indexOf(one)]!)
  return {
    standing: entries.filter(one => one.gone === undefined).length - moved.length - gone.length,
    moved,
    returned,
    lost: lost.map((one, i) => ({ ...one, now: nowOf(replacing[i]!) })),
    added,
    relocate: relocator(document, [...moved, ...returned], found.standOf, cited),
  }
}

/** Where the words of the entries stand, those that are back from being gone apart, and the locators that are not free. */
const placeEntries = (
  document: Searched,
  entries: readonly RegisterEntry[],
  cited: readonly { readonly locator: string; readonly passage: Passage }[],
) => {
  const standing = withPassage(entries).filter(one => one.value.gone === undefined)
  const standOf = placePassages(document, [
    ...standing.map(({ value }) => ({ ...value, isEntry: true })),
    ...cited.map(one => ({ ...one, isEntry: false })),
  ])
  const placed = withoutGrown(
    document,
    standing.map(one => ({ ...one, ...standOf(one.value) })),
  )
  const back = findReturned(document, entries, placed)
  const covered = coverOf(document, entries, [...placed, ...back])
  const isAstray = new Set(placed.filter(one => !one.isThere).map(one => one.entry))
  const kept = entries.filter((one, i) => one.gone === undefined && !isAstray.has(i))
  return { standOf, placed, back, covered, taken: new Set(kept.map(one => one.locator)) }
}

const withPassage = (entries: readonly RegisterEntry[]) =>
  entries.flatMap((value, entry) =>
    value.passage === undefined ? [] : [{ entry, value: value as RegisterEntry & { readonly passage: Passage } }],
  )

/**
 * Of a sentence of which nothing but one entry says something, and not of all its words, that entry’s words are there and are not
 * the sentence any more: it has grown, and so the entry is taken to stand nowhere.
 */
const withoutGrown = (document: Searched, placed: readonly Placed[]): readonly Placed[] => {
  const owners = new Int32Array(document.words.words.length).fill(-1)
  for (const { entry, from, value } of placed)
    if (from !== undefined) owners.fill(entry, from, from + value.passage.words)
  const grown = document.index.sentences.flatMap(({ from, to }) => {
    const [first, second, third] = new Set(owners.subarray(from, to))
    return third === undefined && [first, second].includes(-1) ? [first, second] : []
  })
  return placed.map(one => (grown.includes(one.entry) ? { ...one, from: undefined, isThere: false } : one))
}

/** Entries marked as gone whose words stand, all of them, where no other entry has any. */
const findReturned = (
  document: Searched,
  entries: readonly RegisterEntry[],
  placed: readonly Placed[],
): readonly Placed[] => {
  const gone = withPassage(entries).filter(one => one.value.gone !== undefined)
  const covered = coverOf(document, entries, placed)
  const standOf = placePassages(
    document,
    gone.map(({ value }) => ({ ...value, isEntry: true })),
  )
  return gone
    .map(one => ({ ...one, ...standOf(one.value) }))
    .filter(({ from, value }) => {
      if (from === undefined || covered.subarray(from, from + value.passage.words).includes(1)) return false
      covered.fill(1, from, from + value.passage.words)
      return true
    })
}

/** The words of which some entry says something: by their fingerprint, or by their place alone. */
const coverOf = (document: Searched, entries: readonly RegisterEntry[], placed: readonly Placed[]): Uint8Array => {
  const covered = coveredBy(
    document,
    placed.map(({ from, value }) => ({ from, passage: value.passage })),
  )
  for (const { locator, passage, gone } of entries) {
    const place = passage === undefined && gone === undefined ? wordsAt(document, locator) : undefined
    if (place !== undefined) covered.fill(1, ...place)
  }
  return covered
}

const entryBefore = (placed: readonly Placed[], word: number): number => {
  const before = placed.filter(one => one.from !== undefined && one.from < word)
  return (
    before.reduce<Placed | undefined>(
      (last, one) => (last === undefined || last.from! <= one.from! ? one : last),
      undefined,
    )?.entry ?? -1
  )
}

/** What cites an entry’s place goes with the entry; what cites words of its own goes where these stand. */
const relocator = (
  document: Searched,
  moved: readonly MovedEntry[],
  standOf: ReturnType<typeof placePassages>,
  cited: readonly { readonly locator: string; readonly passage: Passage }[],
): RegisterComparison['relocate'] => {
  const places = new Map(moved.map(one => [one.locator, one.place]))
  const isCited = new Set(cited.map(one => `${one.passage.sha256} ${one.locator}`))
  return (locator, passage) => {
    if (passage === undefined || !isCited.has(`${passage.sha256} ${locator}`)) return places.get(locator)
    const { from, isThere } = standOf({ locator, passage })
    if (from === undefined || isThere) return undefined
    const place = places.get(locator)
    const [first, end] = (place === undefined ? undefined : wordsAt(document, place)) ?? [0, 0]
    return place !== undefined && first <= from && from < end ? place : placeNotTaken(document, from, new Set())
  }
}
