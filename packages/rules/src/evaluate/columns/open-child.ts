import type { Rulebook } from '../../compile/rulebook.ts'
import type { Scalar } from '../../language/values.ts'
import { passScratch } from '../passes/first-pass.ts'
import { findSettling } from '../passes/narrowing.ts'
import { findPossible, listUnknown } from '../passes/possible.ts'
import type { Program } from '../program/program.ts'
import type { FactValues } from '../request/parse-request.ts'
import { unknownIn, valueOf } from './column.ts'
import type { Supplied } from './supplied.ts'

/** The facts of one child as a request has them once they are parsed. */
const valuesOf = (rulebook: Rulebook, { columns, settled }: Supplied, child: number): FactValues => {
  const values = new Array<Scalar | null | undefined>(rulebook.facts.length).fill(undefined)
  for (const [index, column] of columns) {
    const code = column[child]!
    if (code !== unknownIn(column)) values[index] = valueOf(rulebook.facts[index]!, code)
  }
  for (const [index, code] of settled) values[index] = valueOf(rulebook.facts[index]!, code)
  return values
}

/** One child at a time, by the passes that evaluate a request. */
export interface OneByOne {
  /** The slots of the facts on which the answer of a child depends that is open, and whether each settles it. */
  readonly missing: (child: number) => readonly { readonly slot: number; readonly settles: boolean }[]
}

/** Ready to look at children of these columns. */
export const lookOneByOne = (rulebook: Rulebook, program: Program, supplied: Supplied): OneByOne => ({
  missing: child => {
    const values = valuesOf(rulebook, supplied, child)
    findPossible(program, values)
    const slots = listUnknown(program, values)
    const settles = findSettling(program, passScratch(program), slots)
    return slots.map((slot, i) => ({ slot, settles: settles[i]! }))
  },
})
