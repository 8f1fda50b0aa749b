import { hash } from 'node:crypto'

const hashForm = /^[A-Za-z0-9+/]{43}=$/

/** A hash as text, in RFC 4648 base64, padded. */
export const hashToBase64 = (hash: Buffer): string => hash.toString('base64')

/** A hash of 32 bytes in RFC 4648 base64, padded. The form that an encoder would write or undefined: one hash has one text. */
export const hashFromBase64 = (text: string): Buffer | undefined => {
  if (!hashForm.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === hashBytes && bytes.toString('base64') === text ? bytes : undefined
}

/** Of every leaf, node and root. */
export const hashBytes = 32

/** RFC 6962 §2.1: the root of a tree without leaves. */
export const emptyRoot: Buffer = hash('sha256', '', 'buffer')

/** RFC 6962 §2.1: SHA-256 of a zero byte and the leaf’s data (text as UTF-8). The byte keeps a leaf from passing for a node. */
export const leafHash = (data: string | Uint8Array): Buffer => {
  const bytes = typeof data === 'string' ? Buffer.byteLength(data) : data.length
  const prefixed = Buffer.allocUnsafe(1 + bytes)
  prefixed[0] = 0
  if (typeof data === 'string') prefixed.write(data, 1)
  else prefixed.set(data, 1)
  return hash('sha256', prefixed, 'buffer')
}

// One buffer for all: nodes are most of the work, and nothing happens between filling it and hashing it.
const pair = Buffer.alloc(1 + 2 * hashBytes, 1)

/** RFC 6962 §2.1: SHA-256 of the byte 1 and the two hashes below, 32 bytes each. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => {
  pair.set(left, 1)
  pair.set(right, 1 + hashBytes)
  return hash('sha256', pair, 'buffer')
}
