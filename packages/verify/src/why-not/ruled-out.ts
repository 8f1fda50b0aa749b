import type { Scalar } from '@virtual-school/rules'
import type { Forced } from './forcing.ts'
import { type Problem, type Search, within } from './problem.ts'
import { answers } from './start.ts'
import { isKnown, isOneOf, wouldGive } from './terms.ts'

/**
 * Finds the fewest given facts, of those that nobody can change, that rule the wanted answer out whatever all else is. Each
 * case with the wanted answer differs from what is given in some facts, and one of those at least must be in the set. So the
 * smallest set that hits all such differences is tried, until the solver finds no further case. That is the proof.
 */
export const findSmallestRulingOut = (search: Search): Promise<Forced> =>
  within(
    search,
    () => 'may-be-anything',
    async problem => {
      const fixed = problem.facts.filter(fact => !fact.changeable && problem.start.given.has(fact.name))
      const names = fixed.map(fact => fact.name)
      problem.session.add(wouldGive(problem, problem.start.wanted))
      const differences: (readonly string[])[] = []
      for (;;) {
        const facts = findSmallestHitting(differences, names)
        const found = await problem.find(facts.flatMap(name => [isKnown(problem, name), isGiven(problem, name)]))
        if (found.kind === 'undecided') return { facts: names, smallest: 'undecided' }
        if (found.kind === 'none') return { facts, smallest: 'proved' }
        differences.push(findDifference(problem, names, found.facts))
      }
    },
  )

const isGiven = (problem: Problem, name: string) => isOneOf(problem, name, [problem.start.given.get(name)!])

/** The facts in which a case with the wanted answer must differ from what is given: those that need not are put back. */
const findDifference = (
  { start }: Problem,
  names: readonly string[],
  found: Readonly<Record<string, Scalar | null>>,
): readonly string[] => {
  if (!answers(start, found, start.wanted))
    throw new Error('why-not: what the solver found does not give the wanted answer when it is replayed')
  let facts = found
  for (const name of names) {
    const back = { ...facts, [name]: start.given.get(name)! }
    if (answers(start, back, start.wanted)) facts = back
  }
  const difference = names.filter(name => facts[name] !== start.given.get(name))
  if (difference.length === 0) throw new Error('why-not: what was proved to be ruled out was found after all')
  return difference
}

/** Finds the smallest set of names that has one of each of `sets`; of equally small ones the first in the order of `names`. */
const findSmallestHitting = (sets: readonly (readonly string[])[], names: readonly string[]): readonly string[] => {
  for (let size = 0; size < names.length; size += 1) {
    const found = findHitting(sets, size, [])
    if (found !== undefined) return names.filter(name => found.includes(name))
  }
  return names
}

/** One of the first set that is not yet hit must be taken. */
const findHitting = (
  sets: readonly (readonly string[])[],
  size: number,
  taken: readonly string[],
): readonly string[] | undefined => {
  const open = sets.find(set => !set.some(name => taken.includes(name)))
  if (open === undefined) return taken
  if (taken.length === size) return undefined
  for (const name of open) {
    const found = findHitting(sets, size, [...taken, name])
    if (found !== undefined) return found
  }
  return undefined
}
