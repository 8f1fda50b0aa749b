import type { Kysely } from 'kysely'
import { retireName } from '../crypto/data-keys.ts'
import type { Schema } from '../database/schema.ts'
import type { ErasedPart } from '../log/erasures.ts'
import { logSubject } from '../model/names.ts'

/** The decisions of a child now, those that were moved to it too, as far as they are to be erased: for taking them out of the index. */
const selectSeqs = (db: Kysely<Schema>, { subject, decision, year }: ErasedPart) => {
  const moved = db.selectFrom('records').select('about').where('subject', '=', subject).where('type', '=', 'moved')
  const all = db
    .selectFrom('records')
    .select('seq')
    .where(eb => eb.or([eb('subject', '=', subject), eb('id', 'in', moved)]))
  const ofDecision = decision === undefined ? all : all.where('decision', '=', decision)
  return year === undefined ? ofDecision : ofDecision.where('recorded_at', 'like', `${year}-%`)
}

/**
 * Deletes data keys, what filters know and, if none of a subject’s keys is left, the link from its reference, in the
 * transaction it is given. How many data keys there were.
 */
export const destroyKeys = async (db: Kysely<Schema>, erased: ErasedPart): Promise<number> => {
  const { subject, decision, year } = erased
  let keys = db.deleteFrom('keys.data_keys').where('subject', '=', subject)
  if (decision !== undefined) keys = keys.where('decision', 'in', [decision, retireName(decision)])
  if (year !== undefined) keys = keys.where('year', '=', year)
  const { numDeletedRows } = await keys.executeTakeFirstOrThrow()
  // The index says whose a decision is now.
  await db
    .deleteFrom('record_index')
    .where('subject', '=', subject)
    .where('seq', 'in', selectSeqs(db, erased))
    .execute()
  if (subject === logSubject) await db.deleteFrom('shown').where('list', 'in', selectSeqs(db, erased)).execute()
  await db
    .deleteFrom('keys.subjects')
    .where('subject', '=', subject)
    .where('subject', 'not in', db.selectFrom('keys.data_keys').select('subject').where('subject', '=', subject))
    .execute()
  return Number(numDeletedRows)
}
