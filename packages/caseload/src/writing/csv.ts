import { stringify } from 'csv-stringify/sync'
import type { AnswerRow } from '../answering/answer-row.ts'
import type { AnswerColumn } from './cells.ts'

/** Writes rows as CSV that a spreadsheet opens without running any of it. */
export const csvLines =
  (columns: readonly AnswerColumn[]) =>
  (rows: readonly AnswerRow[]): string =>
    stringify(
      rows.map(row => columns.map(one => one.cell(row))),
      { escape_formulas: true, record_delimiter: 'windows' },
    )
