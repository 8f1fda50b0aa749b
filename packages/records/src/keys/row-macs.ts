import { timingSafeEqual } from 'node:crypto'
import type { ApiKeyRow, OnceRow } from '../database/schema.ts'
import { type DeploymentKeys, macOf } from '../secret/deployment-keys.ts'

type Binding = Pick<DeploymentKeys, 'binding'>
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** The keyed hash of a caller’s key. */
export const apiKeyMac = (keys: Binding, row: Omit<ApiKeyRow, 'mac'>): Buffer => {
  const { id, client, realm, scopes, created, expires, revoked, sha256 } = row
  return macOf(keys, 'api_keys', [id, client, realm, scopes, created, expires, revoked, hex(sha256)])
}

/** The keyed hash of what was answered once. */
export const onceMac = (keys: Binding, row: Omit<OnceRow, 'mac'>): Buffer => {
  const { realm, key, body, seq, size, at } = row
  return macOf(keys, 'once', [realm, hex(key), hex(body), seq, size, at])
}

/** Whether the keyed hash in a row is that of the row. */
export const isMac = (stored: Uint8Array, expected: Buffer): boolean =>
  stored.length === expected.length && timingSafeEqual(stored, expected)
