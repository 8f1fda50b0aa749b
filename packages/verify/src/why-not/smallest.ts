import type { VocabularyFact } from '@virtual-school/rules'
import { notTerm, type Term } from '../smt/terms.ts'
import { type Box, buildBox, isWithin } from './box.ts'
import { type Leeway, type Problem, type Search, within } from './problem.ts'
import type { Smallest } from './result.ts'
import { answers } from './start.ts'
import { dropNeedlessSteps, type Freedom, isDifferent, listSteps, type Steps, withSteps } from './steps.ts'
import { atMostHold, gives } from './terms.ts'

/** The smallest steps that give the wanted answer, if there are any. */
export type Ways =
  | {
      readonly kind: 'found'
      readonly boxes: readonly Box[]
      readonly smallest: Smallest
      readonly complete: 'yes' | 'no' | 'undecided'
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'undecided' }

/** How many facts are to be found out, and how many changed. */
interface Size {
  readonly learnings: number
  readonly changes: number
}

/**
 * Finds the fewest facts to find out, and with those the fewest to change, that give the wanted answer. It asks the solver for
 * fewer than it found, until there are none: that is the proof.
 */
export const findSmallestSteps = (search: Search, freedom: Freedom, most: number): Promise<Ways> =>
  within(search, leewayIn(freedom), async problem => {
    problem.session.add(await gives(problem, problem.start.wanted))
    const first = await findSteps(problem, freedom, [])
    if (first.kind !== 'found') return first
    const least = await shrinkSize(problem, freedom, first.steps)
    if (least.smallest === 'undecided')
      return { kind: 'found', boxes: [buildBox(problem, least.steps)], smallest: 'undecided', complete: 'undecided' }
    return { kind: 'found', smallest: 'proved', ...(await findAllOfSize(problem, freedom, least.steps, most)) }
  })

const leewayIn =
  ({ changeable, learnable }: Freedom) =>
  ({ name }: VocabularyFact): Leeway =>
    changeable.includes(name) || learnable.includes(name) ? 'may-change' : 'fixed'

type FoundSteps =
  | { readonly kind: 'found'; readonly steps: Steps }
  | { readonly kind: 'none' }
  | { readonly kind: 'undecided' }

const findSteps = async (
  problem: Problem,
  { learnable, changeable }: Freedom,
  terms: readonly Term[],
): Promise<FoundSteps> => {
  const found = await problem.find(terms)
  if (found.kind !== 'found') return { kind: found.kind }
  const steps = listSteps(problem, found.facts)
  if (!answers(problem.start, withSteps(problem.start, steps), problem.start.wanted))
    throw new Error('why-not: what the solver found does not give the wanted answer when it is replayed')
  return { kind: 'found', steps: dropNeedlessSteps(problem.start, steps, [...learnable, ...changeable]) }
}

const measureSteps = (steps: Steps, { learnable }: Freedom): Size => {
  const learnings = [...steps.keys()].filter(fact => learnable.includes(fact)).length
  return { learnings, changes: steps.size - learnings }
}

const atMostSize = (problem: Problem, { learnable, changeable }: Freedom, { learnings, changes }: Size): Term[] => [
  atMostHold(
    learnings,
    learnable.map(fact => isDifferent(problem, fact)),
  ),
  atMostHold(
    changes,
    changeable.map(fact => isDifferent(problem, fact)),
  ),
]

/** Asks first for fewer facts to find out, with any number of changes; then for fewer changes. */
const shrinkSize = async (problem: Problem, freedom: Freedom, first: Steps) => {
  let steps = first
  for (const fewer of [fewerLearnings(freedom), fewerChanges]) {
    for (
      let size = fewer(measureSteps(steps, freedom));
      size !== undefined;
      size = fewer(measureSteps(steps, freedom))
    ) {
      const found: FoundSteps = await findSteps(problem, freedom, atMostSize(problem, freedom, size))
      if (found.kind === 'undecided') return { steps, smallest: 'undecided' as const }
      if (found.kind === 'none') break
      steps = found.steps
    }
  }
  return { steps, smallest: 'proved' as const }
}

const fewerLearnings =
  ({ changeable }: Freedom) =>
  ({ learnings }: Size): Size | undefined =>
    learnings === 0 ? undefined : { learnings: learnings - 1, changes: changeable.length }
const fewerChanges = ({ learnings, changes }: Size): Size | undefined =>
  changes === 0 ? undefined : { learnings, changes: changes - 1 }

/** Finds every proposal of that size, up to `most`: what was found is excluded, and the solver asked again. */
const findAllOfSize = async (problem: Problem, freedom: Freedom, first: Steps, most: number) => {
  const boxes = [buildBox(problem, first)]
  for (const term of atMostSize(problem, freedom, measureSteps(first, freedom))) problem.session.add(term)
  for (;;) {
    problem.session.add(notTerm(isWithin(problem, boxes.at(-1)!)))
    const found: FoundSteps = await findSteps(problem, freedom, [])
    if (found.kind !== 'found') return { boxes, complete: found.kind === 'none' ? 'yes' : found.kind } as const
    if (boxes.length === most) return { boxes, complete: 'no' } as const
    boxes.push(buildBox(problem, found.steps))
  }
}
