import type { Kysely } from 'kysely'
import type { RecordsDatabase } from '../database/open.ts'
import type { RecordRow, Schema } from '../database/schema.ts'
import type { TreeSource } from '../tree/proofs.ts'

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The stored log as proofs need it. */
export const createTreeSource = (db: Kysely<Schema>): TreeSource => ({
  leaves: async (from, to) => (await selectLeaves(db, from, to)).map(asBuffer),
  subtreeRoot: async (level, index) => {
    const hash = await selectSubtreeRoot(db, level, index)
    return hash === undefined ? undefined : asBuffer(hash)
  },
})

const selectRecordedAt = async (db: Kysely<Schema>, seq: number): Promise<string | undefined> =>
  (await db.selectFrom('records').select('recorded_at').where('seq', '=', seq).executeTakeFirst())?.recorded_at

/**
 * The seq of the first record that was recorded at a time or later; the size of the log if none was. Found by halving,
 * so that no index by time is needed.
 */
export const findSeqAt = async (db: Kysely<Schema>, time: string): Promise<number> => {
  let from = 0
  let { size: to } = await db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    const at = await selectRecordedAt(db, middle)
    if (at !== undefined && at < time) from = middle + 1
    else to = middle
  }
  return from
}

/**
 * Whether any record was made by a client other than this one. Two looks into the index of clients, so it costs the same
 * however long the log is. Rejects if storage fails.
 */
export const hasClientsBeside = async ({ db }: Pick<RecordsDatabase, 'db'>, client: string): Promise<boolean> => {
  const one = (comparison: '<' | '>') =>
    db.selectFrom('records').select('client').where('client', comparison, client).limit(1).executeTakeFirst()
  return (await one('<')) !== undefined || (await one('>')) !== undefined
}

/** Rows read at once: a few megabytes at most. */
const chunk = 200
const leavesAtOnce = 10_000

/** The record of an id, or undefined. */
export const selectRecordById = (db: Kysely<Schema>, id: string): Promise<RecordRow | undefined> =>
  db.selectFrom('records').selectAll().where('id', '=', id).executeTakeFirst()

/** The record of a seq, or undefined. */
export const selectRecordBySeq = (db: Kysely<Schema>, seq: number): Promise<RecordRow | undefined> =>
  db.selectFrom('records').selectAll().where('seq', '=', seq).executeTakeFirst()

/**
 * Every record from seq `from` to before `to`, in order, however many: they are read a few hundred at a time, and writing
 * continues meanwhile.
 */
export async function* streamRecords(
  db: Kysely<Schema>,
  from = 0,
  to = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<RecordRow, void, undefined> {
  let next = from
  while (next < to) {
    const rows = await db
      .selectFrom('records')
      .selectAll()
      .where('seq', '>=', next)
      .where('seq', '<', to)
      .orderBy('seq')
      .limit(chunk)
      .execute()
    yield* rows
    if (rows.length < chunk) return
    next = rows.at(-1)!.seq + 1
  }
}

/** The leaves of the records from seq `from` to before `to`, in order; fewer if the log is shorter. */
export const selectLeaves = async (db: Kysely<Schema>, from: number, to: number): Promise<readonly Uint8Array[]> => {
  const found: Uint8Array[] = []
  for (let next = from; next < to; next += leavesAtOnce) {
    const rows = await db
      .selectFrom('records')
      .select('leaf')
      .where('seq', '>=', next)
      .where('seq', '<', Math.min(to, next + leavesAtOnce))
      .orderBy('seq')
      .execute()
    for (const { leaf } of rows) found.push(leaf)
  }
  return found
}

/** The root of the finished subtree of 256^level leaves that is `index`th of its level, from 0; undefined if it is not finished. */
export const selectSubtreeRoot = async (
  db: Kysely<Schema>,
  level: number,
  index: number,
): Promise<Uint8Array | undefined> => {
  const found = db.selectFrom('tree_tiles').select('hash').where('level', '=', level).where('idx', '=', index)
  return (await found.executeTakeFirst())?.hash
}
