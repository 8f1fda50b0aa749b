import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import type { RootSecret } from './root-secret.ts'

/** Everything that comes from the root secret. None of it tells anything of another or of the root. */
export interface DeploymentKeys {
  /** Wraps the data keys. */
  readonly wrapping: KeyObject
  /** Makes lookups of subject references. */
  readonly lookup: KeyObject
  /** 32 bytes, the seed of the Ed25519 key that signs checkpoints. */
  readonly signingSeed: KeyObject
}

/** HKDF-SHA-256 (RFC 5869) with a label for each use and no salt: the root is random already. */
export const deploymentKeys = (root: RootSecret): DeploymentKeys => ({
  wrapping: derived(root, 'key-wrapping'),
  lookup: derived(root, 'subject-lookup'),
  signingSeed: derived(root, 'checkpoint-signing'),
})

const derived = (root: RootSecret, use: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', root, '', `virtual-school/records/v1/${use}`, 32)))

/**
 * What stands for a caller’s reference to a subject: its HMAC-SHA-256, 64 hexadecimal digits. Without the key it cannot be
 * told of which reference, however few there may be.
 */
export const lookupOf = ({ lookup }: Pick<DeploymentKeys, 'lookup'>, subjectRef: string): string =>
  createHmac('sha256', lookup).update(subjectRef, 'utf8').digest('hex')
