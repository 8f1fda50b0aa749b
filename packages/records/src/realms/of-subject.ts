import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { defaultRealm } from '../secret/deployment-keys.ts'
import { realmOf } from './in-realm.ts'

/** The realm of a child to whom no reference leads: that of the newest decision. */
export const realmOfSubject = async (db: Kysely<Schema>, subject: string): Promise<string> => {
  const row = await db
    .selectFrom('records')
    .select(['id', 'seq', 'client', 'realm', 'about'])
    .where('subject', '=', subject)
    .where('type', '=', 'evaluated')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? defaultRealm : realmOf(db, row)
}
