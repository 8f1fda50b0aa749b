import { createHash, type KeyObject } from 'node:crypto'
import { accepted, isObject } from '@virtual-school/rules/internal'
import type { DeploymentKeys } from '../crypto/deployment-keys.ts'
import { openPayload, unwrapKey } from '../crypto/seal.ts'
import type { DataKeyRow } from '../database/schema.ts'
import { type Checked, type Issue, malformed } from '../model/checked.ts'
import type { Envelope } from '../model/envelope.ts'
import { type DecisionPayload, type EventPayload, parseResealed, splitTag } from '../model/payload.ts'

/** A record with what was sealed in it, or why that is not to be had. */
export type OpenedRecord =
  /** `text` are the payload’s own bytes, which replaying compares. */
  | {
      readonly state: 'decision'
      readonly envelope: Envelope
      readonly payload: DecisionPayload
      readonly text: string
      /** Binds it to the reference that it came with; undefined if it came with none, or before this was known. See `computeTag`. */
      readonly tag: string | undefined
    }
  | { readonly state: 'event'; readonly envelope: Envelope; readonly payload: EventPayload; readonly text: string }
  /** Nothing was sealed. */
  | { readonly state: 'none'; readonly envelope: Envelope }
  /** The key was destroyed, so nobody can read it. */
  | { readonly state: 'erased'; readonly envelope: Envelope }
  /** What is stored is not what was kept. The envelope is there if it can still be read. */
  | { readonly state: 'damaged'; readonly envelope?: Envelope; readonly issues: readonly Issue[] }

/** Gives the data key of an id: undefined if it was destroyed, issues if its row was changed. */
export type KeyOf = (key: string) => Checked<KeyObject> | undefined

/** Unwraps each of these rows once, when it is first asked for. Not to be kept: keys may be destroyed meanwhile. */
export const createKeyOpener = (keys: Pick<DeploymentKeys, 'wrapping'>, rows: readonly DataKeyRow[]): KeyOf => {
  const byKey = new Map(rows.map(row => [row.key, row]))
  const opened = new Map<string, Checked<KeyObject>>()
  return key => {
    const row = byKey.get(key)
    if (row === undefined) return undefined
    const known = opened.get(key) ?? unwrapKey(keys, row)
    opened.set(key, known)
    return known
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether the bytes are those that the envelope tells of; undefined if both say that nothing was sealed. */
export const checkSealedBytes = (
  { payload, key }: Envelope,
  bytes: Uint8Array | null,
): Checked<Uint8Array> | undefined => {
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
const readContents = (envelope: Envelope, text: string, tag: string | undefined): OpenedRecord => {
  const value = parseJson(text)
  if (envelope.type !== 'evaluated')
    return isObject(value)
      ? { state: 'event', envelope, payload: value as EventPayload, text }
      : { state: 'damaged', envelope, issues: [notOfItsKind] }
  if (isObject(value) && [value.request, value.result, value.evaluation].every(isObject))
    return { state: 'decision', envelope, payload: value as unknown as DecisionPayload, text, tag }
  return { state: 'damaged', envelope, issues: [notOfItsKind] }
}

/** What is sealed in a record of this envelope. */
export const unsealPayload = (envelope: Envelope, sealed: Uint8Array | null, keyOf: KeyOf): OpenedRecord => {
  const found = unsealText(envelope, sealed, keyOf)
  if (typeof found !== 'string') return found
  const { text, tag } = splitTag(found)
  return readContents(envelope, text, tag)
}

/** The text that was sealed in a record of this envelope, or why it is not to be had. */
const unsealText = (envelope: Envelope, sealed: Uint8Array | null, keyOf: KeyOf): string | OpenedRecord => {
  const bytes = checkSealedBytes(envelope, sealed)
  if (bytes === undefined) return { state: 'none', envelope }
  if (!bytes.ok) return { state: 'damaged', envelope, issues: bytes.issues }
  const key = keyOf(envelope.key!)
  if (key === undefined) return { state: 'erased', envelope }
  if (!key.ok) return { state: 'damaged', envelope, issues: key.issues }
  const text = openPayload(key.value, bytes.value, envelope)
  return text.ok ? text.value : { state: 'damaged', envelope, issues: text.issues }
}

/** What was sealed in a record of this envelope, from the record that holds it again. */
export const unsealReseal = (
  envelope: Envelope,
  again: { readonly envelope: Envelope; readonly payload: Uint8Array | null },
  keyOf: KeyOf,
): OpenedRecord => {
  const found = unsealText(again.envelope, again.payload, keyOf)
  if (typeof found !== 'string') return 'issues' in found ? { ...found, envelope } : { state: 'erased', envelope }
  const held = parseResealed(found)
  return again.envelope.about === envelope.id && held?.of === envelope.payload?.sha256
    ? readContents(envelope, held!.text, held!.tag)
    : { state: 'damaged', envelope, issues: [notTheSame] }
}
