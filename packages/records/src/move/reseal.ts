import type { Draft } from '../append/draft.ts'
import type { Writing } from '../append/records.ts'
import { decisionOfRetired } from '../crypto/data-keys.ts'
import type { DataKeyRow, RecordRow } from '../database/schema.ts'
import { type By, recordedBy } from '../model/actor.ts'
import { resealedPayload } from '../model/payload.ts'
import { readEnvelope } from '../model/read-envelope.ts'
import { keyOpener, type OpenedRecord, openedAgain, openedPayload } from '../unseal/payload.ts'
import { contentsLost, type SealedRecord } from './sealed-under.ts'

/** Opens what is sealed under a key, each from the record that holds it under that key. */
export const openUnder = (
  { keys }: Pick<Writing, 'keys'>,
  key: DataKeyRow,
  some: readonly SealedRecord[],
): readonly OpenedRecord[] => {
  const keyOf = keyOpener(keys, [key])
  return some.map(({ row, again }) => {
    const own = readEnvelope(row.envelope)
    if (!own.ok) return { state: 'damaged', issues: own.issues }
    if (again === undefined) return openedPayload(own.value, row.payload, keyOf)
    const read = readEnvelope(again.envelope)
    return read.ok
      ? openedAgain(own.value, { envelope: read.value, payload: again.payload }, keyOf)
      : { state: 'damaged', envelope: own.value, issues: read.issues }
  })
}

/** Where contents go: to whom, and with which tag if they are a decision’s. */
export interface Target {
  readonly subject: string
  /** Undefined: the tag stays what it was. Null: no reference is known that it could bind to. */
  readonly tag?: string | null | undefined
  readonly realm: string
}

const contentsOf = (opened: OpenedRecord): { readonly text: string; readonly tag: string | undefined } => {
  if (opened.state === 'decision') return { text: opened.text, tag: opened.tag }
  if (opened.state === 'event') return { text: opened.text, tag: undefined }
  throw contentsLost
}

/** The records that hold again what was sealed under a key that is on its way out. */
export const resealDraft = (
  { row }: SealedRecord,
  opened: OpenedRecord,
  { subject, tag, realm }: Target,
  { old, by, id }: { readonly old: DataKeyRow; readonly by: By; readonly id: string },
): Draft => {
  const { text, tag: before } = contentsOf(opened)
  const of = opened.envelope!.payload!.sha256
  const decision = decisionOfRetired(old.decision)
  const isDecision = opened.state === 'decision'
  return {
    clear: { id, type: 'resealed', ...recordedBy({ ...by, realm }), about: row.id, decision, ...authorityOf(row) },
    sealed: {
      under: { subject, decision, year: old.year },
      payload: resealedPayload({ of, text }, isDecision ? tagNow(tag, before) : undefined),
    },
  }
}

const tagNow = (tag: Target['tag'], before: string | undefined): string | undefined =>
  tag === null ? undefined : (tag ?? before)

const authorityOf = ({ authority }: RecordRow) => (authority === null ? {} : { authority })
