import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { Envelope } from '../envelope.ts'

/** What the log says of the references that were bound when its records were brought up to date. */
export interface RecordedBinding {
  readonly seq: number
  readonly subjects: NonNullable<Envelope['subjects']>
}

/** What was recorded of the binding of references; undefined: nothing yet, or they were bound since the first record. */
export const recordedBinding = async (db: Kysely<Schema>): Promise<RecordedBinding | undefined> => {
  const row = await db
    .selectFrom('records')
    .select(['seq', 'envelope'])
    .where('type', '=', 'subjects-bound')
    // SQLite takes the index of events only if its own condition stands there.
    .where('type', '<>', 'evaluated')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  const { subjects } = row === undefined ? {} : (JSON.parse(row.envelope) as Envelope)
  return row === undefined || subjects === undefined ? undefined : { seq: row.seq, subjects }
}
