import type { Council } from '../children.ts'
import type { DayForm } from '../days.ts'
import type { Child } from '../history/history.ts'
import type { Cell, Table } from '../table.ts'
import { inPieces, pieceLength, type SampleFile, utf8 } from './format.ts'

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

/** Tables that are written as text, each into a file of its own. */
export interface TextTables {
  readonly tables: readonly Table[]
  readonly children: (council: Council) => Iterable<Child>
  readonly dialect: Dialect
  /** What the file of a table is called. */
  readonly nameOf: (table: Table) => string
}

/** The files of some tables as text. */
export const csvFiles = ({ tables, children, dialect, nameOf }: TextTables, council: Council): readonly SampleFile[] =>
  tables.map(table => ({
    name: nameOf(table),
    pieces: () => inPieces(linesOf(table, children(council), council, dialect), dialect.encode ?? utf8),
  }))

function* linesOf(table: Table, children: Iterable<Child>, council: Council, dialect: Dialect): Generator<string> {
  const lines = createLines(dialect)
  yield lines.head(table)
  for (const child of children) yield lines.of(table.rowsOf(child, council))
}

/** The same files, their pieces as they come while all children are gone through once: with the place of their file. */
export function* csvPieces(
  { tables, children, dialect }: TextTables,
  council: Council,
): Generator<readonly [file: number, piece: Uint8Array]> {
  const lines = createLines(dialect)
  const encode = dialect.encode ?? utf8
  const held = tables.map(table => lines.head(table))
  for (const child of children(council))
    for (const [i, table] of tables.entries()) {
      held[i] += lines.of(table.rowsOf(child, council))
      if (held[i]!.length < pieceLength) continue
      yield [i, encode(held[i]!)]
      held[i] = ''
    }
  for (const [i, rest] of held.entries()) yield [i, encode(rest)]
}

const createLines = ({ day, delimiter = ',', newline = '\r\n', before = '' }: Dialect) => {
  const special = new RegExp(`["\\r\\n${delimiter}]`)
  const quoted = (text: string): string => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const line = (cells: readonly Cell[]): string =>
    cells.map(cell => (typeof cell === 'number' ? day(cell) : quoted(cell))).join(delimiter) + newline
  return {
    head: ({ headings }: Table): string => before + line(headings),
    of: (rows: readonly (readonly Cell[])[]): string => (rows.length === 0 ? '' : rows.map(line).join('')),
  }
}
