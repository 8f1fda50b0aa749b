import type { RecordRow } from '../database/schema.ts'
import type { By } from '../keeping/by.ts'
import { recordedBy } from '../keeping/by.ts'
import type { Draft } from '../keeping/draft.ts'
import { resealedPayload } from '../keeping/resealed.ts'
import type { DataKeyRow } from '../keys/key-rows.ts'
import type { OpenedRecord } from '../opening/opened.ts'
import { contentsLost } from './contents-lost.ts'
import { decisionOfRetired } from './retired.ts'
import type { SealedRecord } from './sealed-under.ts'

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
