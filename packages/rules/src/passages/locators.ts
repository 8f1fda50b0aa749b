import type { Sentence } from './sentences.ts'
import { splitWords } from './words.ts'

/** Sentences of a document that can be found by what a locator says. */
export interface SentenceIndex {
  readonly sentences: readonly Sentence[]
  readonly keys: ReadonlyMap<Sentence, Keys>
}

/** What a sentence, its heading and its stem begin with, as words with a space between. */
interface Keys {
  readonly words: string
  readonly under: string
  readonly after: string
}

const keyOf = (text: string): string => splitWords(text).words.join(' ')

/** Makes the sentences of one document ready to be found. */
export const indexSentences = (sentences: readonly Sentence[]): SentenceIndex => ({
  sentences,
  keys: new Map(
    sentences.map(one => [
      one,
      { words: keyOf(one.text), under: keyOf(one.under ?? ''), after: keyOf(one.after ?? '') },
    ]),
  ),
})

/** What a locator says, as far as it can be read. */
interface Place {
  readonly under: string | undefined
  readonly after: string | undefined
  /** If there are none of this kind that fit, others do. */
  readonly kind: Sentence['kind']
  readonly begins: string
  /** Which of those that begin so, from 0. */
  readonly time: number
  /** So many sentences further on. */
  readonly further: number
}

const quoted = '[“"]([^”"]*)[”"]'
const form = new RegExp(
  `^(?:[uU]nder ${quoted}, )?(?:after ${quoted}, )?(?:(\\w+) sentence of the )?(?:(\\w+) )?(title|heading|(?:sentence|item) beginning) ${quoted}(?:, (\\w+) time)?(?:, .*)?$`,
  'u',
)

const readPlace = (locator: string): Place | undefined => {
  const [whole, under, after, further = 'first', times, kind = '', begins = '', time = times ?? 'first'] =
    form.exec(locator) ?? []
  const [count, ahead] = [countOf(time), countOf(further)]
  if (whole === undefined || count < 0 || ahead < 0) return undefined
  return {
    under: under === undefined ? undefined : keyOf(under),
    after: after === undefined ? undefined : keyOf(after),
    kind: kind.startsWith('item') ? 'item' : kind.startsWith('sentence') ? 'sentence' : 'heading',
    begins: keyOf(begins),
    time: count,
    further: ahead,
  }
}

/** Where a locator leads: a sentence, a line, nowhere; or it is in a form of somebody’s own, of which nothing is known. */
export type Led = { readonly sentence: Sentence | undefined } | { readonly line: number } | 'own-form'

/** Follows a locator into a document. */
export const followLocator = (locator: string, index: SentenceIndex): Led => {
  const [, line] = /^lines? (\d+)/.exec(locator) ?? []
  if (line !== undefined) return { line: Number(line) }
  const place = readPlace(locator)
  if (place === undefined) return 'own-form'
  const first = fitting(place, index)[place.time]
  return { sentence: first && index.sentences[index.sentences.indexOf(first) + place.further] }
}

/** Words that were cut in the middle of one are as long as this. */
const longestWordCharacters = 400

const startsWith = (words: string, key: string): boolean =>
  key === words || words.startsWith(`${key} `) || (key.length >= longestWordCharacters && words.startsWith(key))

const fitting = ({ under, after, kind, begins }: Place, { sentences, keys }: SentenceIndex): readonly Sentence[] => {
  const found = sentences.filter(one => {
    const key = keys.get(one)!
    return (
      startsWith(key.words, begins) &&
      (under === undefined || startsWith(key.under, under)) &&
      (after === undefined || startsWith(key.after, after))
    )
  })
  const exact = found.filter(one => one.kind === kind)
  const near = exact.length > 0 ? exact : found.filter(one => (one.kind === 'heading') === (kind === 'heading'))
  return near.length > 0 ? near : found
}

const [fewestWords, mostWords] = [4, 5]

/**
 * The place of a sentence that a reader of the text can find: under which heading, after which words if it stands in a list, and
 * how it begins, in at most five words each; in more of them or with “second time” if another begins alike.
 */
export const locatorOf = (sentence: Sentence, index: SentenceIndex): string => {
  const { kind, under, after, text } = sentence
  const before = [
    ...(under === undefined ? [] : [`under “${firstWords(under, mostWords)}”, `]),
    ...(after === undefined ? [] : [`after “${firstWords(after, mostWords)}”, `]),
  ].join('')
  let locator = ''
  let time = 0
  for (let count = fewestWords; count <= mostWords; count += 1) {
    locator = `${before}${kind === 'heading' ? kind : `${kind} beginning`} “${firstWords(text, count)}”`
    const alike = fitting(readPlace(locator)!, index)
    if (alike.length === 1) return locator
    time = alike.indexOf(sentence)
  }
  return time === 0 ? locator : `${locator}, ${ordinalOf(time)} time`
}

/** The first words of a text as people count them, in one line, without the marks around them. */
export const firstWords = (text: string, count: number): string => {
  const tokens = text
    .split(/[\s\u200B\uFEFF]+/u)
    .map(one => one.replaceAll(/^[*#`>|]+|[*#`>|]+(?=[^\p{L}\p{N}_]*$)/gu, ''))
    .filter(one => one !== '')
  // A dash that stands alone is no word.
  const wordAt = tokens.flatMap((one, i) => (/[\p{L}\p{N}_]/u.test(one) ? [i] : []))
  const said = tokens
    .slice(0, (wordAt.slice(0, count).at(-1) ?? 0) + 1)
    .join(' ')
    .replaceAll(/[“"]/g, '‘')
    .replaceAll('”', '’')
    .replace(/^[^\p{L}\p{N}_(]+/u, '')
    .replace(/[^\p{L}\p{N}_)\]]+$/u, '')
  return shortened(said)
}

const quotedCharacters = 80

/** Cut between words that have no white space between them, such as those of a web address, if it is long. */
const shortened = (said: string): string => {
  if (said.length <= quotedCharacters) return said
  const { words, starts } = splitWords(said)
  const kept = starts.findLastIndex((start, i) => start + words[i]!.length <= quotedCharacters)
  const end =
    kept < 0 ? Math.min(starts[0]! + words[0]!.length, longestWordCharacters) : starts[kept]! + words[kept]!.length
  return said.slice(0, end)
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

/** The word for a place in a row, from 0: “second” for 1, “21st” for 20. */
const ordinalOf = (place: number): string => {
  const number = place + 1
  const ending = number % 100 > 10 && number % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')
  return ordinals[place] ?? `${number}${ending}`
}

const countOf = (word: string): number => {
  const [, digits] = /^(\d{1,6})(?:st|nd|rd|th)$/.exec(word) ?? []
  return digits === undefined ? ordinals.indexOf(word) : Number(digits) - 1
}
