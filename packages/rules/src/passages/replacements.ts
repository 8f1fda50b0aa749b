import type { Passage } from '../language/citation.ts'
import { type Searched, wordsAt } from './places.ts'
import { findPassages, splitWords } from './words.ts'

/** What words of which only the fingerprint is known were, if one of some earlier copies has them. */
export const findEarlierWords = (
  passages: readonly Passage[],
  earlier: readonly string[],
): ((passage: Passage) => string | null) => {
  const known = new Map<string, string>()
  for (const copy of earlier) {
    const { text, words, starts, ...rest } = splitWords(copy)
    const unknown = passages.filter(one => !known.has(one.sha256))
    for (const [sha256, [from]] of findPassages({ text, words, starts, ...rest }, unknown)) {
      const last = from === undefined ? undefined : from + unknown.find(one => one.sha256 === sha256)!.words - 1
      if (last !== undefined) known.set(sha256, text.slice(starts[from!]!, starts[last]! + words[last]!.length))
    }
  }
  return ({ sha256 }) => known.get(sha256) ?? null
}

interface Candidate {
  readonly from: number
  readonly to: number
}

/** Words that are this much the same are the old ones, changed; so are those of which no more is known than that they begin so in that place. */
const leastSimilarity = 0.5

/**
 * For each entry whose words are gone the new words that seem to have taken their place, each at most once: those most like it,
 * or those to which its locator leads. Null if there are none.
 */
export const chooseReplacements = <T extends Candidate>(
  document: Searched,
  lost: readonly { readonly locator: string; readonly was: string | null }[],
  added: readonly T[],
): readonly (T | null)[] => {
  const chosen: (T | null)[] = lost.map(() => null)
  const pairs = lost.flatMap(({ locator, was }, i) => {
    const place = wordsAt(document, locator)
    const old = was === null ? [] : splitWords(was).words
    return added.map(one => {
      const isInPlace = place !== undefined && one.from < place[1] && one.to > place[0]
      const words = document.words.words.slice(one.from, one.to)
      return { i, one, score: Math.max(similarity(old, words), isInPlace ? leastSimilarity : 0) }
    })
  })
  const used = new Set<T>()
  for (const { i, one, score } of pairs.sort((a, b) => b.score - a.score)) {
    if (score < leastSimilarity || chosen[i] !== null || used.has(one)) continue
    chosen[i] = one
    used.add(one)
  }
  return chosen
}

/** How many of the words of two texts are the same, of all that they have: from 0 to 1. */
const similarity = (a: readonly string[], b: readonly string[]): number => {
  const left = new Map<string, number>()
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of b) {
    const count = left.get(word) ?? 0
    if (count > 0) shared += 1
    left.set(word, count - 1)
  }
  return a.length + b.length === 0 ? 0 : (2 * shared) / (a.length + b.length)
}
