import type { Transaction } from 'kysely'
import { accepted, type Checked, refusal } from '../checked.ts'
import { atOnce } from '../database/at-once.ts'
import type { Schema } from '../database/schema.ts'
import type { Envelope } from '../envelope.ts'
import { bindSubjects } from '../keys/bind-subjects.ts'
import { subjectsDigest } from '../keys/subjects-digest.ts'
import { headLocked } from '../log/head.ts'
import { storedKeys, wrappedKeys } from '../secret/stored-keys.ts'
import { keepDrafts, type Writing } from './keep-drafts.ts'

/**
 * Brings records of before up to date, once: records the digest of all references (`subjects-bound`), then binds each to its child
 * and stores the deployment’s keys. Ends in the same wherever it is cut short, and whoever else does it at the same time. Issue
 * if the references are not those that were recorded. Rejects if storage fails.
 */
export const upgradeKeys = async (writing: Writing, id: string): Promise<Checked<null>> => {
  const { database, keys, root, random } = writing
  const { db, kind } = database
  if ((await recordedDigest(db)) === undefined) {
    const subjects = await subjectsDigest(db)
    await keepDrafts(writing, [{ clear: { id, type: 'subjects-bound', client: 'local', subjects } }])
  }
  return db.transaction().execute(async (within: Transaction<Schema>): Promise<Checked<null>> => {
    await atOnce(within, headLocked(within, kind))
    const stored = await storedKeys(within, root)
    if (!stored.ok) return stored
    // Another process has done it.
    if (stored.value !== undefined) return accepted(null)
    const [recorded, found] = [await recordedDigest(within), await subjectsDigest(within)]
    if (recorded?.sha256 !== found.sha256) return refusal('not-proved', '', changedMeanwhile)
    await bindSubjects(within, keys)
    await within
      .insertInto('keys.deployment_keys')
      .values(wrappedKeys(keys, root, random))
      .execute()
    return accepted(null)
  })
}

const changedMeanwhile =
  'The records could not be brought up to date: references were changed between the record that says which there were and the step that binds them. Put back the keys as they were then, and start again.'

const recordedDigest = async (db: Transaction<Schema> | Writing['database']['db']): Promise<Envelope['subjects']> => {
  const row = await db
    .selectFrom('records')
    .select('envelope')
    .where('type', '=', 'subjects-bound')
    .where('type', '<>', 'evaluated')
    .orderBy('seq')
    .executeTakeFirst()
  return row === undefined ? undefined : (JSON.parse(row.envelope) as Envelope).subjects
}
