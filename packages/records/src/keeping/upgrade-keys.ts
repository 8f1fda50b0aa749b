import type { Transaction } from 'kysely'
import { accepted, type Checked, refusal } from '../checked.ts'
import { type Asking, atOnce } from '../database/at-once.ts'
import type { Schema } from '../database/schema.ts'
import { areAllBound, bindSubjects } from '../keys/bind-subjects.ts'
import { recordedBinding } from '../keys/recorded-binding.ts'
import { subjectsDigest } from '../keys/subjects-digest.ts'
import { type BatchGround, type BuiltBatch, commitBatch } from '../log/commit-batch.ts'
import { headLocked } from '../log/head.ts'
import { storedKeys, wrappedKeys } from '../secret/stored-keys.ts'
import { buildBatch } from './build-batch.ts'
import type { Writing } from './keep-drafts.ts'

/**
 * Brings records of before up to date: binds every reference to its child and stores the deployment’s keys, then records the
 * digest of all references (`subjects-bound`), once. Each is a transaction of its own, as SQLite keeps keys and records in two
 * files. Ends in the same wherever it is cut short, and whoever else does it at the same time. Issue if the keys are of before
 * the records were brought up to date, and not as they were then. Rejects if storage fails.
 */
export const upgradeKeys = async (writing: Writing, id: string): Promise<Checked<null>> => {
  const bound = await bindAndStore(writing)
  if (bound.ok) await recordBinding(writing, id)
  return bound
}

const bindAndStore = ({ database: { db, kind }, keys, root, random }: Writing): Promise<Checked<null>> =>
  db.transaction().execute(async (within: Transaction<Schema>): Promise<Checked<null>> => {
    await atOnce(within, headLocked(within, kind))
    const stored = await storedKeys(within, root)
    if (!stored.ok) return stored
    // Another process has done it.
    if (stored.value !== undefined) return accepted(null)
    const recorded = await recordedBinding(within)
    if (recorded !== undefined && !(await areAllBound(within, keys))) {
      const { sha256 } = await subjectsDigest(within)
      if (sha256 !== recorded.subjects.sha256) return refusal('not-proved', '', ofAnotherTime(recorded.seq))
    }
    await bindSubjects(within, keys)
    await within
      .insertInto('keys.deployment_keys')
      .values(wrappedKeys(keys, root, random))
      .execute()
    return accepted(null)
  })

const ofAnotherTime = (seq: number): string =>
  `The keys are of another time than the log: record ${seq} says which references there were when they were bound to their children, and these are not bound and not the same. Put back the keys as they were after that record.`

const nothing: Asking<null> = { statements: [], read: () => null }

/** Under the lock of the head, so that it is there once and says what is there. */
const recordBinding = async ({ database, signer, engine, now, grown }: Writing, id: string): Promise<void> => {
  const build = async (ground: BatchGround<null>): Promise<BuiltBatch> => {
    const { head, transaction } = ground
    if ((await recordedBinding(transaction)) !== undefined) return { records: [], index: [], tiles: [], head }
    const subjects = await subjectsDigest(transaction)
    const draft = { clear: { id, type: 'subjects-bound', client: 'local', subjects } } as const
    return buildBatch([draft], [undefined], ground, { signer, engine })
  }
  const { records } = await commitBatch(database, { ask: () => nothing, build }, now)
  if (records.length > 0) grown?.()
}
