import type { Scalar } from '@virtual-school/rules'
import { dayOfNumber } from '../encode/days.ts'
import { type Axis, scalarOf } from './axes.ts'
import type { Comparison } from './comparison.ts'
import type { Cube } from './cube.ts'
import type { FindingChange } from './decision-changes.ts'
import { type Direction, together } from './direction.ts'
import type { ChangeKind } from './findings.ts'
import { cubeInWords, stretchOf } from './in-words.ts'
import { type Outcome, outcomesOf } from './outcomes.ts'
import type { FoundRegion } from './regions.ts'

/** What children of a region have in common; each part must be so. */
export type Part =
  | { readonly fact: string; readonly from: Scalar | null; readonly to: Scalar | null }
  | { readonly fact: string; readonly in: readonly (Scalar | null)[] }
  | { readonly asOf: { readonly from: string | null; readonly to: string | null } }
  | { readonly facts: readonly [string, string]; readonly are: readonly string[] }

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

const partsOf = (cube: Cube): readonly Part[] => [...cube].map(([axis, chosen]) => partOf(axis, chosen))

const partOf = (axis: Axis, chosen: readonly number[]): Part => {
  switch (axis.kind) {
    case 'ordered': {
      const { low, high } = stretchOf(axis, chosen)
      if (axis.fact === null)
        return { asOf: { from: low === null ? null : dayOfNumber(low), to: high === null ? null : dayOfNumber(high) } }
      const said = (value: number | null) => (value === null ? null : scalarOf(axis, value))
      return { fact: axis.name, from: said(low), to: said(high) }
    }
    case 'values':
      return { fact: axis.name, in: chosen.map(i => axis.classes[i]!) }
    case 'pair':
      return { facts: axis.facts, are: chosen.map(i => axis.classes[i]!) }
  }
}
