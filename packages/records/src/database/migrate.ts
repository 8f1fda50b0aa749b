import { type Kysely, Migrator } from 'kysely'
import type { DatabaseKind } from './kinds.ts'
import { migrations } from './migrations/all.ts'
import type { Schema } from './schema.ts'

/**
 * Brings the tables up to date, under a lock of the database’s own: of several processes that open it at once, one does
 * the work and the others find it done. Rejects, with nothing changed, where that fails.
 */
export const migrate = async (db: Kysely<Schema>, kind: DatabaseKind): Promise<void> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations(kind) } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}
