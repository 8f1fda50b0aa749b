import type { Issue } from '@virtual-school/rules'
import {
  type CaseloadAnswers,
  childOf,
  foldChild,
  type RecognisedTable,
  type Rules,
} from '@virtual-school/rules/internal'
import { standsTwice } from '../gathering/across-files.ts'
import type { GatheredChildren } from '../gathering/gather.ts'
import { recogniseHead, type TableHead } from '../gathering/judge.ts'
import { rowsOfChild } from '../gathering/row-form.ts'
import type { CaseloadQuestion, ToldChild } from './answer-child.ts'
import { type AnsweredTogether, answerChildren } from './answer-children.ts'
import type { AnswerRow, WantedParts } from './answer-row.ts'
import { type ChangeRow, watchChild } from './watch-child.ts'

/** How often each thing came of a caseload. */
export interface CaseloadTally {
  children: number
  /** By question and answer, with a space between. */
  readonly answers: Map<string, number>
  /** Children without an answer to a question or more, by reason: each child once. */
  readonly refused: Map<string, number>
  /** Children who were answered all the same, by what to know of them. */
  readonly warnings: Map<string, number>
  /** Children with a cell that could not be read and from which nothing would follow. */
  unused: number
}

/** An empty tally. */
export const startTally = (): CaseloadTally => ({
  children: 0,
  answers: new Map(),
  refused: new Map(),
  warnings: new Map(),
  unused: 0,
})

const countIn = (counts: Map<string, number>, key: string, count = 1): void =>
  void counts.set(key, (counts.get(key) ?? 0) + count)

/** Adds a tally to the sum. */
export const addCaseloadTally = (sum: CaseloadTally, tally: CaseloadTally): void => {
  sum.children += tally.children
  sum.unused += tally.unused
  for (const part of ['answers', 'refused', 'warnings'] as const)
    for (const [key, count] of tally[part]) sum[part].set(key, (sum[part].get(key) ?? 0) + count)
}

/** What is said of some children: answers, and the changes to come if they are looked for. */
export interface SaidOfChildren {
  readonly answers: AnsweredTogether
  readonly changes: readonly ChangeRow[]
}

/** Answers for some children who follow one another, and adds what came of it to the tally. */
export type AnswerSome = (from: number, to: number, tally: CaseloadTally) => SaidOfChildren

/** What answers for the children whose rows are stored. */
export const createAnswering = (
  rules: Rules,
  { tables, rows, twice }: Pick<GatheredChildren, 'tables' | 'rows' | 'twice'>,
  asked: CaseloadQuestion,
  parts: Pick<WantedParts, 'missing' | 'readings'>,
): AnswerSome => {
  const recognised = tables.map(head => recognise(rules, head))
  const toldOf = (child: number): ToldChild => {
    const told = rowsOfChild(rows, child).map(({ table, line, cells }) => ({ table: recognised[table]!, line, cells }))
    const [first] = told
    const folded = foldChild(told, asked.asOf, { authority: asked.authority })
    const id = told.map(row => childOf(row.table, row.cells)).find(one => one !== '') ?? ''
    const place = { id, file: first!.table.name, line: first!.line }
    if (!twice.has(id)) return { ...place, folded }
    return { ...place, folded: { ...folded, warnings: [...folded.warnings, standsTwice(place.file, place.line)] } }
  }
  return (from, to, tally) => {
    const children = Array.from({ length: to - from }, (_, i) => toldOf(from + i))
    const answers = answerChildren(rules, asked, parts, children)
    countAnswers(answers, tally)
    const { watchUntil } = asked
    const changes =
      watchUntil === undefined ? [] : children.flatMap(child => watchChild(rules, asked, watchUntil, child))
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
  new Set(issues.map(one => one.message.replaceAll(/ ?\((?:[^()]|\([^()]*\))*, line \d+\)/g, '')))

const countAnswers = ({ children, placeOf, columns, rows, refused }: AnsweredTogether, tally: CaseloadTally): void => {
  tally.children += children.length
  for (const { folded } of children) {
    const unused = folded.warnings.filter(one => one.kind === 'unused')
    if (unused.length > 0) tally.unused += 1
    const others = folded.warnings.filter(one => !unused.includes(one))
    for (const reason of distinct(others)) countIn(tally.warnings, reason)
  }
  const reasons = new Map<ToldChild, Set<string>>()
  const note = (child: ToldChild, row: AnswerRow): void => {
    if (row.status !== 'refused')
      return countIn(tally.answers, `${row.decision} ${row.answer === '' ? row.status : row.answer}`)
    reasons.set(child, new Set([...(reasons.get(child) ?? []), ...distinct(row.issues)]))
  }
  for (const [child, own] of rows) for (const row of own) note(child, row)
  for (const told of refused) for (const [child, row] of told) note(child, row)
  for (const own of reasons.values()) for (const reason of own) countIn(tally.refused, reason)
  for (const found of columns) countColumns(found, placeOf, tally)
}

/** How many children have each set of answers that are still possible. */
const countColumns = (
  { answers, possible, refused, decision }: CaseloadAnswers,
  placeOf: Int32Array,
  tally: CaseloadTally,
): void => {
  const counts = new Map<number, number>()
  for (const place of placeOf)
    if (place >= 0 && refused[place] !== 1) counts.set(possible[place]!, (counts.get(possible[place]!) ?? 0) + 1)
  for (const [set, count] of counts) {
    const answer = (set & (set - 1)) === 0 ? answers[31 - Math.clz32(set)]! : 'undetermined'
    countIn(tally.answers, `${decision} ${answer}`, count)
  }
}
