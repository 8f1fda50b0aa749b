import { accepted, type Checked, refusal } from '../checked.ts'
import { openCheckpoint } from '../checkpoint/checkpoint.ts'
import type { RecordRow } from '../database/schema.ts'
import type { Reader } from '../keeping/by.ts'
import { type Head, readHead } from '../log/head.ts'
import { verifierKeysOf } from '../log/rotations.ts'
import { storedTree } from '../log/tree-source.ts'
import { receiptWriter } from '../receipt/receipt.ts'
import type { Records } from '../records.ts'
import { hashToBase64 } from '../tree/base64.ts'
import { consistencyProof, inclusionProof } from '../tree/proofs.ts'
import { openedFor } from './read-record.ts'

type Stored = Pick<Records, 'database'>

/** The receipt of a record against a head that covers it. */
export const receiptAt = async ({ database }: Stored, { envelope, seq }: RecordRow, head: Head): Promise<string> =>
  receiptWriter(head.note)(envelope, seq, await inclusionProof(storedTree(database.db), seq, head.size))

/**
 * A new receipt of a record, against the log as it stands once it is recorded that it was asked for. It holds the envelope and
 * nothing that is sealed. Issues where there is no record of this id; rejects where storage fails, or the stored tree has a hole.
 */
export const receiptOf = async (records: Records, id: string, by: Reader): Promise<Checked<string>> => {
  const read = await openedFor(records, id, by, { read: 'receipt' })
  if (!read.ok) return read
  return accepted(await receiptAt(records, read.value.row, await readHead(records.database.db)))
}

/** The signed checkpoint of the log as it stands now: what to keep elsewhere. Issue where nothing was ever recorded. */
export const currentCheckpoint = async ({ database }: Stored): Promise<Checked<string>> => {
  const { note } = await readHead(database.db)
  return note === ''
    ? refusal('unknown-name', '', 'Nothing was recorded yet, so there is no checkpoint.')
    : accepted(note)
}

/**
 * The consistency proof (RFC 6962, base64) between two checkpoints of this log, whichever is the older. Issues where one is not
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
  return accepted((await consistencyProof(storedTree(database.db), older, newer)).map(hashToBase64))
}
