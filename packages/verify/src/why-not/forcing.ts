import { type Problem, type Search, within } from './problem.ts'
import type { Smallest } from './result.ts'
import { answers } from './start.ts'
import { atMostHold, gives, isKnown } from './terms.ts'

/** Names of given facts, and whether it is proved that fewer are not enough. */
export interface Forced {
  readonly facts: readonly string[]
  readonly smallest: Smallest
}

/** Finds the fewest of the given facts that give the present answer with nothing else known; `answer` is determined. */
export const findSmallestForcing = (search: Search, answer: string): Promise<Forced> =>
  within(
    search,
    () => 'may-be-unknown',
    async problem => {
      problem.session.add(await gives(problem, answer))
      const known = [...problem.start.given.keys()].map(name => isKnown(problem, name))
      let facts = dropNeedlessFacts(problem, answer, [...problem.start.given.keys()])
      while (facts.length > 0) {
        const found = await problem.find([atMostHold(facts.length - 1, known)])
        if (found.kind === 'undecided') return { facts, smallest: 'undecided' }
        if (found.kind === 'none') break
        facts = dropNeedlessFacts(problem, answer, Object.keys(found.facts))
      }
      return {
        facts: facts.toSorted((a, b) => vocabularyPlace(problem, a) - vocabularyPlace(problem, b)),
        smallest: 'proved',
      }
    },
  )

/** Drops every fact without which the answer stays; what is left is replayed. */
const dropNeedlessFacts = ({ start }: Problem, answer: string, names: readonly string[]): readonly string[] => {
  const stays = (left: readonly string[]): boolean =>
    answers(start, Object.fromEntries(left.map(name => [name, start.given.get(name)!])), answer)
  if (!stays(names)) throw new Error('why-not: what the solver found does not force the answer when it is replayed')
  return names.reduce<readonly string[]>((left, name) => {
    const fewer = left.filter(one => one !== name)
    return stays(fewer) ? fewer : left
  }, names)
}

/** The place of a fact in the vocabulary. */
export const vocabularyPlace = ({ start }: Search, name: string): number =>
  start.rules.rulebook.factsByName.get(name)!.index
