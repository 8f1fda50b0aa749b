import { existsSync } from 'node:fs'
import { link, rename } from 'node:fs/promises'
import { accepted } from '@virtual-school/rules/internal'
import { recordDrafts } from '../append/append.ts'
import type { Records } from '../append/records.ts'
import {
  nextSigningSeed,
  secretReplaced,
  selectDeploymentKeys,
  wrapDeploymentKey,
  wrapDeploymentKeys,
} from '../crypto/deployment-keys.ts'
import { type RootSecret, readOrMakeRootSecret, syncParentFolder } from '../crypto/root-secret.ts'
import { pipeline } from '../database/pipeline.ts'
import { createStorageFailed, isStorageFailed } from '../faults/errors.ts'
import { lockHead } from '../log/head.ts'
import { type By, checkActor, pickActor } from '../model/actor.ts'
import { type Checked, refusal } from '../model/checked.ts'
import { checkRecordsExist } from './lost-records.ts'
import { openLog } from './open.ts'
import { type LogSettings, nodePlatform as own, type Platform, type RecordsSettings } from './platform.ts'
import { type Environment, parseRecordsSettings } from './settings.ts'

/**
 * Wraps the stored keys of the deployment by another root secret, all at once; nothing if they are already. The keys stay what they
 * are, so that programs that have them open can go on. Throws if they open with neither secret.
 */
const rewrapKeys = ({ database, root, random }: Records, next: RootSecret): Promise<void> =>
  database.db.transaction().execute(async within => {
    await pipeline(within, lockHead(within, database.kind))
    const isDone = await selectDeploymentKeys(within, next)
    if (isDone.ok && isDone.value !== undefined) return
    const stored = await selectDeploymentKeys(within, root)
    if (!stored.ok || stored.value === undefined) throw secretReplaced
    const seed = stored.value.nextSigningSeed
    await within.deleteFrom('keys.deployment_keys').execute()
    await within
      .insertInto('keys.deployment_keys')
      .values([
        ...wrapDeploymentKeys(stored.value, next, random),
        ...(seed === undefined ? [] : [wrapDeploymentKey(nextSigningSeed, seed, next, random)]),
      ])
      .execute()
  })

/** Records that the root secret was replaced. The id of the record. */
const recordSecretRotated = async (records: Records, by: By): Promise<string> => {
  const id = records.newId()
  await recordDrafts(records, [
    { clear: { id, type: 'keys-rotated', ...pickActor(by), rotated: { key: 'root-secret' } } },
  ])
  return id
}

/** Who orders that the root secret is replaced, and why. */
export interface SecretRotation {
  /** The version of the software. */
  readonly engine: string
  /** `actor` is required. */
  readonly by: By
  /** A file for the new secret, which is put nowhere else then. Required if RECORDS_SECRET holds the old one. */
  readonly to?: string | undefined
  readonly surroundings?: Partial<Platform>
}

/** What a replacement of the root secret did. */
export interface RotatedSecret {
  /** Of the record that says so. */
  readonly id: string
  /** The file that holds the new secret. */
  readonly file: string
  /** The path to which the old one was moved; null: it is where it was. */
  readonly old: string | null
}

/**
 * Replaces the root secret of the records of an environment: makes a new one, wraps the stored keys by it, records that, and puts the
 * old file aside. Nothing else is sealed or signed again. If it is interrupted, running it again continues. Issues with the settings,
 * the secret or who orders it; rejects if storage fails, as without the right to change the stored keys.
 */
export const rotateSecret = async (
  environment: Environment,
  { engine, by, to, surroundings }: SecretRotation,
): Promise<Checked<RotatedSecret>> => {
  const read = parseRecordsSettings(environment)
  if (!read.ok) return read
  const found = checkRecordsExist(read.value)
  const issues = [...(found.ok ? [] : found.issues), ...checkActor(by), ...checkPlace(read.value, to)]
  if (!found.ok || issues.length > 0) return { ok: false, issues }
  const world = { ...own, ...surroundings }
  const file = to ?? `${found.value.secret.file}.next`
  const isResumed = existsSync(file)
  const next = await readOrMakeRootSecret({ file }, world.random)
  if (!next.ok) return next
  const opened = await openWithEitherSecret({ ...found.value, engine }, file, isResumed, world)
  if (!opened.ok) return opened
  const id = await replaceSecret(opened.value, next.value, by)
  if (to !== undefined) return accepted({ id, file, old: null })
  return accepted({
    id,
    file: found.value.secret.file,
    old: await putInPlace(file, found.value.secret.file, world.now()),
  })
}

const checkPlace = ({ secret }: RecordsSettings, to: string | undefined) => {
  if (secret.value === undefined || to !== undefined) return []
  const needed = refusal(
    'missing-member',
    '/to',
    'RECORDS_SECRET holds the root secret, and a command cannot change the environment. Name a file for the new one with --to, and set RECORDS_SECRET to what is in it afterwards.',
  )
  return needed.ok ? [] : needed.issues
}

/** With the secret that there is or, if an earlier run was cut short once the keys were wrapped by the new one, with that. */
const openWithEitherSecret = async (
  settings: LogSettings,
  file: string,
  isResumed: boolean,
  world: Platform,
): Promise<Checked<Records>> => {
  const opened = await openLog(settings, world)
  if (opened.ok || !isResumed) return opened
  const again = await openLog({ ...settings, secret: { file } }, world)
  return again.ok ? again : opened
}

const replaceSecret = async (records: Records, next: RootSecret, by: By): Promise<string> => {
  try {
    await rewrapKeys(records, next)
    return await recordSecretRotated(records, by)
  } catch (error) {
    throw isStorageFailed(error) ? error : createStorageFailed('failed', error)
  } finally {
    await records.close()
  }
}

/** The old file is given another name first, so that there is no moment without a secret. */
const putInPlace = async (next: string, file: string, now: Date): Promise<string> => {
  const old = `${file}.until-${now.toISOString().replaceAll(/[:.]/g, '-')}`
  await link(file, old)
  await rename(next, file)
  await syncParentFolder(file)
  return old
}
