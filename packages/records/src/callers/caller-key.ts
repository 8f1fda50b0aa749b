import type { ApiKeyRow } from '../database/schema.ts'
import type { Envelope } from '../envelope.ts'
import { apiKeyMac, isMac } from '../keys/row-macs.ts'
import type { DeploymentKeys } from '../secret/deployment-keys.ts'

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
export const rowOfKey = (keys: Binding, { scopes, sha256, ...rest }: CallerKey): ApiKeyRow => {
  const row = { ...rest, scopes: scopes.join(' '), sha256: Buffer.from(sha256, 'hex') }
  return { ...row, mac: apiKeyMac(keys, row) }
}

/** The key of a row; undefined if the row is not as it was written. */
export const keyOfRow = (keys: Binding, { mac, ...row }: ApiKeyRow): CallerKey | undefined =>
  isMac(mac, apiKeyMac(keys, row))
    ? { ...row, scopes: row.scopes.split(' '), sha256: Buffer.from(row.sha256).toString('hex') }
    : undefined

/** What the log says of a key. */
export const callerOf = (
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
