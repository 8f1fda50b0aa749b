import { createHash } from 'node:crypto'
import { accepted, type Checked, type Issue, malformed } from '../checked.ts'
import type { Envelope } from '../envelope.ts'
import { apartFromTag, type DecisionPayload, type EventPayload } from '../keeping/payload.ts'
import { resealedIn } from '../keeping/resealed.ts'
import { openPayload } from '../seal/seal.ts'
import type { KeyOf } from './key-opener.ts'
import type { OpenedRecord } from './opened.ts'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether the bytes are those that the envelope tells of; undefined where both say that nothing was sealed. */
export const sealedBytes = ({ payload, key }: Envelope, bytes: Uint8Array | null): Checked<Uint8Array> | undefined => {
  if (payload === undefined && key === undefined && bytes === null) return undefined
  if (payload === undefined || key === undefined || bytes === null)
    return malformed('The envelope and what is sealed do not fit: one of them says that there is no payload.')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return sha256 === payload.sha256 && bytes.length === payload.bytes
    ? accepted(bytes)
    : malformed('The sealed payload is not the one that the envelope was made for: its SHA-256 or its length differs.')
}

const notTheSame: Issue = {
  code: 'malformed',
  pointer: '',
  message: 'The record that holds this one’s contents again was made of another.',
}

const notOfItsKind: Issue = {
  code: 'malformed',
  pointer: '',
  message: 'The payload opens, but it does not belong to this kind of record.',
}

/** What was sealed, its tag put aside, as the kind of record that the envelope is of. */
const contents = (envelope: Envelope, text: string, tag: string | undefined): OpenedRecord => {
  const value = parsed(text)
  if (envelope.type !== 'evaluated')
    return isObject(value)
      ? { state: 'event', envelope, payload: value as EventPayload, text }
      : { state: 'damaged', envelope, issues: [notOfItsKind] }
  if (isObject(value) && [value.request, value.result, value.evaluation].every(isObject))
    return { state: 'decision', envelope, payload: value as unknown as DecisionPayload, text, tag }
  return { state: 'damaged', envelope, issues: [notOfItsKind] }
}

/** What is sealed in a record of this envelope. */
export const openedPayload = (envelope: Envelope, sealed: Uint8Array | null, keyOf: KeyOf): OpenedRecord => {
  const found = unsealed(envelope, sealed, keyOf)
  if (typeof found !== 'string') return found
  const { text, tag } = apartFromTag(found)
  return contents(envelope, text, tag)
}

/** The text that was sealed in a record of this envelope, or why it is not to be had. */
const unsealed = (envelope: Envelope, sealed: Uint8Array | null, keyOf: KeyOf): string | OpenedRecord => {
  const bytes = sealedBytes(envelope, sealed)
  if (bytes === undefined) return { state: 'none', envelope }
  if (!bytes.ok) return { state: 'damaged', envelope, issues: bytes.issues }
  const key = keyOf(envelope.key!)
  if (key === undefined) return { state: 'erased', envelope }
  if (!key.ok) return { state: 'damaged', envelope, issues: key.issues }
  const text = openPayload(key.value, bytes.value, envelope)
  return text.ok ? text.value : { state: 'damaged', envelope, issues: text.issues }
}

/** What was sealed in a record of this envelope, from the record that holds it again. */
export const openedAgain = (
  envelope: Envelope,
  again: { readonly envelope: Envelope; readonly payload: Uint8Array | null },
  keyOf: KeyOf,
): OpenedRecord => {
  const found = unsealed(again.envelope, again.payload, keyOf)
  if (typeof found !== 'string') return 'issues' in found ? { ...found, envelope } : { state: 'erased', envelope }
  const held = resealedIn(found)
  return again.envelope.about === envelope.id && held?.of === envelope.payload?.sha256
    ? contents(envelope, held!.text, held!.tag)
    : { state: 'damaged', envelope, issues: [notTheSame] }
}
