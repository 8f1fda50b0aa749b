import { accepted } from '@virtual-school/rules/internal'
import * as z from 'zod'
import type { Records } from '../append/records.ts'
import { openCheckpoint } from '../checkpoint/checkpoint.ts'
import type { RecordRow } from '../database/schema.ts'
import { verifierKeysOf } from '../log/events.ts'
import { type Head, readHead } from '../log/head.ts'
import { createTreeSource } from '../log/read.ts'
import type { Reader } from '../model/actor.ts'
import { type Checked, refusal } from '../model/checked.ts'
import { describeGivenIssues } from '../model/given-issues.ts'
import { createReceiptWriter } from '../receipt/receipt.ts'
import { hashToBase64 } from '../tree/hash.ts'
import { proveInclusion, proveTreeConsistency } from '../tree/proofs.ts'
import { openForReader } from './read-record.ts'

const size = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,15})$/, 'Expected: a whole number, how many records there were.')
  .transform(Number)

/** Between which two sizes of the log, each as text. */
export const consistencyParameters = {
  from: size.describe('the smaller size, as the second line of a checkpoint has it'),
  to: size.optional().describe('the larger size; left out: the log as it stands'),
} as const
const schema = z.strictObject(consistencyParameters)

/** That the log of `to` records begins with all of the log of `from` records. */
export interface ConsistencyProof {
  readonly from: number
  readonly to: number
  /** RFC 6962, base64; empty if one of the two says nothing of the other. */
  readonly proof: readonly string[]
}

/**
 * The consistency proof between two sizes of the log, for somebody who has a checkpoint of each. Issues if a parameter is no
 * size, or the log has not so many records; rejects if storage fails or the stored tree has a hole.
 */
export const consistencyOf = async (
  { database: { db } }: Pick<Records, 'database'>,
  given: Readonly<Record<string, unknown>>,
): Promise<Checked<ConsistencyProof>> => {
  const read = schema.safeParse(given)
  if (!read.success)
    return { ok: false, issues: describeGivenIssues(read.error, given, Object.keys(consistencyParameters)) }
  const { size: most } = await readHead(db)
  const { from, to = most } = read.data
  if (to > most) return refusal('out-of-range', '/to', `The log has ${most} records: “to” can be no larger.`)
  if (from > to) return refusal('out-of-range', '/from', `The larger size is ${to}: “from” can be no larger.`)
  const proof = await proveTreeConsistency(createTreeSource(db), from, to)
  return accepted({ from, to, proof: proof.map(hashToBase64) })
}

type Stored = Pick<Records, 'database'>

/** The receipt of a record against a head that covers it. */
export const writeReceiptAt = async ({ database }: Stored, { envelope, seq }: RecordRow, head: Head): Promise<string> =>
  createReceiptWriter(head.note)(envelope, seq, await proveInclusion(createTreeSource(database.db), seq, head.size))

/**
 * A new receipt of a record, against the log as it stands once it is recorded that it was asked for. It holds the envelope and
 * nothing that is sealed. Issues if there is no record of this id; rejects if storage fails, or the stored tree has a hole.
 */
export const receiptOf = async (records: Records, id: string, by: Reader): Promise<Checked<string>> => {
  const read = await openForReader(records, id, by, { read: 'receipt' })
  if (!read.ok) return read
  return accepted(await writeReceiptAt(records, read.value.row, await readHead(records.database.db)))
}

/** The signed checkpoint of the log as it stands now: what to keep elsewhere. Issue if nothing was ever recorded. */
export const currentCheckpoint = async ({ database }: Stored): Promise<Checked<string>> => {
  const { note } = await readHead(database.db)
  return note === ''
    ? refusal('unknown-name', '', 'Nothing was recorded yet, so there is no checkpoint.')
    : accepted(note)
}

/**
 * The consistency proof (RFC 6962, base64) between two checkpoints of this log, in either order. Issues if one is not
 * signed by it, or is of more records than there are.
 */
export const consistencyBetween = async (
  { database, verifierKey }: Stored & Pick<Records, 'verifierKey'>,
  one: string,
  other: string,
): Promise<Checked<readonly string[]>> => {
  const keys = await verifierKeysOf({ database, signer: { verifierKey } })
  const [first, second] = [openCheckpoint(one, keys), openCheckpoint(other, keys)]
  if (!first.ok) return first
  if (!second.ok) return second
  const [older = 0, newer = 0] = [first.value.size, second.value.size].sort((a, b) => a - b)
  const { size } = await readHead(database.db)
  if (newer > size)
    return refusal(
      'not-proved',
      '',
      `A checkpoint is of ${newer} records and the log has ${size}: its newest part is gone.`,
    )
  return accepted((await proveTreeConsistency(createTreeSource(database.db), older, newer)).map(hashToBase64))
}
