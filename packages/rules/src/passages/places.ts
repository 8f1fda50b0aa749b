import type { Passage } from '../language/citation.ts'
import { followLocator, indexSentences, type Led, locatorOf, type SentenceIndex } from './locators.ts'
import { type Sentence, splitSentences } from './sentences.ts'
import { findPassages, splitWords, type Words } from './words.ts'

/** A document ready to be searched. */
export interface Searched {
  readonly words: Words
  readonly index: SentenceIndex
}

/** Reads a document for searching. */
export const openDocument = (text: string): Searched => {
  const words = splitWords(text)
  return { words, index: indexSentences(splitSentences(words)) }
}

/** Where the words of a passage stand, and whether that is where its locator leads. */
export interface Stand {
  /** Their first word; undefined if they stand nowhere. */
  readonly from: number | undefined
  readonly isThere: boolean
}

/** What is looked for: some words, and where they should be. Each entry of a register has words of its own. */
export interface Wanted {
  readonly locator: string
  readonly passage: Passage
  readonly isEntry: boolean
}

const keyOf = ({ locator, passage }: Omit<Wanted, 'isEntry'>): string => `${passage.sha256} ${locator}`

/** So many words that stand inside a sentence are hardly there by chance. */
const fewestInsideCount = 4

/**
 * Finds passages. Each entry of a register has words of its own: those where its locator leads come first, and whole sentences
 * before words inside of one, which may stand there by chance. Who cites what is in no entry finds it wherever it is.
 */
export const placePassages = (
  { words, index }: Searched,
  wanted: readonly Wanted[],
): ((one: Omit<Wanted, 'isEntry'>) => Stand) => {
  const starts = findPassages(
    words,
    wanted.map(one => one.passage),
  )
  const bounds = new Set(index.sentences.flatMap(one => [one.from, one.to]))
  const isWhole = ({ passage }: Wanted, from: number): boolean => bounds.has(from) && bounds.has(from + passage.words)
  const leads = new Map(wanted.map(one => [one.locator, followLocator(one.locator, index)]))
  const isThere = ({ locator }: Omit<Wanted, 'isEntry'>, from: number): boolean =>
    isAt(leads.get(locator)!, from, words)
  const isLoose = ({ locator, passage }: Wanted): boolean =>
    passage.words >= fewestInsideCount || !('sentence' in Object(leads.get(locator)))
  const stands = new Map<string, Stand>()
  const placed = new Map<string, number>()
  const claimed = new Uint8Array(words.words.length)
  const entries = distinct(wanted.filter(one => one.isEntry)).sort((a, b) => b.passage.words - a.passage.words)
  const phases: readonly ((one: Wanted, from: number) => boolean)[] = [
    (one, from) => isThere(one, from) && isWhole(one, from),
    isWhole,
    isThere,
    isLoose,
  ]
  for (const isMeant of phases)
    for (const one of entries) {
      if (stands.has(keyOf(one))) continue
      const { sha256, words: count } = one.passage
      const isFree = (from: number): boolean => !claimed.subarray(from, from + count).includes(1)
      const from = starts.get(sha256)!.find(start => isMeant(one, start) && isFree(start))
      if (from === undefined) continue
      claimed.fill(1, from, from + count)
      stands.set(keyOf(one), { from, isThere: isThere(one, from) })
      if (!placed.has(sha256)) placed.set(sha256, from)
    }
  const isEntry = new Set(entries.map(keyOf))
  return one => {
    if (isEntry.has(keyOf(one))) return stands.get(keyOf(one)) ?? { from: undefined, isThere: false }
    const found = starts.get(one.passage.sha256)!
    const from = found.find(start => isThere(one, start)) ?? placed.get(one.passage.sha256) ?? found[0]
    return { from, isThere: from !== undefined && isThere(one, from) }
  }
}

const distinct = (wanted: readonly Wanted[]): Wanted[] => [...new Map(wanted.map(one => [keyOf(one), one])).values()]

/** Whether a locator leads to a word; one in a form of somebody’s own is never said to be wrong. */
const isAt = (led: Led, from: number, { lines }: Words): boolean => {
  if (led === 'own-form') return true
  if ('line' in led) return lines[from] === led.line
  return led.sentence !== undefined && led.sentence.from <= from && from < led.sentence.to
}

/** The sentence that has a word. */
export const sentenceAt = ({ index: { sentences } }: Searched, word: number): Sentence =>
  sentences[sentences.findLastIndex(one => one.from <= word)]!

/** Where a word stands, as a reader finds it. */
export const placeOfWord = (document: Searched, word: number): string =>
  locatorOf(sentenceAt(document, word), document.index)

/** The words that a locator leads to: the first, and the one after the last; undefined if it leads nowhere. */
export const wordsAt = (
  { words: { lines }, index }: Searched,
  locator: string,
): readonly [number, number] | undefined => {
  const led = followLocator(locator, index)
  if (led === 'own-form') return undefined
  if ('sentence' in led) return led.sentence && [led.sentence.from, led.sentence.to]
  const from = lines.indexOf(led.line)
  return from < 0 ? undefined : [from, lines.lastIndexOf(led.line) + 1]
}

/** Which words of a document some passages cover, a 1 a word. */
export const coveredBy = (
  { words: { words } }: Searched,
  stands: readonly { readonly from: number | undefined; readonly passage: Passage }[],
): Uint8Array => {
  const covered = new Uint8Array(words.length)
  for (const { passage, from } of stands) if (from !== undefined) covered.fill(1, from, from + passage.words)
  return covered
}
