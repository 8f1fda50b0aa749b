import type { Transaction } from 'kysely'
import type { RecordsDatabase } from '../database/open.ts'
import { pipeline, type Query } from '../database/pipeline.ts'
import type { IndexRow, OnceRow, RecordRow, Schema, ShownRow, SubtreeRow } from '../database/schema.ts'
import { advanceHead, type Head, lockHead } from '../log/head.ts'
import { insertRows } from './insert-rows.ts'

/** What a batch adds, and where the log ends after it. */
export interface BuiltBatch {
  /** Their seqs follow the head’s size without gaps. */
  readonly records: readonly RecordRow[]
  readonly index: readonly IndexRow[]
  readonly subtreeRoots: readonly SubtreeRow[]
  /** Of the records that are to be kept once, by the keys of their callers. */
  readonly once?: readonly OnceRow[]
  /** Of the records of lists that were read. */
  readonly shown?: readonly ShownRow[]
  readonly head: Head
}

/** What a batch is made from, the head being locked: nobody else adds to the log, makes or destroys a key meanwhile. */
export interface BatchContext<Asked> {
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
  readonly ask: (transaction: Transaction<Schema>) => Query<Asked>
  /** Makes the rows. */
  readonly build: (context: BatchContext<Asked>) => Promise<Built> | Built
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
 * no records changes nothing. Rejects if storage failed or `build` did: then nothing was added, or, if the connection
 * was lost during COMMIT or a file of SQLite’s had been taken away, all of it may have been without an acknowledgement.
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
      const [head, asked] = await pipeline(transaction, lockHead(transaction, kind), ask(transaction))
      const clock = now().toISOString()
      const recordedAt = notBefore(head.recordedAt, clock)
      const built = await build({ head, recordedAt, clock, asked, transaction })
      refuseGaps(head, built)
      if (built.records.length === 0) return built
      await pipeline(
        transaction,
        insertRows(transaction, kind, 'records', built.records),
        insertRows(transaction, kind, 'record_index', built.index),
        insertRows(transaction, kind, 'tree_tiles', built.subtreeRoots),
        insertRows(transaction, kind, 'once', built.once ?? []),
        insertRows(transaction, kind, 'shown', built.shown ?? []),
        advanceHead(transaction, head.size, built.head),
      )
      return built
    })
  // What went into a file that has lost its name is lost, so it must not be acknowledged.
  files.check()
  return batch
}
