import { distance } from 'fastest-levenshtein'
import { limits } from './limits.ts'

/** The word of `known` nearest to `word`, or undefined when none is near enough to be what was meant. */
export const nearest = (word: string, known: Iterable<string>): string | undefined => {
  if (word.length > 200) return undefined
  const wanted = plain(word)
  let best: string | undefined
  let bestSlips: number = limits.suggestionDistance + 1
  for (const candidate of [...known].sort()) {
    const found = plain(candidate)
    const slips = slipsBetween(wanted, found)
    const isNear = slips <= Math.ceil(Math.max(wanted.length, found.length) / 3)
    if (isNear && slips < bestSlips) [best, bestSlips] = [candidate, slips]
  }
  return best
}

/** Case and punctuation are the commonest slips, so they cost nothing. */
const plain = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** Letters that changed places are one slip. */
const slipsBetween = (a: string, b: string): number =>
  a !== b && a.length === b.length && [...a].sort().join('') === [...b].sort().join('') ? 1 : distance(a, b)

export const didYouMean = (suggestion: string | undefined): string =>
  suggestion === undefined ? '' : ` Did you mean “${suggestion}”?`
