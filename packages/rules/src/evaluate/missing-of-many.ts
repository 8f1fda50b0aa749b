import type { Rulebook } from '../compile/rulebook.ts'
import type { Scalar } from '../language/values.ts'
import type { CaseloadAnswers, CaseloadRequest } from './columns/caseload.ts'
import { unknownIn, valueOfCode } from './columns/column.ts'
import { parseCaseload } from './columns/parse-caseload.ts'
import { type Supplied, supplyColumns } from './columns/supplied.ts'
import { findNodeDependencies } from './passes/dependencies.ts'
import { runFirstPass } from './passes/first-pass.ts'
import { programOf } from './program/question.ts'
import type { FactValues } from './request/parse-request.ts'
import { createMissingScratch, rankMissing } from './result/missing.ts'

const nothingCompared: ReadonlySet<number> = new Set()

/** Gives the facts of one child as a request has them once they are parsed. */
const valuesOfChild = ({ facts }: Rulebook, { columns, settled }: Supplied): ((child: number) => FactValues) => {
  const same = new Array<Scalar | undefined>(facts.length).fill(undefined)
  for (const [index, code] of settled) same[index] = valueOfCode(facts[index]!, code)
  const others = [...columns].map(([index, column]) => ({ index, column, unknown: unknownIn(column) }))
  return child => {
    const values = same.slice()
    for (const { index, column, unknown } of others)
      if (column[child] !== unknown) values[index] = valueOfCode(facts[index]!, column[child]!)
    return values
  }
}

/**
 * The facts that are missing of each of many children, in the order in which `evaluate` lists them: those of the answer and those
 * of details. `found` is what `answerAll` says to the same request, with what is missing. None of a child that was refused.
 */
export const listMissingOfMany = (
  rulebook: Rulebook,
  asked: CaseloadRequest,
  { missing = [], possible, refused }: CaseloadAnswers,
): readonly (readonly string[])[] => {
  const parsed = parseCaseload(rulebook, asked)
  // `answerAll` would have refused the request.
  if (!parsed.ok) throw new Error(parsed.issues.map(one => one.message).join(' '))
  const { request, count, columns } = parsed.value
  const program = programOf(rulebook, request)
  const supplied = supplyColumns(rulebook, request, count, columns, nothingCompared)
  const matters = missing.map(one => ({ slot: program.slotOf.get(one.fact)!, of: one.matters }))
  const room = createMissingScratch(rulebook)
  const valuesOf = valuesOfChild(rulebook, supplied)
  return Array.from(refused, (mark, child) => {
    if (mark === 1) return []
    const values = valuesOf(child)
    const { scratch, truths } = runFirstPass(program, values)
    const dependencies = findNodeDependencies(program, values, truths, program.regularNodesCount, scratch.dependencies)
    const isOpen = (possible[child]! & (possible[child]! - 1)) !== 0
    const bearing = isOpen ? matters.filter(one => one.of[child] !== 0) : []
    const forAnswer = bearing.map(one => one.slot)
    const settles = bearing.map(one => one.of[child] === 2)
    const ranked = rankMissing(rulebook, program, values, truths, dependencies, forAnswer, settles, room)
    return ranked.map(one => one.fact)
  })
}
