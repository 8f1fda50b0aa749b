import type { Scalar } from '@virtual-school/rules'
import { dayOfNumber } from '../encode/days.ts'
import { type Axis, scalarOf, stretchOf } from './axis.ts'
import type { Cube } from './cube.ts'

/** What children of a region have in common; each part must be so. */
export type Part =
  | { readonly fact: string; readonly from: Scalar | null; readonly to: Scalar | null }
  | { readonly fact: string; readonly in: readonly (Scalar | null)[] }
  | { readonly asOf: { readonly from: string | null; readonly to: string | null } }
  | { readonly facts: readonly [string, string]; readonly are: readonly string[] }

/** A cube as data. */
export const partsOf = (cube: Cube): readonly Part[] => [...cube].map(([axis, chosen]) => partOf(axis, chosen))

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
