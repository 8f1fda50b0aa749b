import { canonicalJson } from '@virtual-school/rules'
import type { IndexRow, OnceRow, RecordRow } from '../database/schema.ts'
import type { Envelope } from '../envelope.ts'
import { onceMac } from '../keys/row-macs.ts'
import type { Head } from '../log/head.ts'
import { rulesColumn } from '../log/rules-column.ts'
import { noBody } from '../repeating/repeat.ts'
import type { DeploymentKeys } from '../secret/deployment-keys.ts'
import { leafHash } from '../tree/hash.ts'
import type { AnyDraft, Draft } from './draft.ts'

/** The columns that repeat the envelope, so that lists can be filtered. `verifyLog` holds them to it. */
export const columnsOf = (envelope: Envelope): Omit<RecordRow, 'envelope' | 'payload' | 'leaf'> => ({
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

export const recordRow = (envelope: Envelope, payload: Buffer | undefined): RecordRow & { leaf: Buffer } => {
  const text = canonicalJson(envelope)
  return { ...columnsOf(envelope), envelope: text, payload: payload ?? null, leaf: leafHash(text) }
}

export const indexRow = ({ seq, subject }: Envelope, { indexed }: Pick<Draft, 'indexed'>): IndexRow | undefined =>
  indexed === undefined
    ? undefined
    : {
        seq,
        subject: subject ?? null,
        answer: indexed.answer,
        status: indexed.status,
        rules: rulesColumn(indexed.rules),
      }

interface OncePlace {
  /** The log as it was before the batch. */
  readonly head: Head
  /** Of the log after it. */
  readonly size: number
  readonly at: Date
}

/** A row for each draft of a batch that has a key. What could not be sealed, as it was erased meanwhile, leaves no hash of itself. */
export const onceRows = (
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
      body: isErased ? noBody : Buffer.from(once.body, 'hex'),
      seq: head.size + n,
      size,
      at: at.toISOString(),
    }
    return [{ ...row, mac: onceMac(keys, row) }]
  })
