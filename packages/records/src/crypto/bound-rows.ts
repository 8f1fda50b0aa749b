import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ApiKeyRow, OnceRow } from '../database/schema.ts'
import type { Envelope } from '../model/envelope.ts'
import type { DeploymentKeys } from './deployment-keys.ts'

type Binding = Pick<DeploymentKeys, 'binding'>

/** A key with which a system may call, without its secret. Times are ISO 8601 in UTC. */
export interface CallerKey {
  readonly id: string
  /** The system that has it. */
  readonly client: string
  /** Whose records it adds to and may read. */
  readonly realm: string
  /** What it may do. */
  readonly scopes: readonly string[]
  readonly created: string
  /** Null: it is good until it is revoked. */
  readonly expires: string | null
  /** Null: it was not revoked. */
  readonly revoked: string | null
  /** Of the whole key as it is sent, in hexadecimal. */
  readonly sha256: string
}

/** The row of a key, bound by a keyed hash to what it says. */
export const buildCallerKeyRow = (keys: Binding, { scopes, sha256, ...rest }: CallerKey): ApiKeyRow => {
  const row = { ...rest, scopes: scopes.join(' '), sha256: Buffer.from(sha256, 'hex') }
  return { ...row, mac: computeApiKeyMac(keys, row) }
}

/** The key of a row; undefined if the row is not as it was written. */
export const readCallerKeyRow = (keys: Binding, { mac, ...row }: ApiKeyRow): CallerKey | undefined =>
  isSameMac(mac, computeApiKeyMac(keys, row))
    ? { ...row, scopes: row.scopes.split(' '), sha256: Buffer.from(row.sha256).toString('hex') }
    : undefined

/** What the log says of a key. */
export const describeCaller = (
  { id, client, realm, scopes, expires }: CallerKey,
  imported?: string,
): NonNullable<Envelope['caller']> => ({
  key: id,
  client,
  realm,
  scopes,
  ...(expires === null ? {} : { expires }),
  ...(imported === undefined ? {} : { imported }),
})

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** The keyed hash of a caller’s key. */
export const computeApiKeyMac = (keys: Binding, row: Omit<ApiKeyRow, 'mac'>): Buffer => {
  const { id, client, realm, scopes, created, expires, revoked, sha256 } = row
  return computeMac(keys, 'api_keys', [id, client, realm, scopes, created, expires, revoked, toHex(sha256)])
}

/** The keyed hash of what was answered once. */
export const computeOnceMac = (keys: Binding, row: Omit<OnceRow, 'mac'>): Buffer => {
  const { realm, key, body, seq, size, at } = row
  return computeMac(keys, 'once', [realm, toHex(key), toHex(body), seq, size, at])
}

/** Whether the keyed hash in a row is that of the row. */
export const isSameMac = (stored: Uint8Array, expected: Buffer): boolean =>
  stored.length === expected.length && timingSafeEqual(stored, expected)

/** The keyed hash of a row, so that none of it can be changed: of its values in this order, as JSON. `table` tells tables apart. */
export const computeMac = (
  { binding }: Pick<DeploymentKeys, 'binding'>,
  table: string,
  values: readonly (string | number | null)[],
): Buffer =>
  createHmac('sha256', binding)
    .update(`row\n${table}\n${JSON.stringify(values)}`, 'utf8')
    .digest()
