import type { Kysely } from 'kysely'
import type { RecordsDatabase } from '../database/open.ts'
import type { Query } from '../database/pipeline.ts'
import type { DatabaseKind, HeadRow, Schema } from '../database/schema.ts'

/** The signed checkpoint of the log as it stands, and over how many records it is; its note is empty if there are none. */
export const latestCheckpoint = async ({
  db,
}: Pick<RecordsDatabase, 'db'>): Promise<{ size: number; note: string }> => {
  const { size, note } = await readHead(db)
  return { size, note }
}

const hashBytes = 32

/** Where the log ends. */
export interface Head {
  /** How many records there are: the next one’s seq. */
  readonly size: number
  /** Root of the tree over all of them; of none, the SHA-256 of nothing. */
  readonly root: Uint8Array
  /** What the tree needs to grow, as the tree gave it. */
  readonly frontier: readonly Uint8Array[]
  /** The time of the last batch, ISO 8601 in UTC with milliseconds; empty if there was none. */
  readonly recordedAt: string
  /** The signed checkpoint of this size; empty if there is none. */
  readonly note: string
}

const readHeadRow = (row: HeadRow): Head => ({
  size: row.size,
  root: row.root,
  frontier: Array.from({ length: row.frontier.length / hashBytes }, (_, at) =>
    row.frontier.subarray(at * hashBytes, (at + 1) * hashBytes),
  ),
  recordedAt: row.recorded_at,
  note: row.note,
})

const queryHead = (db: Kysely<Schema>) => db.selectFrom('log_head').selectAll().where('one', '=', 1)

/** The head as the last commit left it. */
export const readHead = async (db: Kysely<Schema>): Promise<Head> =>
  readHeadRow(await queryHead(db).executeTakeFirstOrThrow())

/**
 * The head, which nobody else changes or locks until this transaction ends. On SQLite the transaction itself is the lock, as
 * every one of them begins IMMEDIATE.
 */
export const lockHead = (transaction: Kysely<Schema>, kind: DatabaseKind): Query<Head> => {
  const head = queryHead(transaction)
  return {
    statements: [kind === 'postgres' ? head.forUpdate() : head],
    read: ([answer]) => readHeadRow(answer!.rows[0] as HeadRow),
  }
}

/** Moves the head on from a size. Throws if it was not there: that is a fault of ours. */
export const advanceHead = (transaction: Kysely<Schema>, from: number, to: Head): Query<void> => ({
  statements: [
    transaction
      .updateTable('log_head')
      .set({
        size: to.size,
        root: to.root,
        frontier: Buffer.concat(to.frontier),
        recorded_at: to.recordedAt,
        note: to.note,
      })
      .where('one', '=', 1)
      .where('size', '=', from),
  ],
  read: ([answer]) => {
    if (answer!.numAffectedRows !== 1n) throw new Error(`The head was not at ${from}`)
  },
})
