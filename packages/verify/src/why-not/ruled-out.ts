import type { Scalar } from '@virtual-school/rules'
import type { Forced } from './forcing.ts'
import { smallestHitting } from './hitting.ts'
import { type Problem, type Search, within } from './problem.ts'
import { answers } from './start.ts'
import { isKnown, isOneOf, wouldGive } from './terms.ts'

/**
 * The fewest given facts, of those that nobody can change, with which the wanted answer cannot be had whatever everything else
 * is. Each case that has it differs from what is given in some facts, one of which at least must be among those sought: so the
 * smallest set that meets all such differences is put to the solver, until it finds no case more. That is the proof.
 */
export const smallestRulingOut = (search: Search): Promise<Forced> =>
  within(
    search,
    () => 'may-be-anything',
    async problem => {
      const fixed = problem.facts.filter(fact => !fact.changeable && problem.start.given.has(fact.name))
      const names = fixed.map(fact => fact.name)
      problem.session.add(wouldGive(problem, problem.start.wanted))
      const differences: (readonly string[])[] = []
      for (;;) {
        const facts = smallestHitting(differences, names)
        const found = await problem.find(facts.flatMap(name => [isKnown(problem, name), isGiven(problem, name)]))
        if (found.kind === 'undecided') return { facts: names, smallest: 'undecided' }
        if (found.kind === 'none') return { facts, smallest: 'proved' }
        differences.push(differenceOf(problem, names, found.facts))
      }
    },
  )

const isGiven = (problem: Problem, name: string) => isOneOf(problem, name, [problem.start.given.get(name)!])

/** In which facts a case with the wanted answer differs from what is given, and must: those that need not are put back. */
const differenceOf = (
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
