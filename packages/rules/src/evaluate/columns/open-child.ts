import type { Rulebook } from '../../compile/rulebook.ts'
import type { Scalar } from '../../language/values.ts'
import { passScratch } from '../passes/first-pass.ts'
import { findSettling } from '../passes/narrowing.ts'
import { findPossible, listUnknown } from '../passes/possible.ts'
import type { AnswerSet } from '../passes/what-ifs.ts'
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
  /** The answers still possible of a child whose facts do not contradict one another. */
  readonly possible: (child: number) => AnswerSet
  /** The slots of the facts on which the answer of a child depends who was asked about last, and whether each settles it. */
  readonly missing: (child: number) => readonly { readonly slot: number; readonly settles: boolean }[]
}

/** Ready to look at children of these columns. */
export const lookOneByOne = (rulebook: Rulebook, program: Program, supplied: Supplied): OneByOne => ({
  possible: child => findPossible(program, valuesOf(rulebook, supplied, child)),
  missing: child => {
    const slots = listUnknown(program, valuesOf(rulebook, supplied, child))
    const settles = findSettling(program, passScratch(program), slots)
    return slots.map((slot, i) => ({ slot, settles: settles[i]! }))
  },
})
