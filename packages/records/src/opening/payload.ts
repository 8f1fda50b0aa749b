import { createHash } from 'node:crypto'
import { accepted, type Checked, type Issue, malformed } from '../checked.ts'
import type { Envelope } from '../envelope.ts'
import { apartFromTag, type DecisionPayload, type EventPayload } from '../keeping/payload.ts'
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

const notOfItsKind: Issue = {
  code: 'malformed',
  pointer: '',
  message: 'The payload opens, and is none of this kind of record.',
}

const contents = (envelope: Envelope, sealed: string): OpenedRecord => {
  if (envelope.type !== 'evaluated') {
    const value = parsed(sealed)
    return isObject(value)
      ? { state: 'event', envelope, payload: value as EventPayload, text: sealed }
      : { state: 'damaged', envelope, issues: [notOfItsKind] }
  }
  const { text, tag } = apartFromTag(sealed)
  const value = parsed(text)
  if (isObject(value) && [value.request, value.result, value.evaluation].every(isObject))
    return { state: 'decision', envelope, payload: value as unknown as DecisionPayload, text, tag }
  return { state: 'damaged', envelope, issues: [notOfItsKind] }
}

/** What is sealed in a record of this envelope. */
export const openedPayload = (envelope: Envelope, sealed: Uint8Array | null, keyOf: KeyOf): OpenedRecord => {
  const bytes = sealedBytes(envelope, sealed)
  if (bytes === undefined) return { state: 'none', envelope }
  if (!bytes.ok) return { state: 'damaged', envelope, issues: bytes.issues }
  const key = keyOf(envelope.key!)
  if (key === undefined) return { state: 'erased', envelope }
  if (!key.ok) return { state: 'damaged', envelope, issues: key.issues }
  const text = openPayload(key.value, bytes.value, envelope)
  return text.ok ? contents(envelope, text.value) : { state: 'damaged', envelope, issues: text.issues }
}
