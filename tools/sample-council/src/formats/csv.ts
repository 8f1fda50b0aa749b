import type { Council } from '../children.ts'
import type { DayForm } from '../days.ts'
import type { Child } from '../history/history.ts'
import type { Cell, Table } from '../table.ts'
import { inPieces, rowsOfTable, type SampleFile, utf8 } from './format.ts'

/** How a program writes tables as text. */
export interface Dialect {
  readonly day: DayForm
  readonly delimiter?: string
  readonly newline?: string
  /** What comes before the headings: a mark, a line for spreadsheets. */
  readonly before?: string
  readonly encode?: (text: string) => Uint8Array
}

/** As Windows-1252; of its signs these are the ones that Latin-1 has too. */
export const windows1252 = (text: string): Uint8Array => Buffer.from(text, 'latin1')
/** As UTF-16, the lower byte first. */
export const utf16 = (text: string): Uint8Array => Buffer.from(text, 'utf16le')

/** The text of a cell. */
export const textOf = (cell: Cell, day: DayForm): string => (typeof cell === 'number' ? day(cell) : cell)

/** The file of a table as text. */
export const csvFile = (
  name: string,
  table: Table,
  children: (council: Council) => Iterable<Child>,
  council: Council,
  dialect: Dialect,
): SampleFile => ({
  name,
  pieces: () => inPieces(linesOf(table, children(council), council, dialect), dialect.encode ?? utf8),
})

function* linesOf(table: Table, children: Iterable<Child>, council: Council, dialect: Dialect): Generator<string> {
  const { day, delimiter = ',', newline = '\r\n', before = '' } = dialect
  const special = new RegExp(`["\\r\\n${delimiter}]`)
  const quoted = (text: string): string => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  yield before + table.headings.map(quoted).join(delimiter) + newline
  for (const cells of rowsOfTable(table, children, council))
    yield cells.map(cell => quoted(textOf(cell, day))).join(delimiter) + newline
}
