import type { Rulebook } from '../../compile/rulebook.ts'
import type { Scalar } from '../../language/values.ts'
import { passScratch } from '../passes/first-pass.ts'
import { findSettling } from '../passes/narrowing.ts'
import { findPossible, listUnknown } from '../passes/possible.ts'
import type { Program } from '../program/program.ts'
import type { FactValues } from '../request/parse-request.ts'
import type { MissingColumn } from './caseload.ts'
import { unknownIn, valueOfCode } from './column.ts'
import type { Supplied } from './supplied.ts'

/** The facts of one child as a request has them once they are parsed. */
const valuesOf = (rulebook: Rulebook, { columns, settled }: Supplied, child: number): FactValues => {
  const values = new Array<Scalar | null | undefined>(rulebook.facts.length).fill(undefined)
  for (const [index, column] of columns) {
    const code = column[child]!
    if (code !== unknownIn(column)) values[index] = valueOfCode(rulebook.facts[index]!, code)
  }
  for (const [index, code] of settled) values[index] = valueOfCode(rulebook.facts[index]!, code)
  return values
}

/** The facts that are missing for the answers of these children, whose answers are open; one child after another, by the passes that evaluate a request. */
export const listMissing = (
  rulebook: Rulebook,
  program: Program,
  supplied: Supplied,
  children: Int32Array,
  count: number,
): readonly MissingColumn[] => {
  const bearing = program.facts.slice(0, program.answerFactsCount)
  const missing = bearing.map(({ fact, askable }) => ({
    fact: fact.name,
    matters: new Uint8Array(askable ? count : 0),
  }))
  for (const child of children) {
    const values = valuesOf(rulebook, supplied, child)
    findPossible(program, values)
    const slots = listUnknown(program, values)
    const settles = findSettling(program, passScratch(program), slots)
    slots.forEach((slot, i) => {
      missing[slot]!.matters[child] = settles[i] ? 2 : 1
    })
  }
  return missing.filter((_, slot) => bearing[slot]!.askable)
}
