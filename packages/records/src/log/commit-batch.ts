import type { Kysely, Transaction } from 'kysely'
import type { RecordsDatabase } from '../database/open.ts'
import type { IndexRow, RecordRow, Schema, TileRow } from '../database/schema.ts'
import { type Head, lockHead, moveHead } from './head.ts'
import { insertRows } from './insert-rows.ts'

/** What a batch adds, and where the log ends after it. */
export interface BuiltBatch {
  /** Their seqs follow the head’s size without gaps. */
  readonly records: readonly RecordRow[]
  readonly index: readonly IndexRow[]
  readonly tiles: readonly TileRow[]
  readonly head: Head
}

/**
 * Makes the rows of a batch, the head being locked: nobody else adds to the log, makes or destroys a key until the
 * transaction, given for reading keys, ends. `recordedAt` is the batch’s time.
 */
export type BuildBatch<Built extends BuiltBatch = BuiltBatch> = (
  head: Head,
  recordedAt: string,
  transaction: Transaction<Schema>,
) => Promise<Built> | Built

/** A clock that was put back does not put a record before the one it follows. */
const notBefore = (earliest: string, now: Date): string => {
  const time = now.toISOString()
  return time < earliest ? earliest : time
}

const refuseGaps = (head: Head, { records, head: next }: BuiltBatch): void => {
  const gap = records.findIndex((record, at) => record.seq !== head.size + at)
  if (gap !== -1) throw new Error(`Record ${gap + 1} of a batch does not follow the one before it`)
  if (next.size !== head.size + records.length) throw new Error('The head does not stand after the last record')
}

const insertBatch = async (
  transaction: Kysely<Schema>,
  kind: RecordsDatabase['kind'],
  { records, index, tiles }: BuiltBatch,
): Promise<void> => {
  await insertRows(transaction, kind, 'records', records)
  await insertRows(transaction, kind, 'record_index', index)
  await insertRows(transaction, kind, 'tree_tiles', tiles)
}

/**
 * Adds one batch in one transaction under the lock of the head, and gives what was built once it is on disk. A batch of
 * no records changes nothing. Rejects where storage failed or `build` did: then nothing was added, or, where the connection
 * was lost in the midst of COMMIT, all of it may have been and nobody was told.
 */
export const commitBatch = <Built extends BuiltBatch>(
  { db, kind }: Pick<RecordsDatabase, 'db' | 'kind'>,
  build: BuildBatch<Built>,
  now: () => Date,
): Promise<Built> =>
  db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async transaction => {
      const head = await lockHead(transaction, kind)
      const built = await build(head, notBefore(head.recordedAt, now()), transaction)
      refuseGaps(head, built)
      if (built.records.length === 0) return built
      await insertBatch(transaction, kind, built)
      await moveHead(transaction, head.size, built.head)
      return built
    })
