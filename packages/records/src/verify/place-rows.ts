import type { RecordRow } from '../database/schema.ts'
import { hashBytes } from '../tree/hash.ts'
import type { Faults, RecordRange } from './fault.ts'
import type { Stored } from './source.ts'

/** A row, and the place in the log that it is looked at in. */
export interface PlacedRow {
  readonly row: Stored<RecordRow>
  readonly seq: number
  /** Records that should stand before it and do not. */
  readonly missing: number
}

/** Beyond so many, a number is damaged rather than the records before it missing. */
const mostMissing = 100_000

/** What stands in the tree for a record that is missing, so that those after it keep their places. */
export const noLeaf = Buffer.alloc(hashBytes)

/** The message for records that are missing. */
export const renderMissing = ({ from, to }: RecordRange): string =>
  from === to ? `Record ${from} is missing.` : `The records ${from} to ${to} are missing.`

/**
 * Puts the rows of a page, in the order of their numbers, into the places of the log from `next` on. Missing records are said
 * once, and those after them stay in their own places; a row that stands in a place a second time is left out.
 */
export const placeRows = (rows: readonly Stored<RecordRow>[], next: number, faults: Faults): readonly PlacedRow[] => {
  const placed: PlacedRow[] = []
  let expected = next
  for (const row of rows) {
    const missing = (row.seq ?? expected) - expected
    if (missing < 0) {
      faults.add('sequence', 'This record is one too many: its place was taken already.', row.seq ?? undefined)
      continue
    }
    const isGap = missing <= mostMissing
    if (!isGap) faults.add('sequence', `Record ${expected} was expected, and record ${row.seq} is there.`, expected)
    else if (missing > 0) {
      const gap = { from: expected, to: expected + missing - 1 }
      faults.add('sequence', renderMissing(gap), gap)
    }
    expected += isGap ? missing : 0
    placed.push({ row, seq: expected, missing: isGap ? missing : 0 })
    expected += 1
  }
  return placed
}
