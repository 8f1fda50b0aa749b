import { resolve } from 'node:path'
import { type Dialect, Kysely } from 'kysely'
import type { DatabaseKind } from './kinds.ts'
import { migrate } from './migrate.ts'
import { noFiles, type OwnFiles } from './own-files.ts'
import { postgresDialect } from './postgres.ts'
import type { Schema } from './schema.ts'
import { sqliteDialect } from './sqlite.ts'
import type { SqlitePlace } from './sqlite-files.ts'
import type { Watch } from './watch.ts'

export type DatabasePlace =
  /** Two SQLite files in a directory, which is made where it is not there. */
  | SqlitePlace
  /** `postgres://…` */
  | { readonly url: string }

export interface RecordsDatabase {
  readonly kind: DatabaseKind
  readonly db: Kysely<Schema>
  /** Where SQLite’s files are; undefined on PostgreSQL. */
  readonly directory: string | undefined
  /** SQLite’s files as this connection opened them; on PostgreSQL there are none, and nothing is found wrong with them. */
  readonly files: OwnFiles
  /** Waits for what is under way. */
  readonly close: () => Promise<void>
}

/**
 * Opens the records, with their tables made or brought up to date. Several processes may open the same ones at once.
 * Rejects where they cannot be reached or written.
 */
export const openDatabase = async (place: DatabasePlace, watch: Watch = {}): Promise<RecordsDatabase> => {
  const kind = 'url' in place ? 'postgres' : 'sqlite'
  const directory = 'url' in place ? undefined : resolve(place.directory)
  let files = noFiles
  const dialect: Dialect =
    'url' in place
      ? postgresDialect(place.url, watch)
      : sqliteDialect({ ...place, directory: resolve(place.directory) }, watch, opened => {
          files = opened
        })
  const db = new Kysely<Schema>({ dialect })
  try {
    await migrate(db, kind)
  } catch (error) {
    await db.destroy().catch(() => undefined)
    throw error
  }
  return { kind, db, directory, files, close: () => db.destroy() }
}
