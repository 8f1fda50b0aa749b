import { type Problem, type Search, within } from './problem.ts'
import type { Smallest } from './result.ts'
import { answers } from './start.ts'
import { atMostOf, gives, isKnown } from './terms.ts'

/** Names of given facts, and whether it is shown that fewer do not do. */
export interface Forced {
  readonly facts: readonly string[]
  readonly smallest: Smallest
}

/** The fewest of the given facts that alone, with nothing else known, give the present answer; `answer` is determined. */
export const smallestForcing = (search: Search, answer: string): Promise<Forced> =>
  within(
    search,
    () => 'may-be-unknown',
    async problem => {
      problem.session.add(await gives(problem, answer))
      const known = [...problem.start.given.keys()].map(name => isKnown(problem, name))
      let facts = withoutNeedless(problem, answer, [...problem.start.given.keys()])
      while (facts.length > 0) {
        const found = await problem.find([atMostOf(facts.length - 1, known)])
        if (found.kind === 'undecided') return { facts, smallest: 'undecided' }
        if (found.kind === 'none') break
        facts = withoutNeedless(problem, answer, Object.keys(found.facts))
      }
      return { facts: facts.toSorted((a, b) => placeOf(problem, a) - placeOf(problem, b)), smallest: 'proved' }
    },
  )

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

export const placeOf = ({ start }: Search, name: string): number => start.rules.rulebook.factsByName.get(name)!.index
