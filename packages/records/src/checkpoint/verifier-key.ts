import { createPublicKey, hash, type KeyObject } from 'node:crypto'
import { accepted } from '@virtual-school/rules/internal'
import { type Checked, malformed } from '../model/checked.ts'

/** Whose signatures are believed. */
export interface VerifierKey {
  readonly name: string
  /** 4 bytes in hexadecimal digits: which of the name’s keys it is. */
  readonly id: string
  readonly publicKey: KeyObject
}

const ed25519 = 1
const keyBytes = 32

/** C2SP signed-note: neither empty nor with a space or a plus sign, and no control character or half of a surrogate pair. */
export const isKeyName = (name: string): boolean => /^[^\s+\p{Cc}\p{Cs}]+$/u.test(name)

const buildKeyBlob = (publicKey: Buffer): Buffer => Buffer.concat([Buffer.of(ed25519), publicKey])
const computeKeyId = (name: string, blob: Buffer): string =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), blob]), 'hex').slice(0, 8)

/** The C2SP verifier key: name, key id and key, parted by plus signs. `publicKey` has 32 bytes. */
export const renderVerifierKey = (name: string, publicKey: Buffer): string => {
  const blob = buildKeyBlob(publicKey)
  return `${name}+${computeKeyId(name, blob)}+${blob.toString('base64')}`
}

/** Reads a C2SP verifier key for Ed25519, or gives the issue why not. */
export const parseVerifierKey = (text: string): Checked<VerifierKey> => {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(text) ?? []
  const blob = Buffer.from(encoded, 'base64')
  if (!isKeyName(name) || blob.toString('base64') !== encoded)
    return malformed(
      'This is not a verifier key: expected a name, 8 hexadecimal digits and the key in base64, with “+” between.',
    )
  if (blob[0] !== ed25519 || blob.length !== 1 + keyBytes)
    return malformed('The verifier key is of another kind: expected a byte 1 (Ed25519) and 32 bytes of key.')
  if (computeKeyId(name, blob) !== id)
    return malformed('The verifier key is damaged: its 8 digits are not those of its name and key.')
  // As a JSON Web Key (RFC 8037), which Node reads ten times faster than DER.
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: blob.toString('base64url', 1) }
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
  return accepted({ name, id, publicKey })
}

/**
 * The verifier keys of a text, a line each: a log whose signing key was replaced has several, the oldest first. Issues with the
 * first line that is none, or with keys of several logs.
 */
export const parseVerifierKeys = (text: string): Checked<readonly VerifierKey[]> => {
  const keys: VerifierKey[] = []
  for (const line of text.split('\n').map(one => one.trim())) {
    if (line === '' && keys.length > 0) continue
    const key = parseVerifierKey(line)
    if (!key.ok) return key
    keys.push(key.value)
  }
  return keys.every(one => one.name === keys[0]?.name)
    ? accepted(keys)
    : malformed('These are verifier keys of several logs: expected those of one, a line each.')
}
