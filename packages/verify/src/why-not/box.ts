import type { Scalar, VocabularyFact } from '@virtual-school/rules'
import { and, type Term } from '../smt/terms.ts'
import { type Candidates, candidatesOf, isOrdered } from './candidates.ts'
import { nearestOf } from './nearest.ts'
import type { Problem, Search } from './problem.ts'
import { vocabularyFact } from './start.ts'
import { isOtherwise, type Steps, works } from './steps.ts'
import { isOneOf } from './terms.ts'

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
type Sets = Candidates

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

/** That each of these facts is otherwise, words and yes or no as the box has them. Days and numbers are shown where they are nearest. */
export const isWithin = (problem: Problem, box: Box): Term =>
  and(
    ...[...box].map(([fact, { to, orElse, range }]) =>
      and(isOtherwise(problem, fact), range === null ? isOneOf(problem, fact, [to, ...orElse]) : 'true'),
    ),
  )
