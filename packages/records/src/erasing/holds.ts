import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'

/** How many legal holds a subject is under. Each is ended by a release of its own; a release where there was none ends none. */
export const holdsOf = async (db: Kysely<Schema>, subject: string): Promise<number> => {
  const rows = await db
    .selectFrom('records')
    .select('type')
    .where('subject', '=', subject)
    .where('type', 'in', ['held', 'released'])
    .orderBy('seq')
    .execute()
  return rows.reduce((count, { type }) => (type === 'held' ? count + 1 : Math.max(0, count - 1)), 0)
}
