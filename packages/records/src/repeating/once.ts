import { canonicalJson } from '@virtual-school/rules'
import type { By } from '../keeping/by.ts'
import { type DeploymentKeys, defaultRealm, macOf } from '../secret/deployment-keys.ts'

/** A request that is to be recorded once, however often it comes: keyed hashes of 64 hexadecimal digits. */
export interface Once {
  /** The caller’s. */
  readonly realm: string
  /** Of the caller and the key that it sent. */
  readonly key: string
  /** Of the request and of the person who asked. */
  readonly body: string
}

/** What a caller sent, with the key that names it. */
export interface Keyed {
  /** The Idempotency-Key. */
  readonly key: string
  /** JSON: whatever tells this request from another. */
  readonly request: unknown
}

/**
 * What a caller’s key stands for: the caller with its realm, the request, and the person who asked. No part of it can be
 * guessed without the log’s own key, and two rows show nothing of being alike. Throws if the request is no JSON.
 */
export const onceOf = (
  { keys }: { readonly keys: Pick<DeploymentKeys, 'binding'> },
  { realm = defaultRealm, client, actor = null }: Omit<By, 'actor'> & { readonly actor?: string | null },
  { key, request }: Keyed,
): Once => {
  const hashed = macOf(keys, 'once-key', [realm, client, key]).toString('hex')
  return { realm, key: hashed, body: macOf(keys, 'once-body', [hashed, actor, canonicalJson(request)]).toString('hex') }
}
