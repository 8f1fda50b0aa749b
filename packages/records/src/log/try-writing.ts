import type { RecordsDatabase } from '../database/open.ts'

/** The log has no such record: it begins with 0. */
const nowhere = -1

/** Resolves where a transaction can be written to disk, leaving nothing there; rejects where it cannot. Adds nothing to the log. */
export const tryWriting = ({ db }: Pick<RecordsDatabase, 'db'>): Promise<void> =>
  db.transaction().execute(async within => {
    const row = { seq: nowhere, subject: null, answer: null, status: null, rules: null }
    await within.insertInto('record_index').values(row).execute()
    await within.deleteFrom('record_index').where('seq', '=', nowhere).execute()
  })
