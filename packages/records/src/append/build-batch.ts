import { canonicalJson } from '@virtual-school/rules'
import type { CheckpointSigner } from '../checkpoint/signer.ts'
import { computeOnceMac } from '../crypto/bound-rows.ts'
import type { DeploymentKeys } from '../crypto/deployment-keys.ts'
import type { IndexRow, OnceRow, RecordRow } from '../database/schema.ts'
import { createRecordsFault } from '../faults/errors.ts'
import type { Head } from '../log/head.ts'
import { joinRuleNames } from '../log/rules.ts'
import type { Envelope } from '../model/envelope.ts'
import { createReceiptWriter } from '../receipt/receipt.ts'
import { appendLeaves } from '../tree/append.ts'
import { leafHash } from '../tree/hash.ts'
import type { BuiltBatch } from './commit-batch.ts'
import type { AnyDraft, Draft, Kept } from './draft.ts'
import { erasedBody } from './once.ts'
import type { SealedPayload } from './seal-drafts.ts'

/** The columns that repeat the envelope, so that lists can be filtered. `verifyLog` compares them with it. */
export const buildColumns = (envelope: Envelope): Omit<RecordRow, 'envelope' | 'payload' | 'leaf'> => ({
  seq: envelope.seq,
  id: envelope.id,
  type: envelope.type,
  about: envelope.about ?? null,
  subject: envelope.subject ?? null,
  decision: envelope.decision ?? null,
  authority: envelope.authority ?? null,
  as_of: envelope.asOf ?? null,
  client: envelope.client,
  recorded_at: envelope.recordedAt,
  rules_digest: envelope.rules?.digest ?? null,
  realm: envelope.realm ?? null,
})

/** The row of a record: its envelope as canonical JSON, with the hash of that as a leaf of the tree. */
export const buildRecordRow = (envelope: Envelope, payload: Buffer | undefined): RecordRow & { leaf: Buffer } => {
  const text = canonicalJson(envelope)
  return { ...buildColumns(envelope), envelope: text, payload: payload ?? null, leaf: leafHash(text) }
}

/** The row by which filters find a decision; undefined for other records. */
export const buildIndexRow = ({ seq, subject }: Envelope, { indexed }: Pick<Draft, 'indexed'>): IndexRow | undefined =>
  indexed === undefined
    ? undefined
    : {
        seq,
        subject: subject ?? null,
        answer: indexed.answer,
        status: indexed.status,
        rules: joinRuleNames(indexed.rules),
      }

interface OncePlace {
  /** The log as it was before the batch. */
  readonly head: Head
  /** Of the log after it. */
  readonly size: number
  readonly at: Date
}

/** A row for each draft of a batch that has a key. What could not be sealed, as it was erased meanwhile, leaves no hash of itself. */
export const buildOnceRows = (
  drafts: readonly AnyDraft[],
  sealed: readonly (object | undefined)[],
  { head, size, at }: OncePlace,
  keys: Pick<DeploymentKeys, 'binding'>,
): readonly OnceRow[] =>
  drafts.flatMap(({ once, sealed: toSeal }, n) => {
    if (once === undefined) return []
    const isErased = toSeal !== undefined && sealed[n] === undefined
    const row = {
      realm: once.realm,
      key: Buffer.from(once.key, 'hex'),
      body: isErased ? erasedBody : Buffer.from(once.body, 'hex'),
      seq: head.size + n,
      size,
      at: at.toISOString(),
    }
    return [{ ...row, mac: computeOnceMac(keys, row) }]
  })

/** A batch, with the answers to its callers. */
interface StoredBatch extends BuiltBatch {
  readonly kept: readonly Kept[]
}

interface BatchPlace {
  readonly head: Head
  /** Of all records of the batch. */
  readonly recordedAt: string
  /** The machine’s own time. */
  readonly clock: string
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Throws if the log has another name than this key: a log keeps one name. */
export const refuseOtherName = ({ size, note }: Head, { origin }: Pick<CheckpointSigner, 'origin'>): void => {
  if (size > 0 && note.split('\n')[0] !== origin) throw createRecordsFault('RECORDS_OTHER_NAME')
}

/** Envelopes, leaves, tree and checkpoint of a batch, and a receipt for each record. `engine` is the version that decided. */
export const buildBatch = (
  drafts: readonly Draft[],
  sealed: readonly (SealedPayload | undefined)[],
  { head, recordedAt, clock }: BatchPlace,
  { signer, engine }: { readonly signer: CheckpointSigner; readonly engine: string },
): StoredBatch => {
  if (drafts.length === 0) return { records: [], index: [], subtreeRoots: [], head, kept: [] }
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
  const records = envelopes.map((envelope, n) => buildRecordRow(envelope, sealed[n]?.bytes))
  const grown = appendLeaves(
    { size: head.size, nodes: head.frontier.map(asBuffer) },
    records.map(row => row.leaf),
  )
  const size = grown.frontier.size
  const note = signer.sign({ size, root: grown.root })
  const receipt = createReceiptWriter(note)
  return {
    records,
    index: envelopes.flatMap((envelope, n) => buildIndexRow(envelope, drafts[n]!) ?? []),
    shown: drafts.flatMap(({ shown = [] }, n) => shown.map(decision => ({ list: head.size + n, decision }))),
    subtreeRoots: grown.subtreeRoots.map(({ level, index, hash }) => ({ level, idx: index, hash })),
    head: { size, root: grown.root, frontier: grown.frontier.nodes, recordedAt, note },
    kept: records.map(({ id, seq, envelope }, n) => ({
      id,
      seq,
      recordedAt,
      receipt: receipt(envelope, seq, grown.proofOf(n)),
    })),
  }
}
