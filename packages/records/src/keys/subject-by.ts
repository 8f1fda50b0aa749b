import { atOnce } from '../database/at-once.ts'
import type { Records } from '../records.ts'
import { lookupOf } from '../secret/deployment-keys.ts'
import { keysHeld } from './key-tables.ts'

/** The random number of the child that callers refer to so; undefined: none is kept, or it was erased. */
export const subjectBy = async (
  { database, keys }: Pick<Records, 'database' | 'keys'>,
  subjectRef: string,
): Promise<string | undefined> => {
  const questions = { lookups: [lookupOf(keys, subjectRef)], subjects: [], keys: [] }
  const [held] = await atOnce(database.db, keysHeld(database.db, questions))
  return held.subjects[0]?.subject
}
