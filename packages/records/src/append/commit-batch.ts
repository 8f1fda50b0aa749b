import type { Transaction } from 'kysely'
import type { RecordsDatabase } from '../database/open.ts'
import { type Asking, atOnce } from '../database/pipeline.ts'
import type { IndexRow, OnceRow, RecordRow, Schema, ShownRow, TileRow } from '../database/schema.ts'
import { type Head, headLocked, headMoved } from '../log/head.ts'
import { insertedRows } from './insert-rows.ts'

/** What a batch adds, and where the log ends after it. */
export interface BuiltBatch {
  /** Their seqs follow the head’s size without gaps. */
  readonly records: readonly RecordRow[]
  readonly index: readonly IndexRow[]
  readonly tiles: readonly TileRow[]
  /** Of the records that are to be kept once, by the keys of their callers. */
  readonly once?: readonly OnceRow[]
  /** Of the records of lists that were read. */
  readonly shown?: readonly ShownRow[]
  readonly head: Head
}

/** What a batch is made from, the head being locked: nobody else adds to the log, makes or destroys a key meanwhile. */
export interface BatchGround<Asked> {
  readonly head: Head
  /** The batch’s time: never before that of the batch it follows. */
  readonly recordedAt: string
  /** The machine’s own time, which may be. */
  readonly clock: string
  /** What was asked under the lock. */
  readonly asked: Asked
  readonly transaction: Transaction<Schema>
}

interface BatchPlan<Asked, Built extends BuiltBatch> {
  /** What has to be known of the database, asked together with the head. */
  readonly ask: (transaction: Transaction<Schema>) => Asking<Asked>
  /** Makes the rows. */
  readonly build: (ground: BatchGround<Asked>) => Promise<Built> | Built
}

/** A clock that was put back does not put a record before the one it follows. */
const notBefore = (earliest: string, clock: string): string => (clock < earliest ? earliest : clock)

const refuseGaps = (head: Head, { records, head: next }: BuiltBatch): void => {
  const gap = records.findIndex((record, at) => record.seq !== head.size + at)
  if (gap !== -1) throw new Error(`Record ${gap + 1} of a batch does not follow the one before it`)
  if (next.size !== head.size + records.length) throw new Error('The head does not stand after the last record')
}

/**
 * Adds one batch in one transaction under the lock of the head, and gives what was built once it is on disk. A batch of
 * no records changes nothing. Rejects where storage failed or `build` did: then nothing was added, or, where the connection
 * was lost in the midst of COMMIT or a file of SQLite’s had been taken away, all of it may have been and nobody was told.
 */
export const commitBatch = async <Asked, Built extends BuiltBatch>(
  { db, kind, files }: Pick<RecordsDatabase, 'db' | 'kind' | 'files'>,
  { ask, build }: BatchPlan<Asked, Built>,
  now: () => Date,
): Promise<Built> => {
  const batch = await db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async transaction => {
      const [head, asked] = await atOnce(transaction, headLocked(transaction, kind), ask(transaction))
      const clock = now().toISOString()
      const recordedAt = notBefore(head.recordedAt, clock)
      const built = await build({ head, recordedAt, clock, asked, transaction })
      refuseGaps(head, built)
      if (built.records.length === 0) return built
      await atOnce(
        transaction,
        insertedRows(transaction, kind, 'records', built.records),
        insertedRows(transaction, kind, 'record_index', built.index),
        insertedRows(transaction, kind, 'tree_tiles', built.tiles),
        insertedRows(transaction, kind, 'once', built.once ?? []),
        insertedRows(transaction, kind, 'shown', built.shown ?? []),
        headMoved(transaction, head.size, built.head),
      )
      return built
    })
  // What went into a file that has lost its name is not kept, and so not told of.
  files.check()
  return batch
}
