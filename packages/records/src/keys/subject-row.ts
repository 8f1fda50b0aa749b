import type { Kysely } from 'kysely'
import type { Schema, SubjectRow as StoredSubject } from '../database/schema.ts'
import type { SubjectRow } from './key-rows.ts'

/** A row as the database has it, with its lookup in hexadecimal digits. */
export const subjectRowOf = (row: StoredSubject): SubjectRow => ({
  ...row,
  lookup: Buffer.from(row.lookup).toString('hex'),
})

/** The row of the reference that leads to a child; undefined: none does. */
export const subjectRow = async (db: Kysely<Schema>, subject: string): Promise<SubjectRow | undefined> => {
  const row = await db.selectFrom('keys.subjects').selectAll().where('subject', '=', subject).executeTakeFirst()
  return row && subjectRowOf(row)
}
