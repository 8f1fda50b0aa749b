import type { Draft } from '../append/draft.ts'
import type { AppendContext } from '../append/records.ts'
import { restoreName } from '../crypto/data-keys.ts'
import type { DataKeyRow, RecordRow } from '../database/schema.ts'
import { type By, pickActor } from '../model/actor.ts'
import { renderResealed } from '../model/payload.ts'
import { readEnvelope } from '../model/read-envelope.ts'
import { createKeyOpener, type OpenedRecord, unsealPayload, unsealReseal } from '../unseal/payload.ts'
import { contentsLost, type SealedRecord } from './sealed-under.ts'

/** Opens what is sealed under a key, each from the record that holds it under that key. */
export const unsealUnder = (
  { keys }: Pick<AppendContext, 'keys'>,
  key: DataKeyRow,
  some: readonly SealedRecord[],
): readonly OpenedRecord[] => {
  const keyOf = createKeyOpener(keys, [key])
  return some.map(({ row, again }) => {
    const own = readEnvelope(row.envelope)
    if (!own.ok) return { state: 'damaged', issues: own.issues }
    if (again === undefined) return unsealPayload(own.value, row.payload, keyOf)
    const read = readEnvelope(again.envelope)
    return read.ok
      ? unsealReseal(own.value, { envelope: read.value, payload: again.payload }, keyOf)
      : { state: 'damaged', envelope: own.value, issues: read.issues }
  })
}

/** Where contents go: to whom, and with which tag if they are a decision’s. */
export interface ResealTarget {
  readonly subject: string
  /** Undefined: the tag stays what it was. Null: no reference is known that it could bind to. */
  readonly tag?: string | null | undefined
  readonly realm: string
}

const readContents = (opened: OpenedRecord): { readonly text: string; readonly tag: string | undefined } => {
  if (opened.state === 'decision') return { text: opened.text, tag: opened.tag }
  if (opened.state === 'event') return { text: opened.text, tag: undefined }
  throw contentsLost
}

/** The records that hold again what was sealed under a key that is on its way out. */
export const draftReseal = (
  { row }: SealedRecord,
  opened: OpenedRecord,
  { subject, tag, realm }: ResealTarget,
  { old, by, id }: { readonly old: DataKeyRow; readonly by: By; readonly id: string },
): Draft => {
  const { text, tag: before } = readContents(opened)
  const of = opened.envelope!.payload!.sha256
  const decision = restoreName(old.decision)
  const isDecision = opened.state === 'decision'
  return {
    clear: { id, type: 'resealed', ...pickActor({ ...by, realm }), about: row.id, decision, ...pickAuthority(row) },
    sealed: {
      under: { subject, decision, year: old.year },
      payload: renderResealed({ of, text }, isDecision ? chooseTag(tag, before) : undefined),
    },
  }
}

const chooseTag = (tag: ResealTarget['tag'], before: string | undefined): string | undefined =>
  tag === null ? undefined : (tag ?? before)

const pickAuthority = ({ authority }: RecordRow) => (authority === null ? {} : { authority })
