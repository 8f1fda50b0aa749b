import { implies, type Term } from '../smt/terms.ts'
import { atMostOf, gives, isKnown, isOneOf, type Problem } from './problem.ts'
import type { Smallest } from './result.ts'
import { answers } from './start.ts'

/** Names of given facts, and whether it is shown that fewer do not do. */
export interface Forced {
  readonly facts: readonly string[]
  readonly smallest: Smallest
}

/** The fewest of the given facts that alone, with nothing else known, give the present answer; `answer` is determined. */
export const smallestForcing = (problem: Problem, answer: string): Promise<Forced> =>
  problem.session.within(async () => {
    problem.session.add(gives(problem, answer))
    for (const { name } of problem.facts) problem.session.add(knownOnlyAsGiven(problem, name))
    const known = [...problem.start.given.keys()].map(name => isKnown(problem, name))
    let facts = withoutNeedless(problem, answer, [...problem.start.given.keys()])
    while (facts.length > 0) {
      const found = await problem.find([atMostOf(facts.length - 1, known)])
      if (found.kind === 'undecided') return { facts, smallest: 'undecided' }
      if (found.kind === 'none') break
      facts = withoutNeedless(problem, answer, Object.keys(found.facts))
    }
    return { facts: facts.toSorted((a, b) => placeOf(problem, a) - placeOf(problem, b)), smallest: 'proved' }
  })

const knownOnlyAsGiven = (problem: Problem, name: string): Term => {
  const value = problem.start.given.get(name)
  const isAsGiven = value === undefined ? 'false' : isOneOf(problem, name, [value])
  return implies(isKnown(problem, name), isAsGiven)
}

/** Leaves out every fact without which the answer stays; what is left is replayed. */
const withoutNeedless = ({ start }: Problem, answer: string, names: readonly string[]): readonly string[] => {
  const stays = (left: readonly string[]): boolean =>
    answers(start, Object.fromEntries(left.map(name => [name, start.given.get(name)!])), answer)
  if (!stays(names)) throw new Error('why-not: what the solver found does not force the answer when it is replayed')
  return names.reduce<readonly string[]>((left, name) => {
    const fewer = left.filter(one => one !== name)
    return stays(fewer) ? fewer : left
  }, names)
}

export const placeOf = ({ start }: Problem, name: string): number => start.rules.rulebook.factsByName.get(name)!.index
