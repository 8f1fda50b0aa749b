import type { Comparison } from './comparison.ts'
import type { FindingChange } from './decision-changes.ts'
import { type Direction, together } from './direction.ts'
import type { ChangeKind } from './findings.ts'
import { cubeInWords } from './in-words.ts'
import { type Outcome, outcomesOf } from './outcomes.ts'
import { type Part, partsOf } from './parts.ts'
import type { FoundRegion } from './regions.ts'

/** Children for whom the same changed. */
export interface Region {
  readonly direction: Direction
  /** Some part of the change is less protective, whatever else it is. */
  readonly isLessProtective: boolean
  /** In plain English who they are. */
  readonly text: string
  /** The same as data; null where it shows only while something is not known. */
  readonly parts: readonly Part[] | null
  readonly changes: readonly { readonly finding: string; readonly change: ChangeKind }[]
  /** Every pair of answers among them, each with a case; whether there may be others. */
  readonly outcomes: readonly Outcome[]
  readonly isEveryOutcome: boolean
}

/** A region that was found, told with its answers and its cases. */
export const regionOf = async (comparison: Comparison, found: FoundRegion): Promise<Region> => {
  const { outcomes, isComplete } = await outcomesOf(comparison, found)
  const { rulebook } = comparison.request
  return {
    ...classOf(outcomes),
    text: cubeInWords(rulebook, found.cube),
    parts: partsOf(found.cube),
    changes: [...found.signature.findings].map(([finding, change]) => ({ finding, change })),
    outcomes,
    isEveryOutcome: isComplete,
  }
}

/** A change that shows only while something is not known. */
export const unknownRegionOf = (outcome: Outcome, kindOf: (change: FindingChange) => ChangeKind): Region => ({
  ...classOf([outcome]),
  text: `not every fact is known: ${outcome.witness.text}`,
  parts: null,
  changes: outcome.findings.map(one => ({ finding: one.finding, change: kindOf(one) })),
  outcomes: [outcome],
  isEveryOutcome: true,
})

const classOf = (outcomes: readonly Outcome[]): Pick<Region, 'direction' | 'isLessProtective'> => {
  const directions = outcomes.flatMap(({ direction, findings }) => [
    ...(direction === undefined ? [] : [direction]),
    ...findings.map(one => one.direction),
  ])
  return { direction: together(directions), isLessProtective: directions.includes('less-protective') }
}
