import { resolve } from 'node:path'
import { Kysely } from 'kysely'
import { migrate } from './migrate.ts'
import { noFiles, noteOwnFiles, type OwnFiles } from './own-files.ts'
import type { QueryObserver } from './parameters.ts'
import { postgresDialect } from './postgres.ts'
import type { DatabaseKind, Schema } from './schema.ts'
import { type OpenSqlite, sqliteDialect } from './sqlite.ts'
import { openFiles, type SqlitePlace } from './sqlite-files.ts'

/** Where records are stored. */
export type DatabasePlace =
  /** Two SQLite files in a directory, which is made if it is not there. */
  | SqlitePlace
  /** `postgres://…` */
  | { readonly url: string }

/** An open database of records. */
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

/** Opens the records as they are: their tables are neither made nor brought up to date. Connects when it is first asked. */
export const connectDatabase = (place: DatabasePlace, observer: QueryObserver = {}): RecordsDatabase => {
  if ('url' in place) return wrapPostgres(new Kysely<Schema>({ dialect: postgresDialect(place.url, observer) }))
  const directory = resolve(place.directory)
  let files = noFiles
  const open: OpenSqlite = asleep => openFiles({ ...place, directory }, asleep)
  const opened = () => {
    files = noteOwnFiles(directory, place.same)
  }
  const db = new Kysely<Schema>({ dialect: sqliteDialect(open, observer, opened) })
  return {
    ...{ kind: 'sqlite', db, directory, close: () => db.destroy() },
    get files() {
      return files
    },
  }
}

const wrapPostgres = (db: Kysely<Schema>): RecordsDatabase => ({
  ...{ kind: 'postgres', db, directory: undefined, files: noFiles },
  close: () => db.destroy(),
})

/**
 * Opens the records, with their tables made or brought up to date. Several processes may open the same ones at once.
 * Rejects if they cannot be reached or written.
 */
export const openDatabase = async (place: DatabasePlace, observer: QueryObserver = {}): Promise<RecordsDatabase> => {
  const database = connectDatabase(place, observer)
  try {
    await migrate(database.db, database.kind)
    return database
  } catch (error) {
    await database.close().catch(() => undefined)
    throw error
  }
}
