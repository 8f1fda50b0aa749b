import { type NameList, nameAt } from './names.ts'

// How rows are kept: as bytes, some twenty for a row, where its cells as texts would take several hundred.
//
// A row begins at a multiple of `unit`. It is: how many units further the next row of the same child begins, in four bytes, the low
// one first, 0 if there is none; its table; its line; how many cells it has; its cells. All but the first are numbers of seven bits a
// byte, the low ones first, with the highest bit if more follow. A cell is `blank`, `itsName` if it is what the file calls the child,
// `ownText` before the length of a text in UTF-8 and its bytes, or else `firstListed` and the place of its text in its column’s list.

/** Rows begin at multiples of so many bytes; by that four bytes are enough to name any row of 4,096 pieces. */
export const unit = 4
/** How many bytes are held in one piece. No row lies in two. */
export const pieceLength = 4 * 1_024 * 1_024
/** How many bytes the distance to the next row takes. */
export const distanceLength = 4
/** See above. */
export const [blank, itsName, ownText, firstListed] = [0, 1, 2, 3] as const

/** Where a row begins, as a count of units over all pieces. */
export const rowPlace = (piece: number, at: number): number => (piece * pieceLength + at) / unit

/** Writes how far the next row of a child is from one that begins at a place. */
export const link = (pieces: readonly Uint8Array[], from: number, to: number): void => {
  const at = from * unit
  const bytes = pieces[Math.floor(at / pieceLength)]!
  for (let i = 0; i < distanceLength; i += 1) bytes[(at % pieceLength) + i] = ((to - from) >>> (8 * i)) & 255
}

/** The texts that cells name by their place, by table and column. */
export type ListedTexts = readonly (readonly (readonly string[])[])[]

/** The rows of one file, those of a child one after another. */
export interface RowsOfFile {
  readonly pieces: readonly Uint8Array[]
  readonly texts: ListedTexts
  /** What the file calls its children. */
  readonly names: NameList
  /** Of each of these where its first row begins, and its last. */
  readonly firstOf: Uint32Array
  readonly lastOf: Uint32Array
}

/** The rows of all files by children: plain data that threads share without a copy, but for the texts. */
export interface StoredRows {
  readonly pieces: readonly Uint8Array[]
  /** Of each piece the place of its file’s first table among the tables of all files. */
  readonly tablesBefore: readonly number[]
  readonly texts: ListedTexts
  /** What the files call the children. */
  readonly names: NameList
  /** Where the first row of each child begins. */
  readonly firstOf: Uint32Array
  readonly childrenCount: number
}

/** A row as it was added. */
export interface StoredRow {
  /** The place of its table among the tables of all files. */
  readonly table: number
  readonly line: number
  readonly cells: readonly string[]
}

const decoder = new TextDecoder()

/** The rows of a child, in the order in which they were added. */
export const rowsOfChild = (
  { pieces, tablesBefore, texts, names, firstOf }: StoredRows,
  child: number,
): readonly StoredRow[] => {
  const found: StoredRow[] = []
  let name: string | undefined
  let [place, distance] = [firstOf[child]!, 0]
  do {
    const piece = Math.floor((place * unit) / pieceLength)
    const bytes = pieces[piece]!
    let at = (place * unit) % pieceLength
    distance = bytes[at]! + bytes[at + 1]! * 0x100 + bytes[at + 2]! * 0x1_0000 + bytes[at + 3]! * 0x100_0000
    at += distanceLength
    const number = (): number => {
      let [value, scale] = [0, 1]
      for (; bytes[at]! > 127; at += 1) {
        value += (bytes[at]! & 127) * scale
        scale *= 128
      }
      at += 1
      return value + bytes[at - 1]! * scale
    }
    const text = (): string => {
      const length = number()
      at += length
      // A view of shared memory cannot be decoded, so its bytes are copied.
      return decoder.decode(bytes.slice(at - length, at))
    }
    const [table, line, width] = [tablesBefore[piece]! + number(), number(), number()]
    const cells: string[] = []
    for (let column = 0; column < width; column += 1) {
      const cell = number()
      if (cell === itsName) name ??= nameAt(names, child)
      cells.push(
        cell >= firstListed
          ? texts[table]![column]![cell - firstListed]!
          : cell === blank
            ? ''
            : cell === itsName
              ? name!
              : text(),
      )
    }
    found.push({ table, line, cells })
    place += distance
  } while (distance !== 0)
  return found
}
