import { type Kysely, Migrator, sql } from 'kysely'
import type { DatabaseKind } from './kinds.ts'
import { migrations } from './migrations/all.ts'
import type { Schema } from './schema.ts'

/** Asked first, as it takes one short query, and a role that may not change tables may ask it. */
const isUpToDate = async (db: Kysely<Schema>, names: readonly string[]): Promise<boolean> => {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
    return rows.map(row => row.name).join() === names.join()
  } catch {
    // There is no such table yet, or the database cannot be reached: what is done next finds out.
    return false
  }
}

/**
 * Brings the tables up to date, under a lock of the database’s own: of several processes that open it at once, one does
 * the work and the others find it done. Rejects, with nothing changed, where that fails.
 */
export const migrate = async (db: Kysely<Schema>, kind: DatabaseKind): Promise<void> => {
  const all = migrations(kind)
  if (await isUpToDate(db, Object.keys(all).sort())) return
  const migrator = new Migrator({ db, provider: { getMigrations: async () => all } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}
