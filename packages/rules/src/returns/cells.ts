import { type CivilDate, plusDays } from '../kernel/dates.ts'
import type { Code } from '../language/codes.ts'
import { isBlank } from './blank.ts'
import { type FoundCode, findCode } from './code-index.ts'
import { type DateFault, isEitherWay, readDate } from './dates.ts'
import type { LayoutColumn, LayoutTest } from './layout.ts'
import type { RecognisedTable } from './recognise.ts'
import { codeIssue, dateIssue, issueAt, type Place, type Remark } from './remarks.ts'

/** A row of a table: its cells as they stand there, and the line it begins on. */
export interface ReturnRow {
  readonly table: RecognisedTable
  readonly cells: readonly string[]
  readonly line: number
}

/** A row while a child is put together: the day that is asked about, and what was read of it so far. */
export interface OpenRow extends ReturnRow {
  readonly day: CivilDate
  readonly read: (Cell | undefined)[]
  /** Where remarks about its cells go. */
  readonly remarks: Remark[]
}

/** What stands in a cell: nothing, a day, a code, or what cannot be read. */
export type Cell = 'blank' | { readonly date: CivilDate } | { readonly code: Code } | Unreadable
/** A cell that cannot be read, and why. */
export type Unreadable =
  | { readonly unreadable: DateFault; readonly index: number }
  | { readonly unreadable: Exclude<FoundCode, { isMended: boolean }>; readonly index: number; readonly on: CivilDate }

/** Whether it cannot be read. */
export const isUnreadable = (cell: Cell | undefined): cell is Unreadable =>
  typeof cell === 'object' && 'unreadable' in cell

/** The place of a cell, or of its row. */
export const placeOf = ({ table, line }: ReturnRow, index?: number): Place => {
  const column = index === undefined ? undefined : table.layout.byIndex[index]?.column.name
  return { file: table.name, line, ...(column === undefined ? {} : { column }) }
}

/** The cell at a place, read once; undefined if the table has no such column. */
export const cellAt = (row: OpenRow, index: number): Cell | undefined => {
  if (index < 0) return undefined
  const known = row.read[index]
  if (known !== undefined) return known
  const cell = readCell(row, index)
  row.read[index] = cell
  return cell
}

/** The day that stands there; undefined if it is blank, unreadable or not a column. */
export const dateAt = (row: OpenRow, index: number): CivilDate | undefined => {
  const cell = cellAt(row, index)
  return typeof cell === 'object' && 'date' in cell ? cell.date : undefined
}

/** The code that stands there; undefined if it is blank, unreadable or not a column. */
export const codeAt = (row: OpenRow, index: number): Code | undefined => {
  const cell = cellAt(row, index)
  return typeof cell === 'object' && 'code' in cell ? cell.code : undefined
}

const readCell = (row: OpenRow, index: number): Cell => {
  const text = (row.cells[index] ?? '').trim()
  const column = row.table.layout.byIndex[index]
  if (column === undefined || isBlank(text)) return 'blank'
  if (column.codes !== undefined) return readCode(row, column, text)
  const found = readDate(text)
  if ('fault' in found) return { unreadable: found.fault, index }
  if (row.table.layout.monthFirst.has(index) && isEitherWay(text)) return { unreadable: 'month-first', index }
  return found
}

const readCode = (row: OpenRow, column: LayoutColumn, text: string): Cell => {
  const codes = column.codes!
  const on = codes.isDated ? judgedOn(row, column) : row.day
  const found = findCode(codes, text, on)
  if ('fault' in found) {
    if (found.fault === 'unknown' && codes.list.hasMore === true) return 'blank'
    return { unreadable: found, index: column.index, on }
  }
  if (found.isMended) row.remarks.push(mended(placeOf(row, column.index)))
  return { code: found.code }
}

/** The day by which a code is judged: of a row that has days of its own, one of these. */
const judgedOn = (row: OpenRow, { judged, from, to }: LayoutColumn): CivilDate => {
  const first = dateAt(row, from)
  const end = dateAt(row, to)
  if (judged === 'first') return first ?? row.day
  if (end === undefined) return first !== undefined && first > row.day ? first : row.day
  if (judged === 'end') return end
  // On the day on which something ends it is so no more.
  const last = plusDays(end, -1)
  if (first !== undefined && last < first) return first
  if (last > row.day) return row.day
  return last
}

const mended = (place: Place): Remark => ({
  kind: 'mended',
  ...issueAt(place, 'unknown-word', `“${place.column ?? ''}” has a slip in case or blanks, and was read without it.`),
})

/** The issue of a cell that cannot be read. */
export const unreadableIssue = (row: OpenRow, cell: Unreadable) =>
  typeof cell.unreadable === 'string'
    ? dateIssue(placeOf(row, cell.index), cell.unreadable)
    : codeIssue(
        placeOf(row, cell.index),
        cell.unreadable,
        row.table.layout.byIndex[cell.index]!.codes!,
        'on' in cell ? cell.on : row.day,
      )

/** Whether a test of the row holds. Of a column that the table does not have nothing is true. */
export const passes = (row: OpenRow, { index, test }: LayoutTest): boolean => {
  const cell = cellAt(row, index)
  if (cell === undefined || isUnreadable(cell)) return false
  if (test.is !== undefined) return test.is.some(state => state === stateOf(cell, row.day))
  if (cell === 'blank' || 'date' in cell) return false
  return test.codes?.includes(cell.code.code) ?? !test.otherThan!.includes(cell.code.code)
}

const stateOf = (cell: Exclude<Cell, Unreadable>, day: CivilDate): string => {
  if (cell === 'blank') return 'blank'
  if ('code' in cell) return 'code'
  return cell.date <= day ? 'on-or-before' : 'after'
}
