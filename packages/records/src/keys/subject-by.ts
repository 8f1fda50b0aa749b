import type { Records } from '../records.ts'
import { lookupOf } from '../secret/deployment-keys.ts'
import { keyTables } from './key-tables.ts'

/** The random number of the child that callers refer to so; undefined: none is kept, or it was erased. */
export const subjectBy = async (
  { database, keys }: Pick<Records, 'database' | 'keys'>,
  subjectRef: string,
): Promise<string | undefined> => {
  const questions = { lookups: [lookupOf(keys, subjectRef)], subjects: [], keys: [] }
  return (await keyTables(database.db).held(questions)).subjects[0]?.subject
}
