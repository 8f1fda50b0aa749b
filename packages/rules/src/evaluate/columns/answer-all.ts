import type { Rulebook } from '../../compile/rulebook.ts'
import type { Refusal } from '../decision.ts'
import { lanesCount } from '../passes/lanes.ts'
import { isOne } from '../passes/what-ifs.ts'
import type { Program } from '../program/program.ts'
import { programOf } from '../program/question.ts'
import { findAlike } from './alike.ts'
import type { CaseloadAnswers, CaseloadRequest, MissingColumn } from './caseload.ts'
import { listMissing } from './missing.ts'
import { narrowMany } from './narrow.ts'
import { planOpen } from './open-plan.ts'
import { childOf, fourOf } from './order.ts'
import { type ParsedCaseload, parseCaseload } from './parse-caseload.ts'
import { createPass, type Pass } from './pass.ts'
import { listCompared, planQuestion, type QuestionPlan } from './question.ts'
import { type Supplied, supplyColumns } from './supplied.ts'
import { createWanted, type WantedColumns } from './wanted.ts'

/** See `Rules`. */
export const answerAll = (rulebook: Rulebook, asked: CaseloadRequest): CaseloadAnswers | Refusal => {
  const parsed = parseCaseload(rulebook, asked)
  return parsed.ok ? answerParsedCaseload(rulebook, parsed.value) : { issues: parsed.issues }
}

const answerParsedCaseload = (
  rulebook: Rulebook,
  { request, count, columns, wanted }: ParsedCaseload,
): CaseloadAnswers => {
  const program = programOf(rulebook, request)
  const supplied = supplyColumns(rulebook, request, count, columns, listCompared(rulebook, program))
  const findings = createWanted(rulebook, program, wanted, roomFor(count), count, supplied.columns)
  const standing = { given: new Set(supplied.columns.keys()), settled: supplied.settled }
  const question = planQuestion(rulebook, program, standing, findings.literals)
  const pass = createPass(rulebook, question.plan, question.links, supplied.columns)
  const found = createFound(count)
  passOverAll(pass, question, findings, found, count)
  refuseByBirth(supplied, findings, found)
  const missing = narrowOpen(rulebook, program, supplied, found, wanted.has('missing'))
  return {
    decision: request.decision.id,
    authority: request.authority.id,
    asOf: request.asOf,
    count,
    answers: request.decision.answers.map(one => one.id),
    possible: found.possible.subarray(0, count),
    refused: found.refused.subarray(0, count),
    ...findings.read(),
    ...(missing && { missing }),
  }
}

/** So many children, filled up to a multiple of 32. */
const roomFor = (count: number): number => Math.ceil(count / lanesCount) * lanesCount

/** What is found of all children; the arrays have room for a multiple of 32. */
interface Found {
  readonly possible: Uint8Array
  readonly refused: Uint8Array
  /** Those of whom Kleene’s logic leaves more than one answer. */
  readonly open: Int32Array
  openCount: number
}

const createFound = (count: number): Found => ({
  possible: new Uint8Array(roomFor(count)),
  refused: new Uint8Array(roomFor(count)),
  open: new Int32Array(count),
  openCount: 0,
})

/** By Kleene’s logic, 32 children a pass; the last ones are gathered, since there may be fewer. */
const passOverAll = (
  pass: Pass,
  question: QuestionPlan,
  findings: WantedColumns,
  found: Found,
  count: number,
): void => {
  const write = createWriter(pass, question, findings, found, count)
  let from = 0
  for (; from + lanesCount <= count; from += lanesCount) {
    pass.load(from)
    pass.run()
    write(from)
  }
  if (from === count) return
  const last = Int32Array.from({ length: count - from }, (_, i) => from + i)
  pass.gather(last, 0, last.length)
  pass.run()
  write(from)
}

/** Writes what the last pass found of the 32 children from this one on. */
const createWriter = (
  { words }: Pass,
  { plan: { roots }, answersCount }: QuestionPlan,
  findings: WantedColumns,
  found: Found,
  count: number,
): ((from: number) => void) => {
  const [possible, refused] = [new DataView(found.possible.buffer), new DataView(found.refused.buffer)]
  return from => {
    const contradicted = words[roots[answersCount]!]!
    let one = 0
    let several = 0
    for (let a = 0; a < answersCount; a += 1) {
      const isPossible = ~(words[roots[a]!]! | contradicted)
      several |= one & isPossible
      one |= isPossible
    }
    for (let q = 0; q < 8; q += 1) {
      let sets = 0
      for (let a = 0; a < answersCount; a += 1) sets |= fourOf(~(words[roots[a]!]! | contradicted), q) << a
      possible.setInt32(from + 4 * q, sets, true)
    }
    if (contradicted !== 0) for (let q = 0; q < 8; q += 1) refused.setInt32(from + 4 * q, fourOf(contradicted, q), true)
    for (let rest = several; rest !== 0; rest &= rest - 1) {
      const child = from + childOf(31 - Math.clz32(rest & -rest))
      if (child < count) found.open[found.openCount++] = child
    }
    for (let i = 0, root = answersCount + 1; i < findings.literals.length; i += 1, root += 2)
      findings.write(i, from, words[roots[root]!]! & ~contradicted, words[roots[root + 1]!]! | contradicted)
  }
}

/** Refuses those whose date of birth cannot be so. */
const refuseByBirth = ({ isRefused }: Supplied, findings: WantedColumns, found: Found): void => {
  if (isRefused === undefined) return
  for (let child = isRefused.indexOf(1); child >= 0; child = isRefused.indexOf(1, child + 1)) {
    found.refused[child] = 1
    found.possible[child] = 0
    findings.refuse(child)
  }
}

/** Narrows what Kleene’s logic leaves open, of one child of each kind; gives what is missing if that is wanted. */
const narrowOpen = (
  rulebook: Rulebook,
  program: Program,
  supplied: Supplied,
  { possible, refused, open, openCount }: Found,
  isMissingWanted: boolean,
): readonly MissingColumn[] | undefined => {
  const children = open.subarray(0, openCount).filter(child => refused[child] === 0)
  if (children.length === 0 && !isMissingWanted) return undefined
  const plan = planOpen(program, supplied.settled)
  const { first, kindOf } = findAlike(program, plan, supplied.columns, children)
  const spread = (column: Uint8Array): void => {
    for (let i = 0; i < children.length; i += 1) column[children[i]!] = column[first[kindOf[i]!]!]!
  }
  narrowMany(rulebook, program, plan, supplied, first, possible)
  spread(possible)
  if (!isMissingWanted) return undefined
  const isOpen = (child: number): boolean => !isOne(possible[child]!)
  const missing = listMissing(rulebook, program, supplied, first.filter(isOpen), open.length)
  for (const one of missing) spread(one.matters)
  return missing
}
