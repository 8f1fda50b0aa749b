import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Kysely } from 'kysely'
import { accepted, type Checked, refusal } from '../checked.ts'
import type { Schema } from '../database/schema.ts'
import type { Random } from '../random.ts'
import { closeBox, openBox } from '../seal/box.ts'
import { type DeploymentKeyName, type DeploymentKeys, deploymentKeyNames, rootWrappingKey } from './deployment-keys.ts'
import type { RootSecret } from './root-secret.ts'

/** A key that is to take the place of `signingSeed`: stored before the record that says so, and renamed after it. */
export const nextSigningSeed = 'nextSigningSeed'
type StoredName = DeploymentKeyName | typeof nextSigningSeed

const aboutOf = (name: StoredName): string => `deployment-key\n${name}`

/** The row that keeps a key, wrapped by the root secret. */
export const wrappedKey = (
  name: StoredName,
  key: KeyObject,
  root: RootSecret,
  random: Random,
): Schema['keys.deployment_keys'] => ({
  name,
  wrapped: closeBox(rootWrappingKey(root).wrapping, key.export(), aboutOf(name), random),
})

/** The rows that keep the deployment’s keys, wrapped by the root secret. */
export const wrappedKeys = (keys: DeploymentKeys, root: RootSecret, random: Random): Schema['keys.deployment_keys'][] =>
  deploymentKeyNames.map(name => wrappedKey(name, keys[name], root, random))

const unwrapped = (
  row: Schema['keys.deployment_keys'] | undefined,
  name: StoredName,
  root: RootSecret,
): KeyObject | undefined => {
  const bytes = row && openBox(rootWrappingKey(root).wrapping, row.wrapped, aboutOf(name))
  return bytes?.length === 32 ? createSecretKey(bytes) : undefined
}

/** Whether a row is a key of this name, as the root secret wrapped it. */
export const isKeyOf = (row: Schema['keys.deployment_keys'] | undefined, name: StoredName, root: RootSecret): boolean =>
  unwrapped(row, name, root) !== undefined

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
export const storedKeys = async (db: Kysely<Schema>, root: RootSecret): Promise<Checked<StoredKeys | undefined>> => {
  const rows = await db.selectFrom('keys.deployment_keys').selectAll().execute()
  if (rows.length === 0) return accepted(undefined)
  const rowOf = (name: StoredName) => rows.find(row => row.name === name)
  const of = (name: StoredName) => unwrapped(rowOf(name), name, root)
  const [wrapping, lookup, binding, signingSeed] = [of('wrapping'), of('lookup'), of('binding'), of('signingSeed')]
  if (wrapping === undefined || lookup === undefined || binding === undefined || signingSeed === undefined)
    return refusal('not-proved', '', otherSecret)
  const next = of(nextSigningSeed)
  if (next === undefined && rowOf(nextSigningSeed) !== undefined) return refusal('not-proved', '', otherSecret)
  return accepted({ wrapping, lookup, binding, signingSeed, nextSigningSeed: next })
}
