import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { accepted } from '@virtual-school/rules/internal'
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { type Checked, refusal } from '../model/checked.ts'
import type { RootSecret } from './root-secret.ts'
import { closeBox, openBox, type Random } from './seal.ts'

/** A key that is to take the place of `signingSeed`: stored before the record that says so, and renamed after it. */
export const nextSigningSeed = 'nextSigningSeed'
type StoredName = DeploymentKeyName | typeof nextSigningSeed

const describeKey = (name: StoredName): string => `deployment-key\n${name}`

/** The row that keeps a key, wrapped by the root secret. */
export const wrapDeploymentKey = (
  name: StoredName,
  key: KeyObject,
  root: RootSecret,
  random: Random,
): Schema['keys.deployment_keys'] => ({
  name,
  wrapped: closeBox(deriveRootWrappingKey(root).wrapping, key.export(), describeKey(name), random),
})

/** The rows that keep the deployment’s keys, wrapped by the root secret. */
export const wrapDeploymentKeys = (
  keys: DeploymentKeys,
  root: RootSecret,
  random: Random,
): Schema['keys.deployment_keys'][] => deploymentKeyNames.map(name => wrapDeploymentKey(name, keys[name], root, random))

const unwrapDeploymentKey = (
  row: Schema['keys.deployment_keys'] | undefined,
  name: StoredName,
  root: RootSecret,
): KeyObject | undefined => {
  const bytes = row && openBox(deriveRootWrappingKey(root).wrapping, row.wrapped, describeKey(name))
  return bytes?.length === 32 ? createSecretKey(bytes) : undefined
}

/** Whether a row is a key of this name, as the root secret wrapped it. */
export const isDeploymentKey = (
  row: Schema['keys.deployment_keys'] | undefined,
  name: StoredName,
  root: RootSecret,
): boolean => unwrapDeploymentKey(row, name, root) !== undefined

const otherSecret =
  'The records were kept with another root secret, or a row of “deployment_keys” was changed. Give the root secret that they were made with, or the one that replaced it; if “records rotate secret” was cut short, run it again.'

/** Keys as they are stored, and one that is to sign, or signs already, in the place of the first. */
export interface StoredKeys extends DeploymentKeys {
  readonly nextSigningSeed: KeyObject | undefined
}

/**
 * The deployment’s keys as they are stored; undefined if none are, as in records that were begun before they were stored. Refused
 * if one is missing or does not open.
 */
export const selectDeploymentKeys = async (
  db: Kysely<Schema>,
  root: RootSecret,
): Promise<Checked<StoredKeys | undefined>> => {
  const rows = await db.selectFrom('keys.deployment_keys').selectAll().execute()
  if (rows.length === 0) return accepted(undefined)
  const rowOf = (name: StoredName) => rows.find(row => row.name === name)
  const of = (name: StoredName) => unwrapDeploymentKey(rowOf(name), name, root)
  const [wrapping, lookup, binding, signingSeed] = [of('wrapping'), of('lookup'), of('binding'), of('signingSeed')]
  if (wrapping === undefined || lookup === undefined || binding === undefined || signingSeed === undefined)
    return refusal('not-proved', '', otherSecret)
  const next = of(nextSigningSeed)
  if (next === undefined && rowOf(nextSigningSeed) !== undefined) return refusal('not-proved', '', otherSecret)
  return accepted({ wrapping, lookup, binding, signingSeed, nextSigningSeed: next })
}

/** Thrown: the keys that are stored do not open with the root secret that these records were opened with. */
export const secretReplaced = new Error('The root secret was replaced since the records were opened')

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
type DeploymentKeyName = keyof DeploymentKeys

/** The keys of a deployment, each for one use. */
export const deploymentKeyNames: readonly DeploymentKeyName[] = ['wrapping', 'lookup', 'binding', 'signingSeed']

const keyBytes = 32

/** Keys for new records, drawn at random: the root secret wraps them, so that it can be replaced and they stay. */
export const drawDeploymentKeys = (random: Random): DeploymentKeys => {
  const drawn = (): KeyObject => createSecretKey(Buffer.from(random(keyBytes)))
  return { wrapping: drawn(), lookup: drawn(), binding: drawn(), signingSeed: drawn() }
}

/**
 * The keys of records that were begun before keys were drawn at random: HKDF-SHA-256 (RFC 5869) of the root secret, with a label
 * for each use and no salt, as the root is random already. Every program that brings such records up to date derives the same keys.
 */
export const deriveDeploymentKeys = (root: RootSecret): DeploymentKeys => ({
  wrapping: deriveKey(root, 'key-wrapping'),
  lookup: deriveKey(root, 'subject-lookup'),
  binding: deriveKey(root, 'reference-binding'),
  signingSeed: deriveKey(root, 'checkpoint-signing'),
})

/** The key that wraps the deployment’s keys. */
const deriveRootWrappingKey = (root: RootSecret): Pick<DeploymentKeys, 'wrapping'> => ({
  wrapping: deriveKey(root, 'deployment-keys'),
})

const deriveKey = (root: RootSecret, use: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', root, '', `virtual-school/records/v1/${use}`, keyBytes)))
