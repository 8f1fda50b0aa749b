import type { AnswerRow, WantedParts } from '../answering/answer-row.ts'
import { answerColumns } from './cells.ts'
import { csvLines } from './csv.ts'
import { jsonLine } from './ndjson.ts'
import { beginFile } from './whole-file.ts'
import { workbookOf } from './workbook.ts'

/** The forms that answers are written in, by the ending of the file. */
export const answerForms = ['csv', 'ndjson', 'xlsx'] as const
/** One of `answerForms`. */
export type AnswerForm = (typeof answerForms)[number]

/** Takes answers, and puts all of them into a file or none. */
export interface AnswerFile {
  readonly add: (rows: readonly AnswerRow[]) => Promise<void>
  readonly finish: () => Promise<void>
  readonly abandon: () => Promise<void>
}

/** Begins a file of answers. Rejects if it cannot be written. */
export const beginAnswers = async (path: string, form: AnswerForm, wanted: WantedParts): Promise<AnswerFile> => {
  const file = await beginFile(path)
  if (form === 'xlsx') return workbookOf(file, wanted)
  const columns = answerColumns(wanted)
  const textOf =
    form === 'csv' ? csvLines(columns) : (rows: readonly AnswerRow[]) => rows.map(jsonLine(wanted)).join('')
  if (form === 'csv') await file.write(`\uFEFF${columns.map(one => one.heading).join(',')}\r\n`)
  return { ...file, add: async rows => (rows.length === 0 ? undefined : file.write(textOf(rows))) }
}
