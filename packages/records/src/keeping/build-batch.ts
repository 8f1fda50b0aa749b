import type { CheckpointSigner } from '../checkpoint/signer.ts'
import { recordsFault } from '../database/records-fault.ts'
import type { Envelope } from '../envelope.ts'
import type { BuiltBatch } from '../log/commit-batch.ts'
import type { Head } from '../log/head.ts'
import { receiptWriter } from '../receipt/receipt.ts'
import { appending } from '../tree/append.ts'
import type { Draft, Kept } from './draft.ts'
import { indexRow, recordRow } from './rows.ts'
import type { Sealed } from './seal-drafts.ts'

/** A batch with what its callers are told. */
export interface KeptBatch extends BuiltBatch {
  readonly kept: readonly Kept[]
}

export interface Place {
  readonly head: Head
  /** Of all records of the batch. */
  readonly recordedAt: string
  /** The machine’s own time. */
  readonly clock: string
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Whoever opened the log, and however: a log has one name, and what bore another would make it no one’s. */
export const refuseOtherName = ({ size, note }: Head, { origin }: Pick<CheckpointSigner, 'origin'>): void => {
  if (size > 0 && note.split('\n')[0] !== origin) throw recordsFault('RECORDS_OTHER_NAME')
}

/** Envelopes, leaves, tree and checkpoint of a batch, and a receipt for each record. `engine` is the version that decided. */
export const buildBatch = (
  drafts: readonly Draft[],
  sealed: readonly (Sealed | undefined)[],
  { head, recordedAt, clock }: Place,
  { signer, engine }: { readonly signer: CheckpointSigner; readonly engine: string },
): KeptBatch => {
  if (drafts.length === 0) return { records: [], index: [], tiles: [], head, kept: [] }
  refuseOtherName(head, signer)
  const envelopes = drafts.map(
    ({ clear }, n): Envelope => ({
      v: 1,
      log: signer.origin,
      ...clear,
      ...sealed[n]?.clear,
      seq: head.size + n,
      recordedAt,
      ...(clock === recordedAt ? {} : { clock }),
      engine,
    }),
  )
  const records = envelopes.map((envelope, n) => recordRow(envelope, sealed[n]?.bytes))
  const grown = appending(
    { size: head.size, nodes: head.frontier.map(asBuffer) },
    records.map(row => row.leaf),
  )
  const size = grown.frontier.size
  const note = signer.sign({ size, root: grown.root })
  const receipt = receiptWriter(note)
  return {
    records,
    index: envelopes.flatMap((envelope, n) => indexRow(envelope, drafts[n]!) ?? []),
    shown: drafts.flatMap(({ shown = [] }, n) => shown.map(decision => ({ list: head.size + n, decision }))),
    tiles: grown.tiles.map(({ level, index, hash }) => ({ level, idx: index, hash })),
    head: { size, root: grown.root, frontier: grown.frontier.nodes, recordedAt, note },
    kept: records.map(({ id, seq, envelope }, n) => ({
      id,
      seq,
      recordedAt,
      receipt: receipt(envelope, seq, grown.proofOf(n)),
    })),
  }
}
