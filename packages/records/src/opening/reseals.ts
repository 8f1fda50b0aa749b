import type { Kysely } from 'kysely'
import type { RecordRow, Schema } from '../database/schema.ts'

/** A record that holds again what another held. */
export type Reseal = Pick<RecordRow, 'seq' | 'id' | 'about' | 'envelope' | 'payload'>

// A query of SQLite takes 32,766 parameters.
const idsAtOnce = 10_000

/** The records that hold again what these held, as when a decision was moved, in the order of the log. */
export const resealsOf = async (db: Kysely<Schema>, ids: readonly string[]): Promise<readonly Reseal[]> => {
  const found: Reseal[] = []
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const rows = await db
      .selectFrom('records')
      .select(['seq', 'id', 'about', 'envelope', 'payload'])
      .where('about', 'in', ids.slice(from, from + idsAtOnce))
      .where('type', '=', 'resealed')
      .orderBy('seq')
      .execute()
    found.push(...rows)
  }
  return found
}

/** For each of these records that was sealed again: the newest record that holds what it held. */
export const newestReseals = async (db: Kysely<Schema>, ids: readonly string[]): Promise<ReadonlyMap<string, Reseal>> =>
  new Map((await resealsOf(db, ids)).map(row => [row.about!, row]))
