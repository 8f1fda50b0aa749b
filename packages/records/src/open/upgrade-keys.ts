import { createHash } from 'node:crypto'
import { accepted } from '@virtual-school/rules/internal'
import type { Kysely, Transaction } from 'kysely'
import { buildBatch } from '../append/build-batch.ts'
import { type BatchContext, type BuiltBatch, commitBatch } from '../append/commit-batch.ts'
import type { AppendContext } from '../append/records.ts'
import { type DeploymentKeys, selectDeploymentKeys, wrapDeploymentKeys } from '../crypto/deployment-keys.ts'
import { computeBinding, isBound, readSubjectRow } from '../crypto/links.ts'
import { pipeline, type Query } from '../database/pipeline.ts'
import type { Schema } from '../database/schema.ts'
import { selectBinding } from '../log/events.ts'
import { lockHead } from '../log/head.ts'
import { type Checked, refusal } from '../model/checked.ts'
import type { Envelope } from '../model/envelope.ts'

type Binding = Pick<DeploymentKeys, 'binding'>

/** Whether every reference carries what binds it to its child. */
const areAllBound = async (db: Kysely<Schema>, keys: Binding): Promise<boolean> =>
  (await db.selectFrom('keys.subjects').selectAll().execute()).every(row => isBound(keys, readSubjectRow(row)))

const rowsAtOnce = 500

/** Gives every reference that has none yet what binds it to its child, in the transaction it is given. */
const bindSubjects = async (within: Kysely<Schema>, keys: Binding): Promise<void> => {
  const rows = await within.selectFrom('keys.subjects').selectAll().where('bound', 'is', null).execute()
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const bound = rows
      .slice(from, from + rowsAtOnce)
      .map(row => ({ ...row, bound: computeBinding(keys, readSubjectRow(row)) }))
    await within
      .insertInto('keys.subjects')
      .values(bound)
      .onConflict(conflict => conflict.column('subject').doUpdateSet(eb => ({ bound: eb.ref('excluded.bound') })))
      .execute()
  }
}

/** The digest of all references with the children they lead to: SHA-256 over a line each, `lookup subject`, sorted. */
const computeSubjectsDigest = async (db: Kysely<Schema>): Promise<NonNullable<Envelope['subjects']>> => {
  const rows = await db.selectFrom('keys.subjects').select(['subject', 'lookup']).execute()
  const lines = rows.map(({ subject, lookup }) => `${Buffer.from(lookup).toString('hex')} ${subject}\n`).sort()
  return { count: rows.length, sha256: createHash('sha256').update(lines.join('')).digest('hex') }
}

/**
 * Brings records of before up to date: binds every reference to its child and stores the deployment’s keys, then records the
 * digest of all references (`subjects-bound`), once. Each is a separate transaction, as SQLite keeps keys and records in two
 * files. It ends the same no matter when it is interrupted, or who else does it at the same time. Issue if the keys are of before
 * the records were brought up to date, and not as they were then. Rejects if storage fails.
 */
export const upgradeKeys = async (context: AppendContext, id: string): Promise<Checked<null>> => {
  const bound = await bindAndStoreKeys(context)
  if (bound.ok) await recordBinding(context, id)
  return bound
}

const bindAndStoreKeys = ({ database: { db, kind }, keys, root, random }: AppendContext): Promise<Checked<null>> =>
  db.transaction().execute(async (within: Transaction<Schema>): Promise<Checked<null>> => {
    await pipeline(within, lockHead(within, kind))
    const stored = await selectDeploymentKeys(within, root)
    if (!stored.ok) return stored
    // Another process has done it.
    if (stored.value !== undefined) return accepted(null)
    const recorded = await selectBinding(within)
    if (recorded !== undefined && !(await areAllBound(within, keys))) {
      const { sha256 } = await computeSubjectsDigest(within)
      if (sha256 !== recorded.subjects.sha256) return refusal('not-proved', '', renderOtherTime(recorded.seq))
    }
    await bindSubjects(within, keys)
    await within
      .insertInto('keys.deployment_keys')
      .values(wrapDeploymentKeys(keys, root, random))
      .execute()
    return accepted(null)
  })

const renderOtherTime = (seq: number): string =>
  `The keys are of another time than the log: record ${seq} says which references there were when they were bound to their children, and these are not bound and not the same. Put back the keys as they were after that record.`

const nothing: Query<null> = { statements: [], read: () => null }

/** Under the lock of the head, so that it is there once and says what is there. */
const recordBinding = async ({ database, signer, engine, now, grown }: AppendContext, id: string): Promise<void> => {
  const build = async (context: BatchContext<null>): Promise<BuiltBatch> => {
    const { head, transaction } = context
    if ((await selectBinding(transaction)) !== undefined) return { records: [], index: [], subtreeRoots: [], head }
    const subjects = await computeSubjectsDigest(transaction)
    const draft = { clear: { id, type: 'subjects-bound', client: 'local', subjects } } as const
    return buildBatch([draft], [undefined], context, { signer, engine })
  }
  const { records } = await commitBatch(database, { ask: () => nothing, build }, now)
  if (records.length > 0) grown?.()
}
