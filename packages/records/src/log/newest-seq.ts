import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { RecordType } from '../envelope.ts'

/** The seq of the newest event of these types; -1 if there is none. */
export const newestSeqOf = async (
  db: Kysely<Schema>,
  types: readonly Exclude<RecordType, 'evaluated'>[],
): Promise<number> => {
  const { newest } = await db
    .selectFrom('records')
    .select(eb => eb.fn.max('seq').as('newest'))
    .where('type', 'in', types)
    // SQLite takes the index of events only if its own condition stands there.
    .where('type', '<>', 'evaluated')
    .executeTakeFirstOrThrow()
  return newest ?? -1
}
