import type { Transaction } from 'kysely'
import type { CheckpointSigner } from '../checkpoint/signer.ts'
import type { RecordsDatabase } from '../database/open.ts'
import type { Schema } from '../database/schema.ts'
import { keyTables } from '../keys/key-tables.ts'
import { commitBatch } from '../log/commit-batch.ts'
import type { Random } from '../random.ts'
import type { DeploymentKeys } from '../secret/deployment-keys.ts'
import { buildBatch } from './build-batch.ts'
import type { Draft, Kept } from './draft.ts'
import { sealDrafts } from './seal-drafts.ts'
import { keysFor, wantsOf } from './wants.ts'

/** What writing needs. */
export interface Writing {
  readonly database: RecordsDatabase
  readonly keys: DeploymentKeys
  readonly signer: CheckpointSigner
  /** Which version of the software decided. */
  readonly engine: string
  readonly now: () => Date
  readonly random: Random
}

/** What else is to happen in the transaction that adds the records, after which they are added. */
export type AlsoWithin = (transaction: Transaction<Schema>) => Promise<void>

const yearOf = (time: string): number => Number(time.slice(0, 4))

/**
 * Puts drafts on disk in one transaction, and gives a receipt for each. SQLite keeps keys in a file of its own, so there new
 * ones are durable before anything is sealed under them; whether they are still there is seen again under the lock of the
 * head, since another instance may have erased them.
 */
export const keepDrafts = async (
  { database, keys, signer, engine, now, random }: Writing,
  drafts: readonly Draft[],
  also?: AlsoWithin,
): Promise<readonly Kept[]> => {
  const wants = wantsOf(drafts, keys, random)
  const early = wants(now().getUTCFullYear())
  if (early.length > 0 && database.kind === 'sqlite')
    await database.db.transaction().execute(within => keysFor(early, keyTables(within), keys, random))
  const built = await commitBatch(
    database,
    async (head, recordedAt, within) => {
      await also?.(within)
      const under = await keysFor(wants(yearOf(recordedAt)), keyTables(within), keys, random)
      return buildBatch(drafts, sealDrafts(drafts, under, keys, random), { head, recordedAt }, { signer, engine })
    },
    now,
  )
  return built.kept
}
