import type { VocabularyFact } from '@virtual-school/rules'
import { not, type Term } from '../smt/terms.ts'
import { type Box, boxAround, isWithin } from './box.ts'
import { type Problem, type Room, type Search, within } from './problem.ts'
import type { Smallest } from './result.ts'
import { answers } from './start.ts'
import { type Freedom, isOtherwise, type Steps, stepsOf, withoutNeedless, withSteps } from './steps.ts'
import { atMostOf, gives } from './terms.ts'

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
 * The fewest facts to find out, and with those the fewest to change, that give the wanted answer. From what the solver finds
 * first it asks for fewer, until it says that there is none: that is the proof.
 */
export const smallestSteps = (search: Search, freedom: Freedom, most: number): Promise<Ways> =>
  within(search, roomIn(freedom), async problem => {
    problem.session.add(await gives(problem, problem.start.wanted))
    const first = await findSteps(problem, freedom, [])
    if (first.kind !== 'found') return first
    const least = await shrinkSize(problem, freedom, first.steps)
    if (least.smallest === 'undecided')
      return { kind: 'found', boxes: [boxAround(problem, least.steps)], smallest: 'undecided', complete: 'undecided' }
    return { kind: 'found', smallest: 'proved', ...(await allOfSize(problem, freedom, least.steps, most)) }
  })

const roomIn =
  ({ changeable, learnable }: Freedom) =>
  ({ name }: VocabularyFact): Room =>
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
  const steps = stepsOf(problem, found.facts)
  if (!answers(problem.start, withSteps(problem.start, steps), problem.start.wanted))
    throw new Error('why-not: what the solver found does not give the wanted answer when it is replayed')
  return { kind: 'found', steps: withoutNeedless(problem.start, steps, [...learnable, ...changeable]) }
}

const sizeOf = (steps: Steps, { learnable }: Freedom): Size => {
  const learnings = [...steps.keys()].filter(fact => learnable.includes(fact)).length
  return { learnings, changes: steps.size - learnings }
}

const atMostSize = (problem: Problem, { learnable, changeable }: Freedom, { learnings, changes }: Size): Term[] => [
  atMostOf(
    learnings,
    learnable.map(fact => isOtherwise(problem, fact)),
  ),
  atMostOf(
    changes,
    changeable.map(fact => isOtherwise(problem, fact)),
  ),
]

/** First fewer to find out, however many changes; then fewer changes. */
const shrinkSize = async (problem: Problem, freedom: Freedom, first: Steps) => {
  let steps = first
  for (const fewer of [fewerLearnings(freedom), fewerChanges]) {
    for (let size = fewer(sizeOf(steps, freedom)); size !== undefined; size = fewer(sizeOf(steps, freedom))) {
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

/** Every proposal of that size, up to `most`: what was found is ruled out, and the solver asked again. */
const allOfSize = async (problem: Problem, freedom: Freedom, first: Steps, most: number) => {
  const boxes = [boxAround(problem, first)]
  for (const term of atMostSize(problem, freedom, sizeOf(first, freedom))) problem.session.add(term)
  for (;;) {
    problem.session.add(not(isWithin(problem, boxes.at(-1)!)))
    const found: FoundSteps = await findSteps(problem, freedom, [])
    if (found.kind !== 'found') return { boxes, complete: found.kind === 'none' ? 'yes' : found.kind } as const
    if (boxes.length === most) return { boxes, complete: 'no' } as const
    boxes.push(boxAround(problem, found.steps))
  }
}
