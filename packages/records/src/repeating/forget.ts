import { type Kysely, sql } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { Records } from '../records.ts'

const dayMilliseconds = 24 * 60 * 60 * 1_000
const atOnce = 1_000

const oldest = (db: Kysely<Schema>, before: string) =>
  db.selectFrom('once').select(['realm', 'key']).where('at', '<', before).orderBy('at')

/**
 * Takes away rows of keys that were answered more than a day ago, at most a thousand of them, so that nobody waits long for it.
 * Whether there may be more. Rejects if storage fails.
 */
export const forgetRepeats = async ({ database: { db }, now }: Pick<Records, 'database' | 'now'>): Promise<boolean> => {
  const before = new Date(now().getTime() - dayMilliseconds).toISOString()
  // Looked for first, since reading takes no lock.
  if ((await oldest(db, before).limit(1).executeTakeFirst()) === undefined) return false
  const { numAffectedRows = 0n } =
    await sql`delete from once where (realm, key) in (${oldest(db, before).limit(atOnce)})`.execute(db)
  return numAffectedRows === BigInt(atOnce)
}
