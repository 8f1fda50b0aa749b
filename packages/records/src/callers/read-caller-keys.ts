import type { ApiKeyRow } from '../database/schema.ts'
import { newestSeqOf } from '../log/newest-seq.ts'
import type { Records } from '../records.ts'
import { type CallerKey, keyOfRow } from './caller-key.ts'

/** The keys of callers as they are stored. */
export interface CallerKeys {
  /** In the order in which they were made. */
  readonly keys: readonly CallerKey[]
  /** The ids of rows that are not as they were written: these are no keys. */
  readonly changed: readonly string[]
}

const inOrder = (a: ApiKeyRow, b: ApiKeyRow): number =>
  a.created < b.created || (a.created === b.created && a.id < b.id) ? -1 : 1

/** Every key there is or was. Rejects if storage fails. */
export const callerKeys = async ({ database, keys }: Pick<Records, 'database' | 'keys'>): Promise<CallerKeys> => {
  const rows = (await database.db.selectFrom('api_keys').selectAll().execute()).sort(inOrder)
  const read = rows.map(row => keyOfRow(keys, row))
  return {
    keys: read.filter(one => one !== undefined),
    changed: rows.flatMap(({ id }, n) => (read[n] === undefined ? [id] : [])),
  }
}

/**
 * A number that is another once a key was made, revoked or given to another realm: each of these is recorded. It takes one look
 * into an index. Rejects if storage fails.
 */
export const callerKeysMark = ({ database }: Pick<Records, 'database'>): Promise<number> =>
  newestSeqOf(database.db, ['key-created', 'key-revoked', 'realm-split'])
