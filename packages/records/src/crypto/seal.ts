import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { type Checked, canonicalJson } from '@virtual-school/rules'
import { accepted } from '@virtual-school/rules/internal'
import type { DataKeyRow } from '../database/schema.ts'
import { refusal } from '../model/checked.ts'
import type { Envelope } from '../model/envelope.ts'

/** AES-256-GCM in one form: a version byte, a nonce of 96 bits drawn for each box, the ciphertext, a tag of 128 bits. */
const version = 1
const nonceBytes = 12
const tagBytes = 16
const boxHeadBytes = 1 + nonceBytes
const boxOverheadBytes = boxHeadBytes + tagBytes

/** Closes a box over `content`. It opens with the same key and the same `about` alone, which is not in it. */
export const closeBox = (key: KeyObject, content: Uint8Array, about: string, random: Random): Buffer => {
  const box = Buffer.allocUnsafe(boxOverheadBytes + content.length)
  box[0] = version
  const nonce = random(nonceBytes)
  // The memory of the box is not empty: what is missing would be taken from it.
  if (nonce.length !== nonceBytes) throw new Error(`A nonce has ${nonceBytes} bytes`)
  box.set(nonce, 1)
  const cipher = createCipheriv('aes-256-gcm', key, box.subarray(1, boxHeadBytes), { authTagLength: tagBytes })
  cipher.setAAD(buildAdditionalData(about))
  box.set(cipher.update(content), boxHeadBytes)
  cipher.final()
  box.set(cipher.getAuthTag(), boxHeadBytes + content.length)
  return box
}

/** What is in a box; undefined if the key or `about` is another, or any bit of the box was changed. */
export const openBox = (key: KeyObject, box: Uint8Array, about: string): Buffer | undefined => {
  if (box.length < boxOverheadBytes || box[0] !== version) return undefined
  const end = box.length - tagBytes
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(1, boxHeadBytes), { authTagLength: tagBytes })
    decipher.setAAD(buildAdditionalData(about))
    decipher.setAuthTag(box.subarray(end))
    const content = decipher.update(box.subarray(boxHeadBytes, end))
    decipher.final()
    return content
  } catch {
    return undefined
  }
}

const buildAdditionalData = (about: string): Buffer => Buffer.from(`${version}\n${about}`, 'utf8')

/**
 * What is sealed of a text: a format byte, the length of what follows in four bytes, the text as it is or deflated, and zeros
 * up to a round size. Sealing hides what a text says and not how long it is, and the length of a result can tell one answer
 * from another; so that all but few have the same.
 */
const formats = { plain: 0, deflated: 1 } as const
const contentHeadBytes = 5
/** Every result of the shipped rules fits it, many deflated: the longest of all scenarios takes 5,488 bytes. */
const leastBytes = 6144
/** No payload is larger; a bound on what is inflated. */
const mostTextBytes = 16 * 1024 * 1024

/**
 * Made for texts of this size: zlib’s own tables take a quarter of a mebibyte, new each time, which costs more than deflating
 * does; a window that is smaller than the text costs twice the time; and a piece of output as small as this comes from Node’s pool.
 */
const quickly = { level: 1, windowBits: 14, memLevel: 6, chunkSize: 4_000 } as const

const encoder = new TextEncoder()
const desk = Buffer.alloc(64 * 1024)

/** The bytes of a text, in a buffer that is used again, if they fit in it: read them before the next call. */
const encodeText = (text: string): Buffer =>
  3 * text.length <= desk.length ? desk.subarray(0, encoder.encodeInto(text, desk).written) : Buffer.from(text, 'utf8')

/** Deflating costs several times what sealing does, so it is done only if the text would not fit the least size without. */
const padContent = (text: string): Buffer => {
  const plain = encodeText(text)
  if (plain.length > mostTextBytes) throw new RangeError(`a payload has at most ${mostTextBytes} bytes`)
  if (contentHeadBytes + plain.length <= leastBytes) return pad(formats.plain, plain)
  const deflated = deflateRawSync(plain, quickly)
  return deflated.length < plain.length ? pad(formats.deflated, deflated) : pad(formats.plain, plain)
}

