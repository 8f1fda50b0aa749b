import type { Council } from '../children.ts'
import type { Child } from '../history/history.ts'
import type { Cell, Table } from '../table.ts'

/** A file of a council: it is made piece by piece while it is read, so that its size does not matter. */
export interface SampleFile {
  /** From the folder of its format. */
  readonly name: string
  readonly pieces: () => Iterable<Uint8Array>
}

/** How a council may have a return. */
export interface Format {
  /** Its folder. */
  readonly name: string
  /** What it is, in a few words. */
  readonly title: string
  readonly filesOf: (council: Council) => readonly SampleFile[]
  /** The pieces of all files as they come, each with the place of its file: quicker, where it can be done. */
  readonly piecesOf?: (council: Council) => Iterable<readonly [file: number, piece: Uint8Array]>
}

/** The rows of a table, one after another. */
export function* rowsOfTable(table: Table, children: Iterable<Child>, council: Council): Generator<readonly Cell[]> {
  for (const child of children) yield* table.rowsOf(child, council)
}

/** How long a piece is, at least, in characters; the last one aside. */
export const pieceLength = 64 * 1_024

/** Texts put together into larger ones, as bytes. */
export function* inPieces(texts: Iterable<string>, encode: (text: string) => Uint8Array): Generator<Uint8Array> {
  let [held, length]: [string[], number] = [[], 0]
  for (const text of texts) {
    held.push(text)
    length += text.length
    if (length < pieceLength) continue
    yield encode(held.join(''))
    ;[held, length] = [[], 0]
  }
  if (held.length > 0) yield encode(held.join(''))
}

/** As UTF-8. */
export const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8')
