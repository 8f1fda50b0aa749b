import type { Rules } from '@virtual-school/rules/internal'
import { stringify } from 'csv-stringify/sync'
import type { AnsweredTogether } from '../answering/answer-children.ts'
import type { AnswerRow, WantedParts } from '../answering/answer-row.ts'
import { rowsOfAnswers } from '../answering/answered-rows.ts'
import type { ChangeRow } from '../answering/watch-child.ts'
import { type AnswerColumn, answerColumns, type WordedRow } from './cells.ts'
import { linesOfAnswers } from './columns-as-csv.ts'
import { beginFile } from './whole-file.ts'
import { type Wording, wordsOf } from './words.ts'
import { workbookOf } from './workbook.ts'

/** The forms that answers are written in, by the ending of the file. */
export const answerForms = ['csv', 'ndjson', 'xlsx'] as const
/** One of `answerForms`. */
export type AnswerForm = (typeof answerForms)[number]

/** Answers as a file takes them: as text in UTF-8, or as they are if the file is a workbook. */
export type WrittenAnswers = Uint8Array | readonly WordedRow[]

/** What puts answers into the words of a form; it may be done in another thread than the writing. */
export const answerWriter = (
  rules: Rules,
  form: AnswerForm,
  wanted: WantedParts,
): ((answered: AnsweredTogether) => WrittenAnswers) => {
  const words = wordsOf(rules)
  if (form === 'xlsx')
    return answered =>
      rowsOfAnswers(rules, answered)
        .flat()
        .map(row => ({ row, words: words.ofRow(row) }))
  if (form === 'csv') {
    const linesOf = csvLines(answerColumns(wanted), words)
    return answered => encoder.encode(linesOfAnswers(rules, answered, wanted, linesOf))
  }
  const write = jsonLine(wanted)
  return answered => encoder.encode(rowsOfAnswers(rules, answered).flat().map(write).join(''))
}

const encoder = new TextEncoder()

/** Takes answers, and puts all of them into a file or none. */
export interface AnswerFile {
  readonly add: (answers: WrittenAnswers) => Promise<void>
  readonly finish: () => Promise<void>
  readonly abandon: () => Promise<void>
}

/** Begins a file of answers. Rejects if it cannot be written. */
export const beginAnswers = async (path: string, form: AnswerForm, wanted: WantedParts): Promise<AnswerFile> => {
  const file = await beginFile(path)
  if (form === 'xlsx') {
    const book = workbookOf(file, wanted)
    return { ...book, add: answers => book.add(answers as readonly WordedRow[]) }
  }
  // By its mark a spreadsheet knows that the text is UTF-8.
  if (form === 'csv')
    await file.write(
      `\uFEFF${answerColumns(wanted)
        .map(one => one.heading)
        .join(',')}\r\n`,
    )
  return { ...file, add: answers => (answers.length === 0 ? Promise.resolve() : file.write(answers as Uint8Array)) }
}

const changeHeadings = ['file', 'line', 'decision', 'day', 'from', 'to', 'why', 'fromInWords', 'toInWords'] as const

/** The first line of a file of changes to come, with the mark that it is UTF-8. */
export const changesHead = ({ id }: WantedParts): string =>
  `\uFEFF${[...(id === undefined ? [] : [id]), ...changeHeadings].join(',')}\r\n`

/** Changes to come as lines of CSV. */
export const changeLines = (rows: readonly ChangeRow[], { id }: WantedParts): string =>
  asCsv(rows.map(row => [...(id === undefined ? [] : [row.id]), ...changeHeadings.map(name => row[name])]))

/** Cells as CSV that a spreadsheet opens without running any of it. */
const asCsv = (rows: readonly (readonly (string | number)[])[]): string =>
  stringify(
    rows.map(row => [...row]),
    { escape_formulas: true, quoted_match: /[\r\n]/, record_delimiter: 'windows' },
  )

/** Rows as CSV, one by one. */
export const csvLines =
  (columns: readonly AnswerColumn[], { ofRow }: Wording) =>
  (rows: readonly AnswerRow[]): string =>
    asCsv(
      rows.map(row => {
        const words = ofRow(row)
        return columns.map(one => one.cell(row, words))
      }),
    )

/** A row as a line of JSON, with the parts that are wanted. */
const jsonLine = ({ id, missing, readings }: WantedParts) => {
  const left: ReadonlySet<string> = new Set<keyof AnswerRow>([
    ...(id === undefined ? (['id'] as const) : []),
    ...(missing ? [] : (['missing'] as const)),
    ...(readings ? [] : (['readings', 'cautions', 'notWeighed'] as const)),
  ])
  return (row: AnswerRow): string =>
    `${JSON.stringify(Object.fromEntries(Object.entries(row).filter(([name]) => !left.has(name))))}\n`
}