const pad = (format: number, body: Uint8Array): Buffer => {
  let size = leastBytes
  while (size < contentHeadBytes + body.length) size *= 2
  const content = Buffer.alloc(size)
  content[0] = format
  content.writeUInt32BE(body.length, 1)
  content.set(body, contentHeadBytes)
  return content
}

/** The text again; undefined if it is no such content. */
const readContent = (content: Buffer): string | undefined => {
  if (content.length < contentHeadBytes) return undefined
  const length = content.readUInt32BE(1)
  if (contentHeadBytes + length > content.length) return undefined
  const body = content.subarray(contentHeadBytes, contentHeadBytes + length)
  if (content[0] === formats.plain) return body.toString('utf8')
  if (content[0] !== formats.deflated) return undefined
  try {
    return inflateRawSync(body, { maxOutputLength: mostTextBytes }).toString('utf8')
  } catch {
    return undefined
  }
}

/** So many random bytes, as `randomBytes` of `node:crypto` gives them. Nothing here draws any by itself. */
export type Random = (bytesCount: number) => Uint8Array

/** The deployment’s key that data keys are wrapped by. */
type Wrapping = { readonly wrapping: KeyObject }
/** Which data key it is, and what is sealed under it. */
export type DataKeyPlace = Omit<DataKeyRow, 'wrapped'>

const dataKeyBytes = 32

/** Uses these four members only, even if the row has more. */
const describeKey = ({ key, subject, decision, year }: DataKeyPlace): string =>
  `data-key\n${canonicalJson({ key, subject, decision, year })}`

/** A new data key, wrapped: it can be read with the deployment’s wrapping key, and in this place, alone. 61 bytes. */
export const drawWrappedKey = ({ wrapping }: Wrapping, place: DataKeyPlace, random: Random): Buffer =>
  closeBox(wrapping, random(dataKeyBytes), describeKey(place), random)

/** A data key that was taken out, wrapped for another place. */
export const rewrapKey = ({ wrapping }: Wrapping, key: KeyObject, place: DataKeyPlace, random: Random): Buffer =>
  closeBox(wrapping, key.export(), describeKey(place), random)

/** A data key from its row. Refused if the row was changed, or was wrapped by another deployment. */
export const unwrapKey = ({ wrapping }: Wrapping, row: DataKeyRow): Checked<KeyObject> => {
  const bytes = openBox(wrapping, row.wrapped, describeKey(row))
  if (bytes === undefined || bytes.length !== dataKeyBytes)
    return refusal('malformed', '', 'The data key does not open: its row was changed, or the root secret is another.')
  const key = createSecretKey(bytes)
  bytes.fill(0)
  return accepted(key)
}

/** The record that a payload belongs to; sealed for one, it opens for no other. */
type SealedFor = Pick<Envelope, 'id' | 'type'>

const describeRecord = ({ id, type }: SealedFor): string => `payload\n${id}\n${type}`

/** A payload sealed for a record. `random` gives 12 bytes, new ones each time. At most 16 MiB of text, more is our own bug. */
export const sealPayload = (dataKey: KeyObject, payload: string, record: SealedFor, random: Random): Buffer =>
  closeBox(dataKey, padContent(payload), describeRecord(record), random)

/** The payload again. Refused if it was sealed under another key or for another record, or if any bit of it was changed. */
export const openPayload = (dataKey: KeyObject, sealed: Uint8Array, record: SealedFor): Checked<string> => {
  const content = openBox(dataKey, sealed, describeRecord(record))
  const text = content && readContent(content)
  return text === undefined
    ? refusal(
        'malformed',
        '',
        'The payload does not open: it was changed, or was sealed under another key or for another record.',
      )
    : accepted(text)
}
