import { canonicalJson } from '@virtual-school/rules'
import type { IndexRow, RecordRow } from '../database/schema.ts'
import type { Envelope } from '../envelope.ts'
import { rulesColumn } from '../log/rules-column.ts'
import { leafHash } from '../tree/hash.ts'
import type { Draft } from './draft.ts'

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
