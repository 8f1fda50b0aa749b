import { Kysely, sql } from 'kysely'
import type { DatabasePlace, RecordsDatabase } from './open.ts'
import { noFiles } from './own-files.ts'
import type { QueryObserver } from './parameters.ts'
import { postgresDialect } from './postgres.ts'
import type { DatabaseKind, Schema } from './schema.ts'
import { sqliteDialect } from './sqlite.ts'
import { openFilesToRead } from './sqlite-read.ts'
import { hasKeysAttached } from './sqlite-schema.ts'

/** The first few say enough. */
const most = 20

const findDamage = async (db: RecordsDatabase['db'], schema: string): Promise<readonly string[]> => {
  // As bytes: libsql ends the process over text that is no UTF-8, and names are quoted from the schema.
  const asked = sql<{
    readonly found: Uint8Array
  }>`select cast(integrity_check as blob) as found from pragma_integrity_check(${most}, ${schema})`
  const found = (await asked.execute(db)).rows.map(row => Buffer.from(row.found).toString('utf8'))
  return found
    .filter(text => text !== 'ok')
    .map(text => `SQLite finds the file damaged: ${text.replaceAll('\n', ' ')}.`)
}

/**
 * What SQLite finds wrong with its files when it looks at each page: that an index lacks a row, say, which nobody would find
 * through it. PostgreSQL has no such check that everybody may run.
 */
export const findFileDamage = async ({
  db,
  kind,
}: Pick<RecordsDatabase, 'db' | 'kind'>): Promise<readonly string[]> => {
  if (kind === 'postgres') return []
  return [...(await findDamage(db, 'main')), ...((await hasKeysAttached(db)) ? await findDamage(db, 'keys') : [])]
}

/** SQLite’s codes, and PostgreSQL’s (data_corrupted, index_corrupted). */
const damageCodes = /^(?:SQLITE_(?:CORRUPT|NOTADB)|XX00[12]$)/

/** What to say of an error that means that the files are damaged; undefined: it means something else. */
export const describeDamage = (error: unknown): string | undefined => {
  if (!(error instanceof Error) || !('code' in error) || !damageCodes.test(String(error.code))) return undefined
  return `The database cannot read its files further: ${error.message}.`
}

/** Records that are only read. The database itself refuses to write. */
export interface DatabaseToRead extends RecordsDatabase {
  /**
   * Whether somebody has written since to files that were opened as ones that nobody writes: then what was read may not fit
   * together, and has to be read again.
   */
  readonly wereWritten: () => boolean
}

const wrapDatabase = (kind: DatabaseKind, db: Kysely<Schema>, wereWritten = () => false): DatabaseToRead => ({
  ...{ kind, db, directory: undefined, files: noFiles, wereWritten },
  close: () => db.destroy(),
})

const openPostgresToRead = (url: string, observer: QueryObserver): DatabaseToRead =>
  wrapDatabase('postgres', new Kysely<Schema>({ dialect: postgresDialect(url, observer, { readOnly: true }) }))

const openSqliteToRead = (directory: string, observer: QueryObserver): DatabaseToRead => {
  const { open, wereWritten } = openFilesToRead(directory)
  return wrapDatabase('sqlite', new Kysely<Schema>({ dialect: sqliteDialect(open, observer) }), wereWritten)
}

/**
 * Opens records to be read alone: nothing is made, brought up to date, or changed in any way, neither bytes nor modes nor
 * times. No right to write is needed, nor any to the keys; if those may not be read, their tables are not there. Rejects
 * if the records cannot be reached.
 */
export const openToRead = async (place: DatabasePlace, observer: QueryObserver = {}): Promise<DatabaseToRead> => {
  const opened = 'url' in place ? openPostgresToRead(place.url, observer) : openSqliteToRead(place.directory, observer)
  try {
    await sql`select 1`.execute(opened.db)
    return opened
  } catch (error) {
    // Files that are damaged are reported by the reader.
    if (describeDamage(error) !== undefined) return opened
    await opened.close().catch(() => undefined)
    throw error
  }
}
