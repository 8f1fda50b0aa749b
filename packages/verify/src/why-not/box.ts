import type { Scalar, VocabularyFact } from '@virtual-school/rules'
import { and, type Term } from '../smt/terms.ts'
import { type Candidates, isOrdered, listPossibleValues } from './candidates.ts'
import { findNearest } from './nearest.ts'
import type { Problem, Search } from './problem.ts'
import { vocabularyFact } from './start.ts'
import { isDifferent, type Steps, works } from './steps.ts'
import { isOneOf } from './terms.ts'

/** What a fact may become: the nearest value that will do, and all others that will. */
export interface Choice {
  readonly to: Scalar
  readonly orElse: readonly Scalar[]
  /** For days and numbers: the first and the last; null if nothing bounds them. */
  readonly range: { readonly from: Scalar | null; readonly to: Scalar | null } | null
}

/** Choices that are independent of one another: every combination was replayed. */
export type Box = ReadonlyMap<string, Choice>

/** The values of each fact, those of days and numbers in their order. */
type Sets = Candidates

/** The most replays for one box. A box that reaches it stays as wide as it is then, and is still right. */
const mostReplays = 4_000

/** Brings steps that give the wanted answer as near as possible to what is so now, and widens them as far as possible. */
export const buildBox = (search: Search, found: Steps): Box => {
  const facts = [...found.keys()].map(name => vocabularyFact(search.start, name))
  const daysCount = facts.filter(fact => fact.type === 'date').length
  const candidates = new Map(facts.map(fact => [fact.name, listPossibleValues(search, fact, daysCount)]))
  const near = findNearest(search, found, facts, candidates)
  const grow = buildGrower(search, candidates)
  const sets = facts.reduce(
    (sets, fact) => grow(sets, fact),
    new Map([...near].map(([name, to]) => [name, [to]])) as Sets,
  )
  return new Map(
    facts.map(fact => [
      fact.name,
      buildChoice(fact, near.get(fact.name)!, sets.get(fact.name)!, candidates.get(fact.name)!),
    ]),
  )
}

const buildGrower = (search: Search, candidates: Candidates) => {
  const { start } = search
  let replaysLeft = mostReplays
  const allHold = (sets: Sets): boolean => {
    const combinations = combine(sets)
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
    const above = takeWhileWorking(
      others.filter(value => value > to!),
      fits,
    )
    const below = takeWhileWorking(others.filter(value => value < to!).reverse(), fits)
    return new Map(sets).set(fact.name, [...below.reverse(), to!, ...above])
  }
}

const takeWhileWorking = (values: readonly Scalar[], works: (value: Scalar) => boolean): Scalar[] => {
  const end = values.findIndex(value => !works(value))
  return values.slice(0, end < 0 ? values.length : end)
}

const combine = (sets: Sets): readonly Steps[] =>
  [...sets].reduce<readonly Steps[]>(
    (made, [fact, values]) => made.flatMap(steps => values.map(value => new Map(steps).set(fact, value))),
    [new Map()],
  )

const buildChoice = (fact: VocabularyFact, to: Scalar, set: readonly Scalar[], all: readonly Scalar[]): Choice => {
  if (!isOrdered(fact)) return { to, orElse: set.filter(value => value !== to), range: null }
  const [first, last] = [set[0]!, set.at(-1)!]
  return { to, orElse: [], range: { from: first === all[0] ? null : first, to: last === all.at(-1) ? null : last } }
}

/** That each of these facts changes, words and yes or no as the box has them; any day or number counts, as a box shows the nearest. */
export const isWithin = (problem: Problem, box: Box): Term =>
  and(
    ...[...box].map(([fact, { to, orElse, range }]) =>
      and(isDifferent(problem, fact), range === null ? isOneOf(problem, fact, [to, ...orElse]) : 'true'),
    ),
  )
