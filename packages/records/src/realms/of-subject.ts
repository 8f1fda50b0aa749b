import type { Records } from '../records.ts'
import { defaultRealm } from '../secret/deployment-keys.ts'
import { newestDecision } from './decisions-in.ts'
import { realmOf } from './in-realm.ts'

/** The realm of a child to whom no reference leads: that of the newest decision. */
export const realmOfSubject = async (db: Records['database']['db'], subject: string): Promise<string> => {
  const row = await newestDecision(db, subject)
  return row === undefined ? defaultRealm : realmOf(db, row)
}
