import type { Scalar, VocabularyFact } from '@virtual-school/rules'
import { daysThatMatter } from './boundaries.ts'
import type { Search } from './problem.ts'
import { answers, vocabularyFact } from './start.ts'
import { type Steps, withSteps } from './steps.ts'

/** What a fact may become: the nearest value that does it, and all others that do as well. */
export interface Choice {
  readonly to: Scalar
  readonly orElse: readonly Scalar[]
  /** For days and numbers: the first and the last; null where nothing bounds them. */
  readonly range: { readonly from: Scalar | null; readonly to: Scalar | null } | null
}

/** Choices that may be made each without regard to the others: every combination was replayed. */
export type Box = ReadonlyMap<string, Choice>

/** The values of each fact, those of days and numbers in their order. */
type Sets = ReadonlyMap<string, readonly Scalar[]>
type Candidates = Sets

/** Replays that one box may cost; beyond them it is left as wide as it is by then, and stays true. */
const mostReplays = 4_000

/** Makes steps that give the wanted answer as near as may be to what is so now, and as wide as may be. */
export const boxAround = (search: Search, found: Steps): Box => {
  const facts = [...found.keys()].map(name => vocabularyFact(search.start, name))
  const daysCount = facts.filter(fact => fact.type === 'date').length
  const candidates = new Map(facts.map(fact => [fact.name, candidatesOf(search, fact, daysCount)]))
  const near = nearestOf(search, found, facts, candidates)
  const grow = growerFor(search, candidates)
  const sets = facts.reduce(
    (sets, fact) => grow(sets, fact),
    new Map([...near].map(([name, to]) => [name, [to]])) as Sets,
  )
  return new Map(
    facts.map(fact => [
      fact.name,
      choiceOf(fact, near.get(fact.name)!, sets.get(fact.name)!, candidates.get(fact.name)!),
    ]),
  )
}

export const isOrdered = (fact: VocabularyFact): boolean => fact.type === 'date' || fact.type === 'integer'

/** Values of which each stands for all those between it and the next; never the present one. */
const candidatesOf = ({ start }: Search, fact: VocabularyFact, around: number): readonly Scalar[] => {
  const { rules, request, decision, given } = start
  switch (fact.type) {
    case 'boolean':
      return [true, false]
    case 'enum':
      return fact.values!.map(one => one.value)
    case 'integer':
      return Array.from({ length: fact.max! - fact.min! + 1 }, (_, i) => fact.min! + i)
    case 'date':
      return daysThatMatter(rules.rulebook, request.authority, decision, [request.asOf, ...given.values()], around)
  }
}

/** Days and numbers as near as may be to what is so now: two together, more one after the other. */
const nearestOf = (search: Search, found: Steps, facts: readonly VocabularyFact[], candidates: Candidates): Steps => {
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

const works = ({ start }: Search, steps: Steps): boolean => answers(start, withSteps(start, steps), start.wanted)

export const isPast = (fact: VocabularyFact, value: Scalar, asOf: string): boolean =>
  fact.type === 'date' && value < asOf

/** Only for distances. */
const placeOf = (value: Scalar): number => (typeof value === 'number' ? value : Date.parse(String(value)) / 86_400_000)

const growerFor = (search: Search, candidates: Candidates) => {
  const { start } = search
  let replaysLeft = mostReplays
  const allHold = (sets: Sets): boolean => {
    const combinations = productOf(sets)
    replaysLeft -= combinations.length
    return replaysLeft > 0 && combinations.every(steps => works(search, steps))
  }
  return (sets: Sets, fact: VocabularyFact): Sets => {
    const others = candidates.get(fact.name)!.filter(value => value !== start.given.get(fact.name))
    const fits = (value: Scalar): boolean => allHold(new Map(sets).set(fact.name, [value]))
    const [to] = sets.get(fact.name)!
    if (!isOrdered(fact))
      return new Map(sets).set(
        fact.name,
        others.filter(value => value === to || fits(value)),
      )
    const above = runOf(
      others.filter(value => value > to!),
      fits,
    )
    const below = runOf(others.filter(value => value < to!).reverse(), fits)
    return new Map(sets).set(fact.name, [...below.reverse(), to!, ...above])
  }
}

const runOf = (values: readonly Scalar[], works: (value: Scalar) => boolean): Scalar[] => {
  const end = values.findIndex(value => !works(value))
  return values.slice(0, end < 0 ? values.length : end)
}

const productOf = (sets: Sets): readonly Steps[] =>
  [...sets].reduce<readonly Steps[]>(
    (made, [fact, values]) => made.flatMap(steps => values.map(value => new Map(steps).set(fact, value))),
    [new Map()],
  )

const choiceOf = (fact: VocabularyFact, to: Scalar, set: readonly Scalar[], all: readonly Scalar[]): Choice => {
  if (!isOrdered(fact)) return { to, orElse: set.filter(value => value !== to), range: null }
  const [first, last] = [set[0]!, set.at(-1)!]
  return { to, orElse: [], range: { from: first === all[0] ? null : first, to: last === all.at(-1) ? null : last } }
}
