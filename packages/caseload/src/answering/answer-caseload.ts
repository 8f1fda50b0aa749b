import type { Issue } from '@virtual-school/rules'
import { childOf, foldChild, type RecognisedTable, type Rules } from '@virtual-school/rules/internal'
import { recogniseHead, type TableHead } from '../gathering/gather.ts'
import { rowsOfChild, type StoredRows } from '../gathering/row-store.ts'
import { answerChild, type CaseloadQuestion, type ToldChild } from './answer-child.ts'
import type { AnswerRow } from './answer-row.ts'
import { type ChangeRow, watchChild } from './watch-child.ts'

/** How often each thing came of a caseload. */
export interface CaseloadTally {
  children: number
  /** By question and answer, with a space between. */
  readonly answers: Map<string, number>
  /** Children and questions without an answer, by reason. */
  readonly refused: Map<string, number>
  /** Children who were answered all the same, by what to know of them. */
  readonly warnings: Map<string, number>
}

/** An empty tally. */
export const startTally = (): CaseloadTally => ({
  children: 0,
  answers: new Map(),
  refused: new Map(),
  warnings: new Map(),
})

const countIn = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)

/** Adds a tally to the sum. */
export const addCaseloadTally = (sum: CaseloadTally, tally: CaseloadTally): void => {
  sum.children += tally.children
  for (const part of ['answers', 'refused', 'warnings'] as const)
    for (const [key, count] of tally[part]) sum[part].set(key, (sum[part].get(key) ?? 0) + count)
}

/** What is said of some children: answers, and the changes to come if they are looked for. */
export interface SaidOfChildren {
  readonly answers: readonly AnswerRow[]
  readonly changes: readonly ChangeRow[]
}

/** Answers for some children who follow one another, and adds what came of it to the tally. */
export type AnswerSome = (from: number, to: number, tally: CaseloadTally) => SaidOfChildren

/** What answers for the children whose rows are stored. */
export const createAnswering = (
  rules: Rules,
  tables: readonly TableHead[],
  rows: StoredRows,
  asked: CaseloadQuestion,
): AnswerSome => {
  const recognised = tables.map(head => recognise(rules, head))
  const toldOf = (child: number): ToldChild => {
    const told = rowsOfChild(rows, child).map(({ table, line, cells }) => ({ table: recognised[table]!, line, cells }))
    const [first] = told
    const folded = foldChild(told, asked.asOf, { authority: asked.authority })
    return { id: childOf(first!.table, first!.cells), file: first!.table.name, line: first!.line, folded }
  }
  return (from, to, tally) => {
    const answers: AnswerRow[] = []
    const changes: ChangeRow[] = []
    for (let child = from; child < to; child += 1) {
      const told = toldOf(child)
      const answered = answerChild(rules, asked, told)
      for (const reason of distinct(told.folded.warnings)) countIn(tally.warnings, reason)
      for (const row of answered) countRow(tally, row)
      tally.children += 1
      answers.push(...answered)
      if (asked.watchUntil !== undefined) changes.push(...watchChild(rules, asked, asked.watchUntil, told))
    }
    return { answers, changes }
  }
}

/** It was recognised when its file was read, by the same rules. */
const recognise = (rules: Rules, head: TableHead): RecognisedTable => {
  const found = recogniseHead(rules, head)
  if (!found.ok) throw new Error('The rules changed while the caseload was answered.')
  return found.value
}

/** What is said, without the other row that it is said of: so equal reasons are counted together. */
const distinct = (issues: readonly Issue[]): ReadonlySet<string> =>
  new Set(issues.map(one => one.message.replaceAll(/ ?\([^()]*, line \d+\)/g, '')))

const countRow = ({ answers, refused }: CaseloadTally, { status, decision, answer, issues }: AnswerRow): void => {
  if (status !== 'refused') countIn(answers, `${decision} ${answer === '' ? status : answer}`)
  else for (const reason of distinct(issues)) countIn(refused, reason)
}
