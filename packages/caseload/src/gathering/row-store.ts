import { fileFault } from '../reading/table-taker.ts'
import { createChains } from './join-rows.ts'
import { createNames } from './names.ts'
import { sharedBytes } from './numbers.ts'
import {
  blank,
  distanceLength,
  firstListed,
  itsName,
  type ListedTexts,
  ownText,
  pieceLength,
  type RowsOfFile,
  rowPlace,
  unit,
} from './row-form.ts'

/** Takes the rows of one file, and keeps them in the form of `row-form.ts`. */
export interface RowStore {
  /** Adds a row to what is kept of a child. `table`: its place among the tables of the file. */
  readonly add: (child: string, table: number, line: number, cells: readonly string[]) => void
  /** What is kept, as plain data that a thread can share without a copy. Nothing may be added afterwards. */
  readonly close: (tablesCount: number) => RowsOfFile
}

/** How many rows and bytes may be kept of all files together, whichever threads read them. */
export interface RowLimits {
  readonly rows: number
  readonly kibibytes: number
  /** How many rows and kibibytes there are by now, in memory that threads share. */
  readonly taken: Int32Array
}

/** The most that is kept: some three times as many rows as all children of the country would need. */
export const startLimits = (rows = 12_000_000, kibibytes = 1_024 ** 2): RowLimits => ({
  rows,
  kibibytes,
  taken: new Int32Array(new SharedArrayBuffer(8)),
})

/** The most bytes that stand before the cells of a row, and before the text of a cell. */
const [longestHead, longestMark] = [distanceLength + 15, 6]
/** A text that is longer is kept in its row, and so is what comes after so many others in its column: it seldom comes again. */
const [longestListed, mostListed] = [40, 16_000]

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** A store that holds nothing yet. What is beyond the limits ends the reading of the file. */
export const createRowStore = (limits: RowLimits): RowStore => {
  const names = createNames()
  const lists = createLists()
  const pieces = createPieces(limits)
  const chains = createChains(pieces.all)
  let last = { name: '', number: 0 }
  const addCell = (cell: string, table: number, column: number): void => {
    const place = lists.placeOf(cell, table, column)
    if (place === undefined) pieces.addText(cell)
    else pieces.addNumber(firstListed + place)
  }
  return {
    add: (child, table, line, cells) => {
      // A sign of UTF-16 takes at most three bytes.
      const length = cells.reduce((sum, cell) => sum + longestMark + cell.length * 3, longestHead)
      const place = pieces.beginRow(length, line)
      // Rows of a child mostly follow one another.
      if (child !== last.name || child === '') last = { name: child, number: names.numberOf(child) }
      chains.add(last.number, place, place)
      pieces.addNumber(table)
      pieces.addNumber(line)
      pieces.addNumber(cells.length)
      for (let column = 0; column < cells.length; column += 1) {
        const cell = cells[column]!
        if (cell === '') pieces.addNumber(blank)
        else if (cell === child) pieces.addNumber(itsName)
        else addCell(cell, table, column)
      }
    },
    close: tablesCount => ({
      pieces: pieces.close(),
      texts: lists.close(tablesCount),
      names: names.list(),
      ...chains.ends(),
    }),
  }
}

/** Memory for rows, in pieces. */
const createPieces = (limits: RowLimits) => {
  const all: Uint8Array[] = []
  let [bytes, at]: [Uint8Array, number] = [new Uint8Array(0), 0]
  const take = (kind: 0 | 1, count: number, line: number): void => {
    const most = kind === 0 ? limits.rows : limits.kibibytes
    if (Atomics.add(limits.taken, kind, count) + count > most) throw tooMuch(line)
  }
  const addNumber = (number: number): void => {
    let rest = number
    for (; rest > 127; rest >>>= 7) {
      bytes[at] = (rest & 127) | 128
      at += 1
    }
    bytes[at] = rest
    at += 1
  }
  return {
    all,
    /** Begins a row of at most so many bytes, and gives its place. How far the next one is will stand in it once there is one. */
    beginRow: (length: number, line: number): number => {
      take(0, 1, line)
      at = Math.ceil(at / unit) * unit
      if (at + length > bytes.length) {
        if (length > pieceLength) throw tooLong(line)
        take(1, pieceLength / 1_024, line)
        bytes = new Uint8Array(new SharedArrayBuffer(pieceLength))
        all.push(bytes)
        at = 0
      }
      at += distanceLength
      return rowPlace(all.length - 1, at - distanceLength)
    },
    addNumber,
    addText: (text: string): void => {
      const encoded = encoder.encode(text)
      addNumber(ownText)
      addNumber(encoded.length)
      bytes.set(encoded, at)
      at += encoded.length
    },
    close: (): readonly Uint8Array[] => {
      if (all.length === 0) return all
      Atomics.sub(limits.taken, 1, Math.floor((pieceLength - at) / 1_024))
      return [...all.slice(0, -1), sharedBytes(bytes.subarray(0, at))]
    },
  }
}

/** The texts of each column, each with its place. */
const createLists = () => {
  const tables: (Map<string, number> | undefined)[][] = []
  const listOf = (table: number, column: number): Map<string, number> => {
    tables[table] ??= []
    tables[table][column] ??= new Map()
    return tables[table][column]
  }
  return {
    /** The place of a text; undefined if it is not listed. */
    placeOf: (text: string, table: number, column: number): number | undefined => {
      const list = listOf(table, column)
      const place = list.get(text)
      if (place !== undefined) return place
      if (list.size >= mostListed || text.length > longestListed) return undefined
      // A text out of a longer one would keep all of that, so it is put together again.
      list.set(decoder.decode(encoder.encode(text)), list.size)
      return list.size - 1
    },
    close: (tablesCount: number): ListedTexts =>
      Array.from({ length: tablesCount }, (_, table) =>
        Array.from(tables[table] ?? [], list => [...(list?.keys() ?? [])]),
      ),
  }
}

const tooMuch = (line: number) =>
  fileFault(
    'too-many',
    'The files have more rows about children than all councils together. Is this the right file? Else give the files of fewer years or children at a time.',
    line,
  )

const tooLong = (line: number) =>
  fileFault('too-large', 'The row holds more text than any row of a return. Is this the right file?', line)
