import { selectDataKeys } from '../crypto/data-keys.ts'
import type { DeploymentKeys } from '../crypto/deployment-keys.ts'
import type { RecordsDatabase } from '../database/open.ts'
import type { RecordRow } from '../database/schema.ts'
import { selectNewestReseals } from '../log/seals.ts'
import { readEnvelope } from '../model/read-envelope.ts'
import { createKeyOpener, type OpenedRecord, unsealPayload, unsealReseal } from './payload.ts'

/** What opening takes of a log. */
interface UnsealContext {
  readonly database: RecordsDatabase
  readonly keys: DeploymentKeys
}

/** What opening takes of a row; of a row that was found in any way. */
type SealedRow = Pick<RecordRow, 'envelope' | 'payload'>

/**
 * Opens records: for each row, in their order, its envelope and what was sealed, or why that is not to be had. What was sealed again
 * under another key, as after a move, is read from the record that holds it now. The keys of
 * all are read with one query, so many rows are best given at once. Reading leaves a record of itself (`accessed`), which
 * this does not write: callers do. Throws at no row; rejects if storage fails.
 */
export const openEach = async (
  { database, keys }: UnsealContext,
  rows: readonly SealedRow[],
): Promise<readonly OpenedRecord[]> => {
  const envelopes = rows.map(row => readEnvelope(row.envelope))
  const ids = envelopes.flatMap(read => (read.ok && read.value.key !== undefined ? [read.value.key] : []))
  const keyOf = createKeyOpener(keys, await selectDataKeys(database.db, ids))
  const opened = envelopes.map(
    (read, n): OpenedRecord =>
      read.ok ? unsealPayload(read.value, rows[n]!.payload, keyOf) : { state: 'damaged', issues: read.issues },
  )
  return openFromReseals({ database, keys }, opened)
}

/** Those whose key is gone, from where their contents were sealed again. */
const openFromReseals = async (
  { database, keys }: UnsealContext,
  opened: readonly OpenedRecord[],
): Promise<readonly OpenedRecord[]> => {
  const closed = opened.flatMap(one => (one.state === 'erased' ? [one.envelope.id] : []))
  const reseals = await selectNewestReseals(database.db, closed)
  if (reseals.size === 0) return opened
  const read = new Map(
    [...reseals].map(([id, row]) => [id, { envelope: readEnvelope(row.envelope), payload: row.payload }]),
  )
  const ids = [...read.values()].flatMap(({ envelope }) => (envelope.ok ? [envelope.value.key ?? ''] : []))
  const keyOf = createKeyOpener(keys, await selectDataKeys(database.db, ids))
  return opened.map(one => {
    const again = one.state === 'erased' ? read.get(one.envelope.id) : undefined
    if (one.state !== 'erased' || again === undefined) return one
    return again.envelope.ok
      ? unsealReseal(one.envelope, { envelope: again.envelope.value, payload: again.payload }, keyOf)
      : { state: 'damaged', envelope: one.envelope, issues: again.envelope.issues }
  })
}

/** `openEach` of one. */
export const openRecord = async (records: UnsealContext, row: SealedRow): Promise<OpenedRecord> =>
  (await openEach(records, [row]))[0]!
