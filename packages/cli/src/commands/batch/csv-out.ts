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

/** One result as a row; several of a kind stand in one cell, between semicolons. */
export const toRow = (line: number, result: Decision | Refusal): Row => {
  if ('issues' in result) return { line, issues: result.issues.map(issue => oneLine(issueLine(issue))).join('; ') }
  return {
    line,
    decision: result.decision,
    authority: result.authority,
    asOf: result.asOf,
    status: result.status,
    answer: result.answer ?? '',
    possibleAnswers: result.possibleAnswers.join(';'),
    unmet: result.requirements
      .filter(one => one.status === 'unmet')
      .map(one => one.id)
      .join(';'),
    missing: result.missing.map(one => one.fact).join(';'),
  }
}
