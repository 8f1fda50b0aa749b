import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import type { Random } from '../random.ts'
import type { RootSecret } from './root-secret.ts'

/** The keys of a deployment. None of them tells anything of another or of the root secret. */
export interface DeploymentKeys {
  /** Wraps the data keys. */
  readonly wrapping: KeyObject
  /** Makes lookups of references to children. */
  readonly lookup: KeyObject
  /** Binds a reference to its child, and other rows to what they say. */
  readonly binding: KeyObject
  /** 32 bytes, the seed of the Ed25519 key that signs checkpoints. */
  readonly signingSeed: KeyObject
}
export type DeploymentKeyName = keyof DeploymentKeys

export const deploymentKeyNames: readonly DeploymentKeyName[] = ['wrapping', 'lookup', 'binding', 'signingSeed']

const keyBytes = 32

/** Keys for new records, by chance: the root secret wraps them, so that it can be replaced and they stay. */
export const newDeploymentKeys = (random: Random): DeploymentKeys => {
  const drawn = (): KeyObject => createSecretKey(Buffer.from(random(keyBytes)))
  return { wrapping: drawn(), lookup: drawn(), binding: drawn(), signingSeed: drawn() }
}

/**
 * The keys of records that were begun before keys were drawn by chance: HKDF-SHA-256 (RFC 5869) of the root secret, with a label
 * for each use and no salt, as the root is random already. Whoever brings such records up to date comes to the same keys.
 */
export const derivedDeploymentKeys = (root: RootSecret): DeploymentKeys => ({
  wrapping: derived(root, 'key-wrapping'),
  lookup: derived(root, 'subject-lookup'),
  binding: derived(root, 'reference-binding'),
  signingSeed: derived(root, 'checkpoint-signing'),
})

/** The key that wraps the deployment’s keys. */
export const rootWrappingKey = (root: RootSecret): Pick<DeploymentKeys, 'wrapping'> => ({
  wrapping: derived(root, 'deployment-keys'),
})

const derived = (root: RootSecret, use: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', root, '', `virtual-school/records/v1/${use}`, keyBytes)))

/** The realm of everybody who was given no other, and of all that was kept before there were realms. */
export const defaultRealm = 'default'

const hexDigest = (key: KeyObject, text: string): string => createHmac('sha256', key).update(text, 'utf8').digest('hex')

/**
 * What stands for a caller’s reference to a child: HMAC-SHA-256 of realm and reference, 64 hexadecimal digits. Without the key
 * nobody can tell which reference it is of, however few there may be.
 */
export const lookupOf = ({ lookup }: Pick<DeploymentKeys, 'lookup'>, realm: string, subjectRef: string): string =>
  hexDigest(lookup, `${realm}\n${subjectRef}`)

/** As it was before there were realms: of the reference alone. A reference holds no line end, so neither is ever the other. */
export const oldLookupOf = ({ lookup }: Pick<DeploymentKeys, 'lookup'>, subjectRef: string): string =>
  hexDigest(lookup, subjectRef)

/** A reference, as its lookup, and the child that it leads to. */
export interface SubjectLink {
  readonly realm: string
  /** 64 hexadecimal digits. */
  readonly lookup: string
  readonly subject: string
}

const linkText = ({ realm, lookup, subject }: SubjectLink): string => `${realm}\n${lookup}\n${subject}`

/** What the row of a reference carries, so that it cannot be made to lead to another child: HMAC-SHA-256 of the link. */
export const boundOf = ({ binding }: Pick<DeploymentKeys, 'binding'>, link: SubjectLink): Buffer =>
  createHmac('sha256', binding)
    .update(`subject\n${linkText(link)}`, 'utf8')
    .digest()

/** What is sealed with each decision that came with a reference: the link again, under another label. 64 hexadecimal digits. */
export const tagOf = ({ binding }: Pick<DeploymentKeys, 'binding'>, link: SubjectLink): string =>
  hexDigest(binding, `payload\n${linkText(link)}`)

/** The keyed hash of a row, so that none of it can be changed: of its values in this order, as JSON. `table` tells tables apart. */
export const macOf = (
  { binding }: Pick<DeploymentKeys, 'binding'>,
  table: string,
  values: readonly (string | number | null)[],
): Buffer =>
  createHmac('sha256', binding)
    .update(`row\n${table}\n${JSON.stringify(values)}`, 'utf8')
    .digest()
