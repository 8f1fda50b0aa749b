import { atOnce } from '../database/at-once.ts'
import type { By } from '../keeping/by.ts'
import { recordedBy } from '../keeping/by.ts'
import { keepDrafts } from '../keeping/keep-drafts.ts'
import { headLocked } from '../log/head.ts'
import type { Records } from '../records.ts'
import type { RootSecret } from '../secret/root-secret.ts'
import { nextSigningSeed, storedKeys, wrappedKey, wrappedKeys } from '../secret/stored-keys.ts'
import { oldSecret } from './old-secret.ts'

/**
 * Wraps the stored keys of the deployment by another root secret, all at once; nothing if they are already. The keys stay what they
 * are, so that whoever has them open goes on. Throws if they open with neither secret.
 */
export const rewrapKeys = ({ database, root, random }: Records, next: RootSecret): Promise<void> =>
  database.db.transaction().execute(async within => {
    await atOnce(within, headLocked(within, database.kind))
    const isDone = await storedKeys(within, next)
    if (isDone.ok && isDone.value !== undefined) return
    const stored = await storedKeys(within, root)
    if (!stored.ok || stored.value === undefined) throw oldSecret
    const seed = stored.value.nextSigningSeed
    await within.deleteFrom('keys.deployment_keys').execute()
    await within
      .insertInto('keys.deployment_keys')
      .values([
        ...wrappedKeys(stored.value, next, random),
        ...(seed === undefined ? [] : [wrappedKey(nextSigningSeed, seed, next, random)]),
      ])
      .execute()
  })

/** Records that the root secret was replaced. The id of the record. */
export const recordSecretRotated = async (records: Records, by: By): Promise<string> => {
  const id = records.newId()
  await keepDrafts(records, [
    { clear: { id, type: 'keys-rotated', ...recordedBy(by), rotated: { key: 'root-secret' } } },
  ])
  return id
}
