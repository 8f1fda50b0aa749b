import type { Kysely } from 'kysely'
import { addToKeys, areKeysCurrent } from './migrations/realms.ts'
import { makeKeyTables } from './migrations/tables.ts'
import type { Schema } from './schema.ts'

/**
 * Brings the keys of SQLite up to date, in a transaction of their own. They lie in a file beside the records, and if the power goes
 * while one transaction is written to both files, one may have it and the other not. So this file is done first, and what says
 * that it is done stands in the other.
 */
export const keysFirst = (db: Kysely<Schema>): Promise<void> =>
  db.transaction().execute(async within => {
    if (await areKeysCurrent(within, 'sqlite')) return
    await makeKeyTables(within, 'sqlite')
    await addToKeys(within, 'sqlite')
  })
