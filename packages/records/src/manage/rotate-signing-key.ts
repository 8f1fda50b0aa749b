import { createSecretKey } from 'node:crypto'
import { accepted } from '@virtual-school/rules/internal'
import type { Kysely } from 'kysely'
import { recordDrafts } from '../append/append.ts'
import type { Records } from '../append/records.ts'
import { createCheckpointSigner } from '../checkpoint/signer.ts'
import { nextSigningSeed, secretReplaced, selectDeploymentKeys, wrapDeploymentKey } from '../crypto/deployment-keys.ts'
import { pipeline } from '../database/pipeline.ts'
import type { Schema } from '../database/schema.ts'
import { createStorageFailed, isStorageFailed } from '../faults/errors.ts'
import { selectRotations } from '../log/events.ts'
import { lockHead } from '../log/head.ts'
import { type By, checkActor, pickActor } from '../model/actor.ts'
import type { Checked } from '../model/checked.ts'

/** What a replacement of the signing key did. */
export interface RotatedSigningKey {
  /** Of the record that says so. */
  readonly id: string
  /** C2SP verifier keys. */
  readonly from: string
  readonly to: string
}

const seedBytes = 32

/**
 * Replaces the key that signs checkpoints. The record that says so names the new key, is endorsed by the old one and is the first
 * that the new one signs; notes of before stay good by the old. Processes that have the records open take the new key with their
 * next batch. The new key is stored before the record and the old one destroyed after it, so that if this is interrupted the log
 * can be signed; run again, it goes on. Issue: nobody is named who orders it. Rejects if storage fails, as without the right to
 * change the stored keys.
 */
export const rotateSigningKey = async (records: Records, by: By): Promise<Checked<RotatedSigningKey>> => {
  const issues = checkActor(by)
  if (issues.length > 0) return { ok: false, issues }
  try {
    await settle(records)
    return await rotate(records, by)
  } catch (error) {
    throw isStorageFailed(error) ? error : createStorageFailed('failed', error)
  }
}

const rotate = async (records: Records, by: By): Promise<Checked<RotatedSigningKey>> => {
  const { signer, random, root } = records
  const seed = Buffer.from(random(seedBytes))
  const next = createCheckpointSigner(signer.origin, seed)
  if (!next.ok) return next
  await records.database.db
    .insertInto('keys.deployment_keys')
    .values(wrapDeploymentKey(nextSigningSeed, createSecretKey(seed), root, random))
    .execute()
  const [from, to] = [signer.verifierKey, next.value.verifierKey]
  const rotated = { key: 'signing-key', from, to, endorsement: signer.endorse(to) } as const
  const id = records.newId()
  const draft = { clear: { id, type: 'keys-rotated', ...pickActor(by), rotated } } as const
  await recordDrafts({ ...records, signerAfter: async () => next.value }, [draft], within =>
    refuseOtherKey(within, from),
  )
  signer.become(next.value)
  await settle(records)
  return accepted({ id, from, to })
}

/** Another process must not have replaced the key meanwhile: the endorsement would be by one that signs no more. */
const refuseOtherKey = async (within: Kysely<Schema>, from: string): Promise<void> => {
  const last = (await selectRotations(within)).at(-1)?.to
  if (last !== undefined && last !== from) throw new Error('The signing key was replaced meanwhile')
}

/** Makes the stored keys what the log says they are: a key that it names takes the place of the first, and one that it does not goes. */
const settle = ({ database, root, random, signer }: Records): Promise<void> =>
  database.db.transaction().execute(async within => {
    await pipeline(within, lockHead(within, database.kind))
    const stored = await selectDeploymentKeys(within, root)
    if (!stored.ok) throw secretReplaced
    const next = stored.value?.nextSigningSeed
    if (next === undefined) return
    const table = within.deleteFrom('keys.deployment_keys')
    const made = createCheckpointSigner(signer.origin, next.export())
    const named = (await selectRotations(within)).at(-1)?.to
    await table.where('name', '=', nextSigningSeed).execute()
    if (!made.ok || made.value.verifierKey !== named) return
    await table.where('name', '=', 'signingSeed').execute()
    await within
      .insertInto('keys.deployment_keys')
      .values(wrapDeploymentKey('signingSeed', next, root, random))
      .execute()
  })
