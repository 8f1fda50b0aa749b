import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'

const recordedAt = async (db: Kysely<Schema>, seq: number): Promise<string | undefined> =>
  (await db.selectFrom('records').select('recorded_at').where('seq', '=', seq).executeTakeFirst())?.recorded_at

/**
 * The seq of the first record that was recorded at a time or later; the size of the log where none was. Found by halving,
 * so that no index by time is needed.
 */
export const seqAt = async (db: Kysely<Schema>, time: string): Promise<number> => {
  let from = 0
  let { size: to } = await db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    const at = await recordedAt(db, middle)
    if (at !== undefined && at < time) from = middle + 1
    else to = middle
  }
  return from
}
