import { type Issue, issueLine } from '@virtual-school/rules'
import { oneLine } from '@virtual-school/rules/internal'
import type { AnswerRow, ChildDeadline, WantedParts } from '../answering/answer-row.ts'

/** A column of the answers: its heading, and what stands in it. */
export interface AnswerColumn {
  readonly heading: string
  readonly cell: (row: AnswerRow) => string | number
}

const several = (texts: readonly string[]): string => texts.join('; ')

/** The columns of a file of answers, in their order. `id`: the heading of the child’s own column, if it is wanted. */
export const answerColumns = ({ id, missing, readings }: WantedParts): readonly AnswerColumn[] => [
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
]

/** Issues or warnings in one cell, each with its place. */
export const saidInFull = (issues: readonly Issue[]): string => several(issues.map(issue => oneLine(issueLine(issue))))

/** “2026-11-30 first-review, independent-reviewing-officer”; “perhaps” stands before one that may not apply. */
const dueInWords = ({ date, action, role, status }: ChildDeadline): string =>
  `${status === 'possible' ? 'perhaps ' : ''}${date === '' ? 'no date' : date} ${action}, ${role}`
