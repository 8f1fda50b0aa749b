import { createHash } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import type { Transaction } from 'kysely'
import { drawKeyId } from '../crypto/data-keys.ts'
import type { RecordsDatabase } from '../database/open.ts'
import { pipeline } from '../database/pipeline.ts'
import type { RecordRow, Schema } from '../database/schema.ts'
import { createRecordsFault } from '../faults/errors.ts'
import { advanceHead, type Head, lockHead } from '../log/head.ts'
import { selectRulebook } from '../log/rules.ts'
import { hashBytes } from '../tree/hash.ts'
import { refuseOtherName } from './build-batch.ts'
import { insertKeys } from './data-keys.ts'
import { insertRows } from './insert-rows.ts'
import type { AppendContext, ProbeResult } from './records.ts'

/** A batch of 200 records takes about one; SQLite’s log of changes grows to sixteen. */
const leastBytes = 8 * 1024 * 1024

/** Rejects if the disk of SQLite’s files has hardly any room left. PostgreSQL looks after its own. */
const checkRoom = async ({ directory }: Pick<RecordsDatabase, 'directory'>): Promise<void> => {
  if (directory === undefined) return
  const { bavail, bsize } = await statfs(directory)
  if (bavail * bsize < leastBytes) throw createRecordsFault('RECORDS_DISK_LOW', 'records.sqlite')
}

const undone = new Error('What was only tried is undone')
const wrappedBytes = 61

const buildProbeRecord = (seq: number, id: string): RecordRow => ({
  ...{ seq, id, type: 'evaluated', about: null, subject: id, decision: 'probe', authority: null, as_of: null },
  ...{ client: 'local', recorded_at: '', realm: 'default', rules_digest: null, envelope: '{}' },
  ...{ payload: Buffer.alloc(1), leaf: Buffer.alloc(hashBytes) },
})

/** Everything that keeping a decision writes. */
const writeAll = async (within: Transaction<Schema>, head: Head, { database: { kind }, random }: AppendContext) => {
  const [id, seq] = [drawKeyId(random), head.size]
  const dataKey = { key: id, subject: id, decision: 'probe', year: 0, wrapped: Buffer.alloc(wrappedBytes) }
  await pipeline(
    within,
    insertKeys(within, {
      subjects: [{ subject: id, lookup: '00'.repeat(hashBytes), realm: 'default', bound: Buffer.alloc(hashBytes) }],
      dataKeys: [dataKey],
    }),
    insertRows(within, kind, 'records', [buildProbeRecord(seq, id)]),
    insertRows(within, kind, 'record_index', [{ seq, subject: id, answer: null, status: null, rules: null }]),
    advanceHead(within, seq, { ...head, size: seq + 1 }),
  )
}

/** The note that this process’s key makes of the head has to be the one that stands there: signing gives the same each time. */
const checkSigned = async (head: Head, context: AppendContext, within: Transaction<Schema>): Promise<void> => {
  const { size, root, note } = head
  if (size === 0) return
  refuseOtherName(head, context.signer)
  const signer = await context.signerAfter(context.signer, note, within)
  if (signer.sign({ size, root: Buffer.from(root) }) !== note) throw createRecordsFault('RECORDS_NOT_SIGNED')
}

/** Keeps a decision as far as COMMIT, and takes it back: under the lock of the head, in the place that comes next. */
const rehearse = async (context: AppendContext): Promise<ProbeResult> => {
  const { db, kind } = context.database
  let probed: ProbeResult = { size: 0, recordedAt: '' }
  const trying = db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async within => {
      const [head] = await pipeline(within, lockHead(within, kind))
      await checkSigned(head, context, within)
      await writeAll(within, head, context)
      probed = { size: head.size, recordedAt: head.recordedAt }
      throw undone
    })
  await trying.catch((error: unknown) => {
    if (error !== undone) throw error
  })
  return probed
}

/** The log has no such record: it begins with 0. */
const nowhere = -1

/** That something reaches the disk: a row of no record, put there and taken away. */
const reachDisk = ({ database: { db } }: AppendContext): Promise<void> =>
  db.transaction().execute(async within => {
    const row = { seq: nowhere, subject: null, answer: null, status: null, rules: null }
    await within.insertInto('record_index').values(row).execute()
    await within.deleteFrom('record_index').where('seq', '=', nowhere).execute()
  })

const checkRules = async ({ database: { db } }: AppendContext, digest: string): Promise<void> => {
  const text = (await selectRulebook(db, digest))?.text ?? ''
  if (`sha256:${createHash('sha256').update(text).digest('hex')}` !== digest)
    throw createRecordsFault('RECORDS_RULES_CHANGED')
}

/**
 * Tries whether a decision could be kept now, by the way that decisions take, and leaves nothing behind: SQLite’s files and
 * locks, room on its disk, the lock of the head, its signature, every table that is written, the disk, and the rules in
 * use (by their digest, if it is given). Rejects with what is wrong.
 */
export const probe = async (context: AppendContext, rules?: string): Promise<ProbeResult> => {
  context.database.files.checkLocks()
  await checkRoom(context.database)
  const probed = await rehearse(context)
  await reachDisk(context)
  if (rules !== undefined) await checkRules(context, rules)
  return probed
}
