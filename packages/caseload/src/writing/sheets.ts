import type { AnswerRow, WantedParts } from '../answering/answer-row.ts'

type Cell = string | number

/** A sheet that is made of all answers, once they have all been taken. */
interface SummarySheet {
  readonly headings: readonly string[]
  readonly take: (row: AnswerRow) => void
  readonly rows: () => readonly (readonly Cell[])[]
}

const counted = () => {
  const counts = new Map<string, number>()
  return {
    add: (...names: readonly string[]) => {
      const key = names.join('\n')
      counts.set(key, (counts.get(key) ?? 0) + 1)
    },
    rows: (): readonly (readonly Cell[])[] =>
      [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, count]) => [...key.split('\n'), count]),
  }
}

/** How many children there are of each answer. */
export const countRows = (): SummarySheet => {
  const { add, rows } = counted()
  return {
    headings: ['decision', 'answer', 'children'],
    take: ({ decision, answer, status }) => add(decision, answer === '' ? status : answer),
    rows,
  }
}

/** Every deadline that has a date, by date. */
export const deadlineRows = ({ id }: WantedParts): SummarySheet => {
  const found: { readonly date: string; readonly cells: readonly Cell[] }[] = []
  return {
    headings: ['date', 'action', 'whose', 'applies', ...(id === undefined ? [] : [id]), 'file', 'line', 'decision'],
    take: row => {
      for (const { date, action, role, status } of row.deadlines)
        if (date !== '')
          found.push({
            date,
            cells: [
              date,
              action,
              role,
              status === 'applies' ? 'yes' : 'perhaps',
              ...(id === undefined ? [] : [row.id]),
              row.file,
              row.line,
              row.decision,
            ],
          })
    },
    rows: () => found.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)).map(one => one.cells),
  }
}

/** For how many children each fact is missing for the answer. */
export const missingRows = (): SummarySheet => {
  const { add, rows } = counted()
  return {
    headings: ['decision', 'fact', 'children'],
    take: ({ decision, missing }) => {
      for (const fact of missing) add(decision, fact)
    },
    rows,
  }
}
