import type { Kysely } from 'kysely'
import type { DatabaseKind } from '../kinds.ts'
import { table } from './tables.ts'

/** Which lists showed which decisions, found from either side. */
export const addShown = async (db: Kysely<unknown>, kind: DatabaseKind): Promise<void> => {
  await table(db, kind, 'shown', ['list integer', 'decision integer'])
    .addPrimaryKeyConstraint('shown_place', ['decision', 'list'])
    .execute()
  await db.schema.createIndex('shown_list').on('shown').columns(['list']).execute()
}
