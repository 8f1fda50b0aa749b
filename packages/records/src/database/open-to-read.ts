import { Kysely, sql } from 'kysely'
import type { DatabasePlace, RecordsDatabase } from './open.ts'
import { noFiles } from './own-files.ts'
import type { Watch } from './parameters.ts'
import { postgresDialect } from './postgres.ts'
import type { DatabaseKind, Schema } from './schema.ts'
import { sqliteDialect } from './sqlite.ts'
import { filesToRead } from './sqlite-read.ts'
import { hasKeysAttached } from './sqlite-schema.ts'

/** The first few say enough. */
const most = 20

const damageIn = async (db: RecordsDatabase['db'], schema: string): Promise<readonly string[]> => {
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
export const fileDamage = async ({ db, kind }: Pick<RecordsDatabase, 'db' | 'kind'>): Promise<readonly string[]> => {
  if (kind === 'postgres') return []
  return [...(await damageIn(db, 'main')), ...((await hasKeysAttached(db)) ? await damageIn(db, 'keys') : [])]
}

/** SQLite’s codes, and PostgreSQL’s (data_corrupted, index_corrupted). */
const damageCodes = /^(?:SQLITE_(?:CORRUPT|NOTADB)|XX00[12]$)/

/** What to say of an error that means that the files are damaged; undefined: it means something else. */
export const damageWords = (error: unknown): string | undefined => {
  if (!(error instanceof Error) || !('code' in error) || !damageCodes.test(String(error.code))) return undefined
  return `The database cannot read its files further: ${error.message}.`
}

/** Records that are only read. Whatever would write is refused by the database itself. */
export interface DatabaseToRead extends RecordsDatabase {
  /**
   * Whether somebody has written since to files that were opened as ones that nobody writes: then what was read may not fit
   * together, and has to be read again.
   */
  readonly wereWritten: () => boolean
}

const over = (kind: DatabaseKind, db: Kysely<Schema>, wereWritten = () => false): DatabaseToRead => ({
  ...{ kind, db, directory: undefined, files: noFiles, wereWritten },
  close: () => db.destroy(),
})

const postgresToRead = (url: string, watch: Watch): DatabaseToRead =>
  over('postgres', new Kysely<Schema>({ dialect: postgresDialect(url, watch, { readOnly: true }) }))

const sqliteToRead = (directory: string, watch: Watch): DatabaseToRead => {
  const { open, wereWritten } = filesToRead(directory)
  return over('sqlite', new Kysely<Schema>({ dialect: sqliteDialect(open, watch) }), wereWritten)
}

/**
 * Opens records to be read alone: nothing is made, brought up to date, or changed in any way, neither bytes nor modes nor
 * times. No right to write is needed, nor any to the keys; where those may not be read, their tables are not there. Rejects
 * where the records cannot be reached.
 */
export const openToRead = async (place: DatabasePlace, watch: Watch = {}): Promise<DatabaseToRead> => {
  const opened = 'url' in place ? postgresToRead(place.url, watch) : sqliteToRead(place.directory, watch)
  try {
    await sql`select 1`.execute(opened.db)
    return opened
  } catch (error) {
    // Files that are damaged are for whoever reads them to say.
    if (damageWords(error) !== undefined) return opened
    await opened.close().catch(() => undefined)
    throw error
  }
}
