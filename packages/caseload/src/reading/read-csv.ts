import { type CsvError, parse } from 'csv-parse'
import type { Encoding } from './encoding.ts'
import { readDecoded } from './encoding.ts'
import { belowTitle, fileFault, longestRow, mostAbove, type TableTaker, type TakeRow } from './table-taker.ts'

/** Reads a table of text: the headings are its first line that is not blank, or stand below a title. Rejects with the fault of a file that is no such table. */
export const readCsv = async (file: string, encoding: Encoding, taker: TableTaker): Promise<void> => {
  const rows = belowTitle(taker, '')
  let parser: ReturnType<typeof startParser> | undefined
  let head = ''
  for await (const text of readDecoded(file, encoding)) {
    if (text.includes('\0')) throw fileFault('not-text', 'The file is no text: it holds a NUL.')
    if (parser === undefined) {
      head += text
      const dialect = findDialect(head)
      if (dialect === undefined) {
        if (head.length > longestRow) throw tooLong(1)
        continue
      }
      parser = startParser(dialect, rows)
      await parser.write(head.slice(dialect.skipped))
    } else await parser.write(text)
  }
  if (parser === undefined) {
    const dialect = findDialect(`${head}\n`) ?? { delimiter: ',', skipped: 0 }
    parser = startParser(dialect, rows)
    await parser.write(head.slice(dialect.skipped))
  }
  await parser.end()
}

/** How cells are set apart, and what stands before the table. */
interface Dialect {
  readonly delimiter: string
  /** How many characters of the text come before the table: its mark, and a line such as `sep=;`. */
  readonly skipped: number
}

const delimiters = [',', ';', '\t'] as const

/** By a line `sep=…`, else by what the first line has most of that has any; undefined if no line has come whole yet. A title has none. */
const findDialect = (text: string): Dialect | undefined => {
  const told = /^\uFEFF?sep=(.)\r?\n/i.exec(text)
  // It is not counted as a line: a spreadsheet takes it in, and shows what comes next in its first row.
  if (told !== null) return { delimiter: told[1]!, skipped: told[0].length }
  const lines = text.split(/[\r\n]+/).slice(0, -1)
  const line = lines.slice(0, mostAbove).find(one => delimiters.some(sign => one.includes(sign))) ?? lines[0]
  if (line === undefined) return undefined
  const counts = delimiters.map(one => line.split(one).length)
  return { delimiter: delimiters[counts.indexOf(Math.max(...counts))]!, skipped: 0 }
}

const startParser = ({ delimiter }: Dialect, take: TakeRow) => {
  let line = 1
  const parser = parse({
    bom: true,
    delimiter,
    max_record_size: longestRow,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: false,
    trim: true,
  })
  let failed: unknown
  parser.on('error', error => {
    failed ??= faultOf(error as CsvError, line)
  })
  // What is thrown here would not reach who reads the file, so it is kept until that asks.
  const takeSafely = (cells: readonly string[]) => {
    try {
      take(line, cells)
    } catch (error) {
      failed = error
    }
  }
  parser.on('data', (cells: readonly string[]) => {
    if (failed !== undefined) return
    if (cells.some(cell => cell !== '')) takeSafely(cells)
    line += 1
    // A blank line is a row of one blank cell here, so nothing but breaks inside cells is left to count.
    for (const cell of cells) if (cell.includes('\n') || cell.includes('\r')) line += cell.match(/\r\n|\n|\r/g)!.length
  })
  const check = () => {
    if (failed !== undefined) throw failed
  }
  return {
    write: async (text: string) => {
      if (!parser.write(text) && failed === undefined) await once(parser, 'drain')
      check()
    },
    end: async () => {
      parser.end()
      if (failed === undefined) await once(parser, 'end')
      check()
    },
  }
}

/** Waits for what a stream says next; an error ends the waiting too, and is looked at afterwards. */
const once = (parser: ReturnType<typeof parse>, event: 'drain' | 'end'): Promise<void> =>
  new Promise(resolve => {
    const done = () => {
      parser.off(event, done)
      parser.off('error', done)
      resolve()
    }
    parser.once(event, done)
    parser.once('error', done)
  })

const tooLong = (line: number) =>
  fileFault(
    'too-large',
    `The row is longer than ${longestRow.toLocaleString('en-GB')} characters. A quote that does not close takes in all that follows it.`,
    line,
  )

const faultOf = ({ code }: CsvError, line: number) =>
  code === 'CSV_MAX_RECORD_SIZE'
    ? tooLong(line)
    : fileFault(
        'malformed',
        'The row is not CSV: a quote stands inside a cell that is not quoted, or does not close. Nothing of this file was used. Mend the row, or save the table as CSV once more.',
        line,
      )
