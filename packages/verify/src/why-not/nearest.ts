import type { Scalar, VocabularyFact } from '@virtual-school/rules'
import { type Candidates, isOrdered } from './candidates.ts'
import type { Search } from './problem.ts'
import { type Steps, works } from './steps.ts'

/** Days and numbers as near as may be to what is so now: two together, more one after the other. */
export const nearestOf = (
  search: Search,
  found: Steps,
  facts: readonly VocabularyFact[],
  candidates: Candidates,
): Steps => {
  const ordered = facts.filter(isOrdered)
  if (ordered.length === 2) {
    const together = nearestPair(search, found, ordered as [VocabularyFact, VocabularyFact], candidates)
    if (together !== undefined) return together
  }
  return [...ordered, ...ordered].reduce((steps, fact) => nearest(search, steps, fact, candidates), found)
}

/** Days to come before days that are past; then the least distance from what is so now, or from the day of the decision. */
const rankIn = ({ start }: Search, fact: VocabularyFact) => {
  const { asOf } = start.request
  const now = start.given.get(fact.name) ?? (fact.type === 'date' ? asOf : fact.min!)
  return (value: Scalar): number => (isPast(fact, value, asOf) ? 1e7 : 0) + Math.abs(placeOf(value) - placeOf(now))
}

const ranked = (search: Search, fact: VocabularyFact, values: readonly Scalar[]) => {
  const rank = rankIn(search, fact)
  return values
    .filter(value => value !== search.start.given.get(fact.name))
    .map(value => ({ value, rank: rank(value) }))
    .sort((a, b) => a.rank - b.rank)
}

const nearest = (search: Search, steps: Steps, fact: VocabularyFact, candidates: Candidates): Steps => {
  const best = ranked(search, fact, [...candidates.get(fact.name)!, steps.get(fact.name)!])
    .map(({ value }) => new Map(steps).set(fact.name, value))
    .find(tried => works(search, tried))
  return best ?? steps
}

/** How many pairs of days are tried, nearest first. */
const mostPairs = 2_000

const nearestPair = (
  search: Search,
  found: Steps,
  [one, other]: readonly [VocabularyFact, VocabularyFact],
  candidates: Candidates,
): Steps | undefined => {
  const others = ranked(search, other, candidates.get(other.name)!)
  const pairs = ranked(search, one, candidates.get(one.name)!).flatMap(a =>
    others.map(b => ({ values: [a.value, b.value] as const, rank: a.rank + b.rank })),
  )
  return pairs
    .sort((a, b) => a.rank - b.rank)
    .slice(0, mostPairs)
    .map(({ values: [a, b] }) => new Map(found).set(one.name, a).set(other.name, b))
    .find(tried => works(search, tried))
}

export const isPast = (fact: VocabularyFact, value: Scalar, asOf: string): boolean =>
  fact.type === 'date' && value < asOf

/** Only for distances. */
const placeOf = (value: Scalar): number => (typeof value === 'number' ? value : Date.parse(String(value)) / 86_400_000)
