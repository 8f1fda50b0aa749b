import { issueLine, type Refusal } from '@virtual-school/rules'
import type { Decision } from '@virtual-school/rules/internal'
import { oneLine } from '@virtual-school/rules/internal'
import { stringify } from 'csv-stringify/sync'

const columns = [
  'line',
  'decision',
  'authority',
  'asOf',
  'status',
  'answer',
  'possibleAnswers',
  'unmet',
  'missing',
  'issues',
] as const
type Row = Readonly<Partial<Record<(typeof columns)[number], string | number>>>

/** The first line of results as CSV. */
export const csvHeader = `${columns.join(',')}\n`

/** Rows as CSV that a spreadsheet can open without running any of it. */
export const renderRows = (rows: readonly Row[]): string =>
  stringify([...rows], { columns: [...columns], escape_formulas: true })

/** What a row says of a decision. */
export interface RowParts
  extends Pick<Decision, 'decision' | 'authority' | 'asOf' | 'status' | 'answer' | 'possibleAnswers'> {
  /** The requirements that are not met. */
  readonly unmet: readonly string[]
  /** The facts that are missing. */
  readonly missing: readonly string[]
}

/** What a row says of a whole decision. */
export const rowPartsOf = (found: Decision): RowParts => ({
  decision: found.decision,
  authority: found.authority,
  asOf: found.asOf,
  status: found.status,
  answer: found.answer,
  possibleAnswers: found.possibleAnswers,
  unmet: found.requirements.filter(one => one.status === 'unmet').map(one => one.id),
  missing: found.missing.map(one => one.fact),
})

/** One result as a row; several of a kind stand in one cell, between semicolons. */
export const toRow = (line: number, result: RowParts | Refusal): Row => {
  if ('issues' in result) return { line, issues: result.issues.map(issue => oneLine(issueLine(issue))).join('; ') }
  const { decision, authority, asOf, status, answer, possibleAnswers, unmet, missing } = result
  return {
    line,
    decision,
    authority,
    asOf,
    status,
    answer: answer ?? '',
    possibleAnswers: possibleAnswers.join(';'),
    unmet: unmet.join(';'),
    missing: missing.join(';'),
  }
}
