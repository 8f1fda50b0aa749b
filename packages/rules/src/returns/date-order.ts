import { readDate } from './dates.ts'
import type { RecognisedTable } from './recognise.ts'
import type { Remark } from './remarks.ts'

/** Looks at the dates of a table, row by row, and says in the end which columns have the month first. */
export interface DateWatch {
  readonly see: (cells: readonly string[]) => void
  /** The table to fold rows with: in such a column, a date that could be read either way is not read. With a warning each. */
  readonly result: () => { readonly table: RecognisedTable; readonly warnings: readonly Remark[] }
}

/** A watch over the columns of dates of a table. Without it only those dates are found that make no sense as day and month. */
export const watchDates = (table: RecognisedTable): DateWatch => {
  const columns = table.layout.byIndex
    .filter(one => one !== undefined && one.codes === undefined)
    .map(one => one!.index)
  const monthFirst = new Set<number>()
  return {
    see: cells => {
      for (const index of columns) {
        const text = (cells[index] ?? '').trim()
        if (text === '' || monthFirst.has(index)) continue
        const found = readDate(text)
        if ('fault' in found && found.fault === 'month-first') monthFirst.add(index)
      }
    },
    result: () => ({
      table: { ...table, layout: { ...table.layout, monthFirst } },
      warnings: [...monthFirst].sort((a, b) => a - b).map(index => inWords(table, index)),
    }),
  }
}

const inWords = (table: RecognisedTable, index: number): Remark => {
  const name = table.layout.byIndex[index]!.column.name
  const message = `Some dates in “${name}” make sense only with the month before the day. These are not read, nor are those of this column that could be read either way. Give the column the form day/month/year.`
  return { kind: 'unread', code: 'malformed', pointer: `/${name}`, file: table.name, message }
}
