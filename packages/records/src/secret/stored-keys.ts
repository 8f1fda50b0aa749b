import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Kysely } from 'kysely'
import { accepted, type Checked, refusal } from '../checked.ts'
import type { Schema } from '../database/schema.ts'
import type { Random } from '../random.ts'
import { closeBox, openBox } from '../seal/box.ts'
import { type DeploymentKeyName, type DeploymentKeys, deploymentKeyNames, rootWrappingKey } from './deployment-keys.ts'
import type { RootSecret } from './root-secret.ts'

const aboutOf = (name: DeploymentKeyName): string => `deployment-key\n${name}`

/** The rows that keep the deployment’s keys, wrapped by the root secret. */
export const wrappedKeys = (
  keys: DeploymentKeys,
  root: RootSecret,
  random: Random,
): Schema['keys.deployment_keys'][] => {
  const { wrapping } = rootWrappingKey(root)
  return deploymentKeyNames.map(name => ({
    name,
    wrapped: closeBox(wrapping, keys[name].export(), aboutOf(name), random),
  }))
}

const unwrapped = (
  row: Schema['keys.deployment_keys'] | undefined,
  name: DeploymentKeyName,
  root: RootSecret,
): KeyObject | undefined => {
  const bytes = row && openBox(rootWrappingKey(root).wrapping, row.wrapped, aboutOf(name))
  return bytes?.length === 32 ? createSecretKey(bytes) : undefined
}

/** Whether a row is a key of this name, as the root secret wrapped it. */
export const isKeyOf = (
  row: Schema['keys.deployment_keys'] | undefined,
  name: DeploymentKeyName,
  root: RootSecret,
): boolean => unwrapped(row, name, root) !== undefined

const otherSecret =
  'The records were kept with another root secret, or a row of “deployment_keys” was changed. Give the root secret that they were made with, or the one that replaced it.'

/**
 * The deployment’s keys as they are stored; undefined if none are, as in records that were begun before they were stored. Refused
 * if one is missing or does not open.
 */
export const storedKeys = async (
  db: Kysely<Schema>,
  root: RootSecret,
): Promise<Checked<DeploymentKeys | undefined>> => {
  const rows = await db.selectFrom('keys.deployment_keys').selectAll().execute()
  if (rows.length === 0) return accepted(undefined)
  const of = (name: DeploymentKeyName) =>
    unwrapped(
      rows.find(row => row.name === name),
      name,
      root,
    )
  const [wrapping, lookup, binding, signingSeed] = [of('wrapping'), of('lookup'), of('binding'), of('signingSeed')]
  if (wrapping === undefined || lookup === undefined || binding === undefined || signingSeed === undefined)
    return refusal('not-proved', '', otherSecret)
  return accepted({ wrapping, lookup, binding, signingSeed })
}
