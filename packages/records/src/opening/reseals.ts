import type { Kysely } from 'kysely'
import type { RecordRow, Schema } from '../database/schema.ts'

type Reseal = Pick<RecordRow, 'seq' | 'about' | 'envelope' | 'payload'>

// A query of SQLite takes 32,766 parameters.
const idsAtOnce = 10_000

/**
 * For each of these records that was sealed again under another key, as when a decision was moved: the newest record that holds what
 * it held.
 */
export const newestReseals = async (
  db: Kysely<Schema>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Reseal>> => {
  const found = new Map<string, Reseal>()
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const rows = await db
      .selectFrom('records')
      .select(['seq', 'about', 'envelope', 'payload'])
      .where('about', 'in', ids.slice(from, from + idsAtOnce))
      .where('type', '=', 'resealed')
      .orderBy('seq')
      .execute()
    for (const row of rows) found.set(row.about!, row)
  }
  return found
}
