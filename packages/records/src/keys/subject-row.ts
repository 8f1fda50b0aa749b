import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { SubjectRow } from './key-rows.ts'

/** The row of the reference that leads to a child; undefined: none does. */
export const subjectRow = async (db: Kysely<Schema>, subject: string): Promise<SubjectRow | undefined> => {
  const row = await db.selectFrom('keys.subjects').selectAll().where('subject', '=', subject).executeTakeFirst()
  return row && { ...row, lookup: Buffer.from(row.lookup).toString('hex') }
}
