import type { AnswerRow, ChildDeadline, WantedParts } from '../answering/answer-row.ts'
import type { RowWords } from './words.ts'
import type { SheetCell } from './workbook-xml.ts'

/** A sheet that is made of all answers, once they have all been taken. */
interface SummarySheet {
  readonly headings: readonly string[]
  readonly take: (row: AnswerRow, words: RowWords) => void
  readonly rows: () => readonly (readonly SheetCell[])[]
}

const counted = () => {
  const counts = new Map<string, number>()
  return {
    add: (...names: readonly string[]) => {
      const key = names.join('\n')
      counts.set(key, (counts.get(key) ?? 0) + 1)
    },
    rows: (): readonly (readonly SheetCell[])[] =>
      [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, count]) => [...key.split('\n'), count]),
  }
}

/** How many children there are of each answer. */
export const countRows = (): SummarySheet => {
  const { add, rows } = counted()
  return {
    headings: ['question', 'inWords', 'decision', 'answer', 'children'],
    take: ({ decision, answer, status }, { question, clause }) =>
      add(question, clause, decision, answer === '' ? status : answer),
    rows,
  }
}

/**
 * Every deadline that has a day from the day of asking on, by day, once for each child: what lies before may be done, and no file
 * says so.
 */
export const deadlineRows = ({ id }: WantedParts): SummarySheet => {
  const found = new Map<
    string,
    { readonly row: AnswerRow; readonly due: ChildDeadline; readonly inWords: string; readonly questions: string[] }
  >()
  return {
    headings: [
      'date',
      'inWords',
      'action',
      'whose',
      'applies',
      ...(id === undefined ? [] : [id]),
      'file',
      'line',
      'questions',
    ],
    take: (row, { dueOf }) => {
      for (const [i, due] of row.deadlines.entries()) {
        if (due.date < row.asOf) continue
        const key = [row.file, row.line, due.date, due.action, due.role].join('\n')
        const known = found.get(key)
        if (known === undefined) found.set(key, { row, due, inWords: dueOf[i]!, questions: [row.decision] })
        else if (!known.questions.includes(row.decision)) known.questions.push(row.decision)
      }
    },
    rows: () =>
      [...found.values()]
        .sort((a, b) => (a.due.date < b.due.date ? -1 : a.due.date > b.due.date ? 1 : 0))
        .map(({ row, due: { date, action, role, status }, inWords, questions }) => [
          { day: date },
          inWords,
          action,
          role,
          status === 'applies' ? 'yes' : 'perhaps',
          ...(id === undefined ? [] : [row.id]),
          row.file,
          row.line,
          questions.join('; '),
        ]),
  }
}

/** For how many children each fact is missing for the answer. */
export const missingRows = (): SummarySheet => {
  const { add, rows } = counted()
  return {
    headings: ['question', 'inWords', 'decision', 'fact', 'children'],
    take: ({ decision, missing }, { question, missingOf }) => {
      for (const [i, fact] of missing.entries()) add(question, missingOf[i]!, decision, fact)
    },
    rows,
  }
}
