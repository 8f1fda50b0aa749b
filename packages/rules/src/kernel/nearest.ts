import { distance } from 'fastest-levenshtein'
import type { Issue } from './issue.ts'
import { limits } from './limits.ts'

/**
 * The word of `known` nearest to `word`, or undefined when none is near enough to be what was meant. If none is near as a whole,
 * the only one that has the word as a part: “parent” is near to “parent-or-carer”.
 */
export const nearest = (word: string, known: Iterable<string>): string | undefined => {
  if (word.length > 200) return undefined
  const candidates = [...known].sort()
  return nearestWhole(plain(word), candidates) ?? onlyWithPart(plain(word), candidates)
}

const nearestWhole = (wanted: string, candidates: readonly string[]): string | undefined => {
  let best: string | undefined
  let bestSlips: number = limits.suggestionDistance + 1
  for (const candidate of candidates) {
    const found = plain(candidate)
    const slips = slipsBetween(wanted, found)
    const isNear = slips <= Math.ceil(Math.max(wanted.length, found.length) / 3)
    if (isNear && slips < bestSlips) [best, bestSlips] = [candidate, slips]
  }
  return best
}

const shortestPart = 4

/** The parts of a word as this-one or thisOne, of which some say little. */
const partsOf = (word: string): readonly string[] =>
  word
    .split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/)
    .map(plain)
    .filter(part => part.length >= shortestPart)

const onlyWithPart = (wanted: string, candidates: readonly string[]): string | undefined => {
  if (wanted.length < shortestPart) return undefined
  const singular = wanted.replace(/s$/, '')
  const found = candidates.filter(candidate => partsOf(candidate).some(part => part.replace(/s$/, '') === singular))
  return found.length === 1 ? found[0] : undefined
}

/** Case and punctuation are the commonest slips, so they cost nothing. */
const plain = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** Letters that changed places are one slip. */
const slipsBetween = (a: string, b: string): number =>
  a !== b && a.length === b.length && [...a].sort().join('') === [...b].sort().join('') ? 1 : distance(a, b)

/** The sentence that ends a message: “ Did you mean “luton”?” Empty without a suggestion. */
export const didYouMean = (suggestion: string | undefined): string =>
  suggestion === undefined ? '' : ` Did you mean “${suggestion}”?`

/** An issue with the nearest right word, if there is one: at the end of the message, and as a member. */
export const withSuggestion = (issue: Issue, suggestion: string | undefined): Issue =>
  suggestion === undefined ? issue : { ...issue, message: `${issue.message}${didYouMean(suggestion)}`, suggestion }

/** The member that an issue has for a suggestion, if there is one, whose message says it in another way. */
export const suggestionMember = (suggestion: string | undefined): Pick<Issue, 'suggestion'> =>
  suggestion === undefined ? {} : { suggestion }
