import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'

/** What erasure takes: all of a subject, or what was recorded in one year of one decision. */
export interface Erased {
  readonly subject: string
  readonly decision?: string
  readonly year?: number
}

/** The records whose payloads this key opens, for taking them out of the index. */
const seqsOf = (db: Kysely<Schema>, { subject, decision, year }: Erased) => {
  const all = db.selectFrom('records').select('seq').where('subject', '=', subject)
  const ofDecision = decision === undefined ? all : all.where('decision', '=', decision)
  return year === undefined ? ofDecision : ofDecision.where('recorded_at', 'like', `${year}-%`)
}

/**
 * Deletes data keys, what filters know and, where none of a subject’s keys is left, the link from its reference, in the
 * transaction it is given. How many data keys there were.
 */
export const destroyKeys = async (db: Kysely<Schema>, erased: Erased): Promise<number> => {
  const { subject, decision, year } = erased
  let keys = db.deleteFrom('keys.data_keys').where('subject', '=', subject)
  if (decision !== undefined) keys = keys.where('decision', '=', decision)
  if (year !== undefined) keys = keys.where('year', '=', year)
  const { numDeletedRows } = await keys.executeTakeFirstOrThrow()
  await db.deleteFrom('record_index').where('seq', 'in', seqsOf(db, erased)).execute()
  await db
    .deleteFrom('keys.subjects')
    .where('subject', '=', subject)
    .where('subject', 'not in', db.selectFrom('keys.data_keys').select('subject').where('subject', '=', subject))
    .execute()
  return Number(numDeletedRows)
}
