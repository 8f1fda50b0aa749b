import { atOnce } from '../database/at-once.ts'
import type { Records } from '../records.ts'
import { subjectAmong } from './ensure-keys.ts'
import type { SubjectRow } from './key-rows.ts'
import { keysHeld } from './key-tables.ts'
import { lookupWant } from './want.ts'

/** The row of the child that callers of a realm refer to so; undefined: none is kept, or it was erased. */
export const subjectBy = async (
  { database, keys }: Pick<Records, 'database' | 'keys'>,
  realm: string | undefined,
  subjectRef: string,
): Promise<SubjectRow | undefined> => {
  const want = lookupWant(keys, realm, subjectRef)
  const questions = { lookups: [...want.lookups], subjects: [], keys: [] }
  const [held] = await atOnce(database.db, keysHeld(database.db, questions))
  return subjectAmong(lookup => held.subjects.find(one => one.lookup === lookup), want)
}
