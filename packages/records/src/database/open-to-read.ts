import { Kysely, sql } from 'kysely'
import { damageWords } from './file-damage.ts'
import type { DatabaseKind } from './kinds.ts'
import type { DatabasePlace, RecordsDatabase } from './open.ts'
import { noFiles } from './own-files.ts'
import { postgresDialect } from './postgres.ts'
import type { Schema } from './schema.ts'
import { sqliteDialect } from './sqlite.ts'
import { filesToRead } from './sqlite-read.ts'
import type { Watch } from './watch.ts'

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
