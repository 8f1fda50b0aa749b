import { fileFault } from '../reading/table-taker.ts'

/** Rows of tables, kept as bytes: some eighty for a row, where its cells as texts would take several hundred. */
export interface RowStore {
  /** Adds a row to what is kept of a child. `table`: its place among the tables. */
  readonly add: (child: number, table: number, line: number, cells: readonly string[]) => void
  /** What is kept, as plain data that a thread can share without a copy. Nothing may be added afterwards. */
  readonly close: () => StoredRows
}

/** See `RowStore`. Each list has a member for each child, or for each row. */
export interface StoredRows {
  readonly pieces: readonly Uint8Array[]
  /** Where a row’s bytes begin, of all pieces one after another. */
  readonly startOf: Float64Array
  readonly lengthOf: Uint32Array
  readonly tableOf: Uint16Array
  readonly lineOf: Uint32Array
  /** The next row of the same child; `noRow` if it is the last. */
  readonly nextOf: Uint32Array
  readonly firstOf: Uint32Array
  readonly childrenCount: number
}

/** A row as it was added. */
export interface StoredRow {
  readonly table: number
  readonly line: number
  readonly cells: readonly string[]
}

const noRow = 0xffff_ffff
const pieceLength = 8 * 1_024 * 1_024
/** Stands between cells. In a cell it is a blank: no return holds it. */
const separator = '\u001F'

/** The most rows and bytes that are kept: some three times as many as all children of the country would need. */
const usualLimits = { rows: 12_000_000, bytes: 1_024 ** 3 } as const

/** A store that holds nothing yet. What is beyond its limits ends the reading of the file. */
export const createRowStore = (limits: { readonly rows: number; readonly bytes: number } = usualLimits): RowStore => {
  const encoder = new TextEncoder()
  const pieces: Uint8Array[] = []
  let offset = pieceLength
  const startOf = growing<Float64Array>(of => new Float64Array(of as number))
  const [lengthOf, lineOf, nextOf, firstOf, lastOf] = Array.from({ length: 5 }, () =>
    growing<Uint32Array>(of => new Uint32Array(of as number)),
  ) as [Growing<Uint32Array>, Growing<Uint32Array>, Growing<Uint32Array>, Growing<Uint32Array>, Growing<Uint32Array>]
  const tableOf = growing<Uint16Array>(of => new Uint16Array(of as number))
  let [rows, children] = [0, 0]
  return {
    add: (child, table, line, cells) => {
      if (rows >= limits.rows || pieces.length * pieceLength > limits.bytes) throw tooMuch(line)
      const text = cells
        .map(cell => (cell.includes(separator) ? cell.replaceAll(separator, ' ') : cell))
        .join(separator)
      // A sign of UTF-16 takes at most three bytes.
      if (pieces.length === 0 || offset + text.length * 3 > pieceLength) {
        pieces.push(new Uint8Array(new SharedArrayBuffer(pieceLength)))
        offset = 0
      }
      const { written } = encoder.encodeInto(text, pieces.at(-1)!.subarray(offset))
      startOf.set(rows, (pieces.length - 1) * pieceLength + offset)
      lengthOf.set(rows, written)
      tableOf.set(rows, table)
      lineOf.set(rows, line)
      nextOf.set(rows, noRow)
      if (child === children) {
        firstOf.set(child, rows)
        children += 1
      } else nextOf.set(lastOf.get(child), rows)
      lastOf.set(child, rows)
      offset += written
      rows += 1
    },
    close: () => ({
      pieces,
      startOf: startOf.take(rows),
      lengthOf: lengthOf.take(rows),
      tableOf: tableOf.take(rows),
      lineOf: lineOf.take(rows),
      nextOf: nextOf.take(rows),
      firstOf: firstOf.take(children),
      childrenCount: children,
    }),
  }
}

const tooMuch = (line: number) =>
  fileFault(
    'too-many',
    'The files have more rows about children than all councils together. Is this the right file? Else give the files of fewer years or children at a time.',
    line,
  )

type Numbers = Float64Array | Uint32Array | Uint16Array

interface Growing<T extends Numbers> {
  readonly get: (at: number) => number
  readonly set: (at: number, value: number) => void
  /** The first `length` numbers, in memory that threads can share. */
  readonly take: (length: number) => T
}

/** Numbers that become more and more. */
const growing = <T extends Numbers>(create: (length: number | SharedArrayBuffer) => T): Growing<T> => {
  let numbers = create(1_024)
  return {
    get: at => numbers[at]!,
    set: (at, value) => {
      if (at >= numbers.length) {
        const larger = create(numbers.length * 2)
        larger.set(numbers)
        numbers = larger
      }
      numbers[at] = value
    },
    take: length => {
      const shared = create(new SharedArrayBuffer(length * numbers.BYTES_PER_ELEMENT))
      shared.set(numbers.subarray(0, length))
      return shared
    },
  }
}

const decoder = new TextDecoder()

/** The rows of a child, in the order in which they were added. */
export const rowsOfChild = (stored: StoredRows, child: number): readonly StoredRow[] => {
  const found: StoredRow[] = []
  for (let row = stored.firstOf[child]!; row !== noRow; row = stored.nextOf[row]!) {
    const start = stored.startOf[row]!
    const piece = stored.pieces[Math.floor(start / pieceLength)]!
    const from = start % pieceLength
    // A view of shared memory cannot be decoded, so its bytes are copied.
    const text = decoder.decode(piece.slice(from, from + stored.lengthOf[row]!))
    found.push({ table: stored.tableOf[row]!, line: stored.lineOf[row]!, cells: text.split(separator) })
  }
  return found
}
