import type { Scalar, VocabularyFact } from '@virtual-school/rules'
import { type Candidates, isOrdered } from './candidates.ts'
import type { Search } from './problem.ts'
import { type Steps, works } from './steps.ts'

/** Moves days and numbers as near as possible to what is so now: two together, more one after the other. */
export const findNearest = (
  search: Search,
  found: Steps,
  facts: readonly VocabularyFact[],
  candidates: Candidates,
): Steps => {
  const ordered = facts.filter(isOrdered)
  if (ordered.length === 2) {
    const together = findNearestPair(search, found, ordered as [VocabularyFact, VocabularyFact], candidates)
    if (together !== undefined) return together
  }
  return [...ordered, ...ordered].reduce((steps, fact) => moveNearest(search, steps, fact, candidates), found)
}

/** Ranks days to come before days that are past; then by the distance from what is so now, or from the day of the decision. */
const buildRank = ({ start }: Search, fact: VocabularyFact) => {
  const { asOf } = start.request
  const now = start.given.get(fact.name) ?? (fact.type === 'date' ? asOf : fact.min!)
  return (value: Scalar): number => (isPastDay(fact, value, asOf) ? 1e7 : 0) + Math.abs(toNumber(value) - toNumber(now))
}

const sortByRank = (search: Search, fact: VocabularyFact, values: readonly Scalar[]) => {
  const rank = buildRank(search, fact)
  return values
    .filter(value => value !== search.start.given.get(fact.name))
    .map(value => ({ value, rank: rank(value) }))
    .sort((a, b) => a.rank - b.rank)
}

const moveNearest = (search: Search, steps: Steps, fact: VocabularyFact, candidates: Candidates): Steps => {
  const best = sortByRank(search, fact, [...candidates.get(fact.name)!, steps.get(fact.name)!])
    .map(({ value }) => new Map(steps).set(fact.name, value))
    .find(tried => works(search, tried))
  return best ?? steps
}

/** The most pairs of days that are tried, nearest first. */
const mostPairs = 2_000

const findNearestPair = (
  search: Search,
  found: Steps,
  [one, other]: readonly [VocabularyFact, VocabularyFact],
  candidates: Candidates,
): Steps | undefined => {
  const others = sortByRank(search, other, candidates.get(other.name)!)
  const pairs = sortByRank(search, one, candidates.get(one.name)!).flatMap(a =>
    others.map(b => ({ values: [a.value, b.value] as const, rank: a.rank + b.rank })),
  )
  return pairs
    .sort((a, b) => a.rank - b.rank)
    .slice(0, mostPairs)
    .map(({ values: [a, b] }) => new Map(found).set(one.name, a).set(other.name, b))
    .find(tried => works(search, tried))
}

/** Whether a value is a day before the day of the decision. */
export const isPastDay = (fact: VocabularyFact, value: Scalar, asOf: string): boolean =>
  fact.type === 'date' && value < asOf

/** A value as a number, for distances. */
const toNumber = (value: Scalar): number => (typeof value === 'number' ? value : Date.parse(String(value)) / 86_400_000)
