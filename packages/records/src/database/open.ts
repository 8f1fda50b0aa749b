import { type Dialect, Kysely } from 'kysely'
import type { DatabaseKind } from './kinds.ts'
import { migrate } from './migrate.ts'
import { postgresDialect } from './postgres.ts'
import type { Schema } from './schema.ts'
import { sqliteDialect } from './sqlite.ts'
import { openFiles } from './sqlite-files.ts'
import type { Watch } from './watch.ts'

export type DatabasePlace =
  /** Two SQLite files in a directory, which is made where it is not there. */
  | { readonly directory: string }
  /** `postgres://…` */
  | { readonly url: string }

export interface RecordsDatabase {
  readonly kind: DatabaseKind
  readonly db: Kysely<Schema>
  /** Waits for what is under way. */
  readonly close: () => Promise<void>
}

const dialectOf = (place: DatabasePlace, watch: Watch): Dialect =>
  'url' in place
    ? postgresDialect(place.url, watch)
    : sqliteDialect(asleep => openFiles(place.directory, asleep), watch)

/** Opens the records as they are: their tables are neither made nor brought up to date. */
export const connectDatabase = (place: DatabasePlace, watch: Watch = {}): RecordsDatabase => {
  const db = new Kysely<Schema>({ dialect: dialectOf(place, watch) })
  return { kind: 'url' in place ? 'postgres' : 'sqlite', db, close: () => db.destroy() }
}

/**
 * Opens the records, with their tables made or brought up to date. Several processes may open the same ones at once.
 * Rejects where they cannot be reached or written.
 */
export const openDatabase = async (place: DatabasePlace, watch: Watch = {}): Promise<RecordsDatabase> => {
  const database = connectDatabase(place, watch)
  try {
    await migrate(database.db, database.kind)
    return database
  } catch (error) {
    await database.close().catch(() => undefined)
    throw error
  }
}
