import { sql } from 'kysely'
import type { RecordsDatabase } from './open.ts'
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
