import { sha256Hex } from '#sha256'
import type { Passage } from '../language/citation.ts'

/** The words of a document, in lower case, each with its line from 1 and where it stands in the text. */
export interface Words {
  readonly text: string
  readonly words: readonly string[]
  readonly lines: readonly number[]
  readonly starts: readonly number[]
}

/** Punctuation and white space only part words: “child’s” is two. */
export const splitWords = (text: string): Words => {
  const [words, lines, starts]: [string[], number[], number[]] = [[], [], []]
  let line = 1
  for (const { 0: found, index } of text.matchAll(/[\p{L}\p{N}_]+|\n/gu)) {
    if (found === '\n') line += 1
    else {
      words.push(found.toLowerCase())
      lines.push(line)
      starts.push(index)
    }
  }
  return { text, words, lines, starts }
}

/** The fingerprint of words: how many, and the SHA-256 of them with a space between each two. */
export const computeFingerprint = (words: readonly string[]): Passage => ({
  words: words.length,
  sha256: sha256Hex(words.join(' ')),
})

/** At which words of the document each of some passages begins, by its digest; a passage may stand in several places or in none. */
export const findPassages = (
  { words }: Words,
  passages: readonly Passage[],
): ReadonlyMap<string, readonly number[]> => {
  const found = new Map<string, number[]>(passages.map(one => [one.sha256, []]))
  for (const length of new Set(passages.map(one => one.words)))
    for (let from = 0; from + length <= words.length; from += 1)
      found.get(computeFingerprint(words.slice(from, from + length)).sha256)?.push(from)
  return found
}
