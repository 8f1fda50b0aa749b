import type { Scalar } from '@virtual-school/rules'
import { dayOfNumber } from '../encode/days.ts'
import { type Axis, joinIntervals, toScalar } from './axis.ts'
import type { Comparison } from './comparison.ts'
import type { Cube } from './cube.ts'
import type { FindingChange } from './decision-changes.ts'
import { combineDirections, type Direction } from './direction.ts'
import type { ChangeKind } from './findings.ts'
import { type AnswerChange, listAnswerChanges } from './outcomes.ts'
import type { FoundRegion } from './regions.ts'
import { cubeInWords } from './words.ts'

/** Children for whom the same changed. */
export interface Region {
  readonly direction: Direction
  /** Some part of the change is less protective, whatever else it is. */
  readonly isLessProtective: boolean
  /** Who they are, in plain English. */
  readonly text: string
  /** The same as data; null if the change shows only while something is not known. */
  readonly parts: readonly Part[] | null
  readonly changes: readonly { readonly finding: string; readonly change: ChangeKind }[]
  /** The pairs of answers that they get, each with a case. */
  readonly outcomes: readonly AnswerChange[]
  /** There are no other pairs of answers. */
  readonly isEveryOutcome: boolean
}

/** Builds a region that was found, with its answers and cases. */
export const buildRegion = async (comparison: Comparison, found: FoundRegion): Promise<Region> => {
  const { outcomes, isComplete } = await listAnswerChanges(comparison, found)
  const { rulebook } = comparison.request
  return {
    ...sumDirections(outcomes),
    text: cubeInWords(rulebook, found.cube),
    parts: listParts(found.cube),
    changes: [...found.signature.findings].map(([finding, change]) => ({ finding, change })),
    outcomes,
    isEveryOutcome: isComplete,
  }
}

/** Builds the region of a change that shows only while something is not known. */
export const buildUnknownRegion = (
  outcome: AnswerChange,
  readChangeKind: (change: FindingChange) => ChangeKind,
): Region => ({
  ...sumDirections([outcome]),
  text: `not every fact is known: ${outcome.witness.text}`,
  parts: null,
  changes: outcome.findings.map(one => ({ finding: one.finding, change: readChangeKind(one) })),
  outcomes: [outcome],
  isEveryOutcome: true,
})

const sumDirections = (outcomes: readonly AnswerChange[]): Pick<Region, 'direction' | 'isLessProtective'> => {
  const directions = outcomes.flatMap(({ direction, findings }) => [
    ...(direction === undefined ? [] : [direction]),
    ...findings.map(one => one.direction),
  ])
  return { direction: combineDirections(directions), isLessProtective: directions.includes('less-protective') }
}

/** One thing that the children of a region have in common. */
export type Part =
  | { readonly fact: string; readonly from: Scalar | null; readonly to: Scalar | null }
  | { readonly fact: string; readonly in: readonly (Scalar | null)[] }
  | { readonly asOf: { readonly from: string | null; readonly to: string | null } }
  | { readonly facts: readonly [string, string]; readonly are: readonly string[] }

/** A cube as data. */
const listParts = (cube: Cube): readonly Part[] => [...cube].map(([axis, chosen]) => buildPart(axis, chosen))

const buildPart = (axis: Axis, chosen: readonly number[]): Part => {
  switch (axis.kind) {
    case 'ordered': {
      const { low, high } = joinIntervals(axis, chosen)
      if (axis.fact === null)
        return { asOf: { from: low === null ? null : dayOfNumber(low), to: high === null ? null : dayOfNumber(high) } }
      const said = (value: number | null) => (value === null ? null : toScalar(axis, value))
      return { fact: axis.name, from: said(low), to: said(high) }
    }
    case 'values':
      return { fact: axis.name, in: chosen.map(i => axis.classes[i]!) }
    case 'pair':
      return { facts: axis.facts, are: chosen.map(i => axis.classes[i]!) }
  }
}
