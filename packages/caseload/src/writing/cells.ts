import { type Issue, issueLine } from '@virtual-school/rules'
import { oneLine } from '@virtual-school/rules/internal'
import type { AnswerRow, ChildDeadline, WantedParts } from '../answering/answer-row.ts'
import type { RowWords } from './words.ts'
import type { SheetCell } from './workbook-xml.ts'

/** A row of answers, and what it says in words. */
export interface WordedRow {
  readonly row: AnswerRow
  readonly words: RowWords
}

/** A column of the answers: its heading, and what stands in it. */
export interface AnswerColumn {
  readonly heading: string
  readonly cell: (row: AnswerRow, words: RowWords) => string | number
}

const several = (texts: readonly string[]): string => texts.join('; ')

/** The same answers in words, behind the names. */
const wordColumns: readonly AnswerColumn[] = [
  { heading: 'answerInWords', cell: (_, words) => words.answer },
  { heading: 'deadlinesInWords', cell: (_, words) => words.deadlines },
  { heading: 'reason', cell: (_, words) => words.reason },
]

/** The columns of a file of answers, in their order. `id`: the heading of the child’s own column, if it is wanted. */
export const answerColumns = ({ id, missing, readings, words }: WantedParts): readonly AnswerColumn[] => [
  ...(id === undefined ? [] : [{ heading: id, cell: (row: AnswerRow) => row.id }]),
  { heading: 'file', cell: row => row.file },
  { heading: 'line', cell: row => row.line },
  { heading: 'decision', cell: row => row.decision },
  { heading: 'authority', cell: row => row.authority },
  { heading: 'asOf', cell: row => row.asOf },
  { heading: 'status', cell: row => row.status },
  { heading: 'answer', cell: row => row.answer },
  { heading: 'possibleAnswers', cell: row => several(row.possibleAnswers) },
  { heading: 'duties', cell: row => several(row.duties) },
  { heading: 'dutiesPossible', cell: row => several(row.dutiesPossible) },
  { heading: 'unmet', cell: row => several(row.unmet) },
  { heading: 'notKnown', cell: row => several(row.notKnown) },
  { heading: 'deadlines', cell: row => several(row.deadlines.map(dueInWords)) },
  ...(missing ? [{ heading: 'missing', cell: (row: AnswerRow) => several(row.missing) }] : []),
  ...(readings
    ? [
        { heading: 'readings', cell: (row: AnswerRow) => several(row.readings) },
        { heading: 'cautions', cell: (row: AnswerRow) => several(row.cautions) },
        { heading: 'notWeighed', cell: (row: AnswerRow) => several(row.notWeighed) },
      ]
    : []),
  { heading: 'issues', cell: row => saidInFull(row.issues) },
  { heading: 'warnings', cell: row => saidInFull(row.warnings) },
  { heading: 'rules', cell: row => row.rules },
  ...(words ? wordColumns : []),
]

/** A column of the sheet of answers, whose days are days. */
interface SheetColumn {
  readonly heading: string
  readonly cell: (row: AnswerRow, words: RowWords) => SheetCell
}

/** The columns of the sheet of answers: first what is read by people, then what the file of answers has. */
export const sheetColumns = (wanted: WantedParts): readonly SheetColumn[] => {
  const all = answerColumns({ ...wanted, words: true })
  const inWords = ['answerInWords', 'deadlinesInWords', 'reason']
  const firstColumns = ['file', 'line', ...(wanted.id === undefined ? [] : [wanted.id])]
  const pick = (names: readonly string[]) => all.filter(one => names.includes(one.heading))
  return [
    ...pick(firstColumns),
    { heading: 'question', cell: (_, words) => words.question },
    ...pick(['answerInWords']),
    { heading: 'nextDeadline', cell: nextDeadline },
    ...pick(['deadlinesInWords', 'reason']),
    ...all
      .filter(one => !firstColumns.includes(one.heading) && !inWords.includes(one.heading))
      .map(one => (one.heading === 'asOf' ? { ...one, cell: (row: AnswerRow) => dayCell(row.asOf) } : one)),
  ]
}

const dayCell = (day: string): SheetCell => (day === '' ? '' : { day })

/** The first deadline from the day of asking on: what lies before may be done. */
const nextDeadline = ({ deadlines, asOf }: AnswerRow): SheetCell =>
  dayCell(deadlines.find(({ date }) => date !== '' && date >= asOf)?.date ?? '')

/** Issues or warnings in one cell, each with its place. */
export const saidInFull = (issues: readonly Issue[]): string => several(issues.map(issue => oneLine(issueLine(issue))))

/** “2026-11-30 first-review, independent-reviewing-officer”; “perhaps” stands before one that may not apply. */
const dueInWords = ({ date, action, role, status }: ChildDeadline): string =>
  `${status === 'possible' ? 'perhaps ' : ''}${date === '' ? 'no date' : date} ${action}, ${role}`
