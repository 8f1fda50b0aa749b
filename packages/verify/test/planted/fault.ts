import type { Condition, Scalar } from '@virtual-school/rules'
import type { FindingCode } from '../../src/index.ts'
import type { Editor } from './editor.ts'

/** One fault in a copy of the rules under test, and what `check` must say of it. */
export interface Fault {
  readonly what: string
  readonly authority: string
  readonly decision: string
  readonly code: FindingCode
  readonly about: string
  readonly plant: (editor: Editor) => void
}

export const is = (fact: string, value: Scalar): Condition => ({ fact, operator: 'equal', value })
export const isNot = (fact: string, value: Scalar): Condition => ({ fact, operator: 'notEqual', value })
export const oneOf = (fact: string, value: readonly Scalar[]): Condition => ({ fact, operator: 'in', value })
export const below = (fact: string, value: number): Condition => ({ fact, operator: 'lessThan', value })
export const atLeast = (fact: string, value: number): Condition => ({ fact, operator: 'greaterThanInclusive', value })
export const always: Condition = { all: [] }
