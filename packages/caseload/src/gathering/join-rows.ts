import { createNames } from './names.ts'
import { sharedNumbers, withRoom } from './numbers.ts'
import { link, type RowsOfFile, rowPlace, type StoredRows } from './row-form.ts'

/** Puts the rows of files together, by what the files call the children. */
export interface RowJoin {
  /** Adds the rows of the next file. */
  readonly add: (rows: RowsOfFile) => void
  readonly close: () => StoredRows
}

/** A join of no files yet. The children come in the order in which they are first met. */
export const joinRows = (): RowJoin => {
  const names = createNames()
  const pieces: Uint8Array[] = []
  const tablesBefore: number[] = []
  const texts: StoredRows['texts'][number][] = []
  const chains = createChains(pieces)
  return {
    add: rows => {
      const before = rowPlace(pieces.length, 0)
      pieces.push(...rows.pieces)
      tablesBefore.push(...rows.pieces.map(() => texts.length))
      texts.push(...rows.texts)
      for (let place = 0; place < rows.names.count; place += 1)
        chains.add(names.numberOfListed(rows.names, place), before + rows.firstOf[place]!, before + rows.lastOf[place]!)
    },
    close: () => {
      const { firstOf } = chains.ends()
      return { pieces, tablesBefore, texts, names: names.list(), firstOf, childrenCount: firstOf.length }
    },
  }
}

/** The rows of each child, hung one behind another. */
export interface Chains {
  /** Hangs rows of a child that hang together behind those that it has. A child who has none is the next one. */
  readonly add: (child: number, first: number, last: number) => void
  /** Where the first row of each child begins, and the last. */
  readonly ends: () => { readonly firstOf: Uint32Array; readonly lastOf: Uint32Array }
}

/** Chains of rows that lie in these pieces, or in such as will be added to them. */
export const createChains = (pieces: readonly Uint8Array[]): Chains => {
  let [firstOf, lastOf, count] = [new Uint32Array(64), new Uint32Array(64), 0]
  return {
    add: (child, first, last) => {
      if (child < count) link(pieces, lastOf[child]!, first)
      else {
        count += 1
        firstOf = withRoom(firstOf, count, size => new Uint32Array(size))
        lastOf = withRoom(lastOf, count, size => new Uint32Array(size))
        firstOf[child] = first
      }
      lastOf[child] = last
    },
    ends: () => ({
      firstOf: sharedNumbers(firstOf.subarray(0, count)),
      lastOf: sharedNumbers(lastOf.subarray(0, count)),
    }),
  }
}
