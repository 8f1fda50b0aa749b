import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'

/**
 * Whether a log was begun before references were bound to children: such a log says so itself, since it was brought up to date by
 * a record of its own (`subjects-bound`). Later logs never hold one.
 */
export const isOldLog = async (db: Kysely<Schema>): Promise<boolean> => {
  const row = await db
    .selectFrom('records')
    .select('seq')
    .where('type', '=', 'subjects-bound')
    // SQLite takes the index of events only if its own condition stands there.
    .where('type', '<>', 'evaluated')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
