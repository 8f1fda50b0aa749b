import type { Transaction } from 'kysely'
import type { CheckpointSigner } from '../checkpoint/signer.ts'
import { atOnce } from '../database/at-once.ts'
import type { RecordsDatabase } from '../database/open.ts'
import type { Schema } from '../database/schema.ts'
import { ensureKeys } from '../keys/ensure-keys.ts'
import type { KeyRowsHeld } from '../keys/key-rows.ts'
import { keysAdded, keysHeld } from '../keys/key-tables.ts'
import { questionsOf } from '../keys/want.ts'
import { type BatchGround, commitBatch } from '../log/commit-batch.ts'
import type { Random } from '../random.ts'
import type { DeploymentKeys } from '../secret/deployment-keys.ts'
import { buildBatch } from './build-batch.ts'
import type { Draft, Kept } from './draft.ts'
import { sealDrafts } from './seal-drafts.ts'
import { wantsOf } from './wants.ts'

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
const hasRows = ({ subjects, dataKeys }: KeyRowsHeld): boolean => subjects.length + dataKeys.length > 0

/** SQLite keeps keys in a file of its own, so there new ones have to be durable before anything is sealed under them. */
const keysComeFirst = new Error('New keys are put on disk before what is sealed under them')

const attempts = (
  { database, keys, signer, engine, now, random }: Writing,
  drafts: readonly Draft[],
  also: AlsoWithin | undefined,
) => {
  const wants = wantsOf(drafts, keys, random)
  const ask = (within: Transaction<Schema>) => keysHeld(within, questionsOf(wants(0)))
  const build =
    (mayAddKeys: boolean) =>
    async ({ head, recordedAt, clock, asked, transaction }: BatchGround<KeyRowsHeld>) => {
      await also?.(transaction)
      const { inserts, under } = ensureKeys(wants(yearOf(recordedAt)), asked, keys, random)
      if (!mayAddKeys && hasRows(inserts)) throw keysComeFirst
      await atOnce(transaction, keysAdded(transaction, inserts))
      return buildBatch(
        drafts,
        sealDrafts(drafts, under, keys, random),
        { head, recordedAt, clock },
        { signer, engine },
      )
    }
  return {
    /** Keys are as they stand under the lock of the head: another instance may have erased what was there before. */
    keep: (mayAddKeys: boolean) => commitBatch(database, { ask, build: build(mayAddKeys) }, now),
    addKeys: () =>
      database.db.transaction().execute(async within => {
        const [held] = await atOnce(within, ask(within))
        const { inserts } = ensureKeys(wants(now().getUTCFullYear()), held, keys, random)
        await atOnce(within, keysAdded(within, inserts))
      }),
  }
}

/** Puts drafts on disk in one transaction, and gives a receipt for each. */
export const keepDrafts = async (
  writing: Writing,
  drafts: readonly Draft[],
  also?: AlsoWithin,
): Promise<readonly Kept[]> => {
  const { keep, addKeys } = attempts(writing, drafts, also)
  if (writing.database.kind === 'postgres') return (await keep(true)).kept
  try {
    return (await keep(false)).kept
  } catch (error) {
    if (error !== keysComeFirst) throw error
  }
  await addKeys()
  return (await keep(true)).kept
}
