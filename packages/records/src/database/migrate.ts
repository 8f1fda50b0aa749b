import { accepted } from '@virtual-school/rules/internal'
import { type Kysely, Migrator, sql } from 'kysely'
import { createRecordsFault } from '../faults/errors.ts'
import type { Checked } from '../model/checked.ts'
import { migrations } from './migrations/all.ts'
import { addToKeys, areKeysCurrent } from './migrations/realms.ts'
import { makeKeyTables } from './migrations/tables.ts'
import type { DatabaseKind, Schema } from './schema.ts'

/**
 * Brings the keys of SQLite up to date, in a separate transaction. They lie in a file beside the records, and if the power goes
 * while one transaction is written to both files, one may have it and the other not. So this file is done first, and what says
 * that it is done stands in the other.
 */
const migrateKeysFirst = (db: Kysely<Schema>): Promise<void> =>
  db.transaction().execute(async within => {
    if (await areKeysCurrent(within, 'sqlite')) return
    await makeKeyTables(within, 'sqlite')
    await addToKeys(within, 'sqlite')
  })

/** Of PostgreSQL, or in the words of SQLite, which has no code for it. */
const isNoTable = (error: unknown): boolean =>
  error instanceof Error && ('code' in error && error.code === '42P01' ? true : /^no such table/.test(error.message))

/** The migrations that were done. Asked first, as it takes one short query, and a role that may not change tables may ask it. */
const listMigrationsDone = async (db: Kysely<Schema>): Promise<readonly string[]> => {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
    return rows.map(row => row.name)
  } catch (error) {
    if (isNoTable(error)) return []
    throw error
  }
}

/** What was done to the tables before. */
interface Migrated {
  /** There is a log. */
  readonly hasLog: boolean
  /** The deployment’s keys are stored, or can be. */
  readonly hasKeys: boolean
}

/** Asked before tables that are there are changed. If it refuses, nothing is. */
export type MayMigrate = (db: Kysely<Schema>, migrated: Migrated) => Promise<Checked<null>>

/**
 * Brings the tables up to date, under a lock of the database’s own: of several processes that open it at once, one does
 * the work and the others find it done. Rejects, with nothing changed, if that fails or a newer version made the tables.
 */
export const migrate = async (
  db: Kysely<Schema>,
  kind: DatabaseKind,
  mayMigrate: MayMigrate = async () => accepted(null),
): Promise<Checked<null>> => {
  const all = migrations(kind)
  const done = await listMigrationsDone(db)
  const newer = done.find(name => !(name in all))
  if (newer !== undefined) throw createRecordsFault('RECORDS_NEWER', newer)
  const hasKeys = done.length > 0 && (await areKeysCurrent(db, kind))
  if (hasKeys && done.join() === Object.keys(all).sort().join()) return accepted(null)
  const may = await mayMigrate(db, { hasLog: done.length > 0, hasKeys })
  if (!may.ok) return may
  if (kind === 'sqlite') await migrateKeysFirst(db)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => all } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
  return accepted(null)
}
