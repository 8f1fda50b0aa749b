import { distance } from 'fastest-levenshtein'
import { limits } from './limits.ts'

/** The word of `known` nearest to `word`, or undefined when none is near enough to be what was meant. */
export const nearest = (word: string, known: Iterable<string>): string | undefined => {
  if (word.length > 200) return undefined
  const wanted = plain(word)
  let best: string | undefined
  let bestDistance = Math.min(limits.suggestionDistance, Math.ceil(wanted.length / 2)) + 1
  for (const candidate of [...known].sort()) {
    const far = distance(wanted, plain(candidate))
    if (far < bestDistance) [best, bestDistance] = [candidate, far]
  }
  return best
}

/** Case and punctuation are the commonest slips, so they cost nothing. */
const plain = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

export const didYouMean = (suggestion: string | undefined): string =>
  suggestion === undefined ? '' : ` Did you mean “${suggestion}”?`
