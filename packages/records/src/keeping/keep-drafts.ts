import type { Transaction } from 'kysely'
import type { OwnSigner } from '../checkpoint/own-signer.ts'
import type { CheckpointSigner } from '../checkpoint/signer.ts'
import { type Asking, atOnce } from '../database/at-once.ts'
import type { RecordsDatabase } from '../database/open.ts'
import type { OnceRow, Schema } from '../database/schema.ts'
import { ensureKeys } from '../keys/ensure-keys.ts'
import type { KeyRowsHeld } from '../keys/key-rows.ts'
import { keysAdded, keysHeld } from '../keys/key-tables.ts'
import { questionsOf } from '../keys/want.ts'
import { type BatchGround, commitBatch } from '../log/commit-batch.ts'
import type { Random } from '../random.ts'
import { onceHeld } from '../repeating/once-rows.ts'
import type { DeploymentKeys } from '../secret/deployment-keys.ts'
import type { RootSecret } from '../secret/root-secret.ts'
import { buildBatch } from './build-batch.ts'
import { type AnyDraft, type Appended, type Draft, isRepeat, type Kept } from './draft.ts'
import { followSeals } from './follow-seals.ts'
import { onceRows } from './rows.ts'
import { sealDrafts } from './seal-drafts.ts'
import { sortedOut } from './sort-out.ts'
import { wantsOf } from './wants.ts'

/** What writing needs. */
export interface Writing {
  readonly database: RecordsDatabase
  readonly keys: DeploymentKeys
  /** Wraps the keys where they are stored. */
  readonly root: RootSecret
  readonly signer: OwnSigner
  /** Who signs the batch that follows a checkpoint. */
  readonly signerAfter: (signer: OwnSigner, note: string, transaction: Transaction<Schema>) => Promise<CheckpointSigner>
  /** Which version of the software decided. */
  readonly engine: string
  readonly now: () => Date
  readonly random: Random
  /** Told whenever the log has grown. */
  readonly grown?: () => void
}

/** What else is to happen in the transaction that adds the records, after which they are added. */
export type AlsoWithin = (transaction: Transaction<Schema>) => Promise<void>

/** What is asked under the lock of the head. */
interface Held {
  readonly keys: KeyRowsHeld
  readonly once: readonly OnceRow[]
}

const yearOf = (time: string): number => Number(time.slice(0, 4))
const hasRows = ({ subjects, dataKeys }: KeyRowsHeld): boolean => subjects.length + dataKeys.length > 0

/** SQLite keeps keys in a file of its own, so there new ones have to be durable before anything is sealed under them. */
const keysComeFirst = new Error('New keys are put on disk before what is sealed under them')

const both = (keys: Asking<KeyRowsHeld>, once: Asking<readonly OnceRow[]>): Asking<Held> => ({
  statements: [...keys.statements, ...once.statements],
  read: answers => ({
    keys: keys.read(answers.slice(0, keys.statements.length)),
    once: once.read(answers.slice(keys.statements.length)),
  }),
})

const attempts = (
  { database, keys, signer: own, signerAfter, engine, now, random }: Writing,
  drafts: readonly AnyDraft[],
  also: AlsoWithin | undefined,
) => {
  const wants = wantsOf(drafts, keys, random)
  const keyed = drafts.flatMap(one => one.once ?? [])
  const ask = (within: Transaction<Schema>) => both(keysHeld(within, questionsOf(wants(0))), onceHeld(within, keyed))
  /** Those that the last attempt did not find answered before. */
  let fresh = drafts
  const build =
    (mayAddKeys: boolean) =>
    async ({ head, recordedAt, clock, asked, transaction }: BatchGround<Held>) => {
      await also?.(transaction)
      const sorted = sortedOut(drafts, asked.once, keys)
      fresh = sorted.fresh
      const planned = { wants: wants(yearOf(recordedAt), fresh), held: asked.keys }
      const plan = await followSeals(transaction, fresh, planned)
      const { inserts, under } = ensureKeys(plan.wants, plan.held, keys, random)
      if (!mayAddKeys && hasRows(inserts)) throw keysComeFirst
      await atOnce(transaction, keysAdded(transaction, inserts))
      const sealed = sealDrafts(fresh, under, keys, random)
      const signer = await signerAfter(own, head.note, transaction)
      const batch = buildBatch(fresh, sealed, { head, recordedAt, clock }, { signer, engine })
      const once = onceRows(fresh, sealed, { head, size: batch.head.size, at: now() }, keys)
      return { ...batch, once, appended: sorted.appended(batch.kept, batch.head.size) }
    }
  return {
    /** Keys are as they stand under the lock of the head: another instance may have erased what was there before. */
    keep: (mayAddKeys: boolean) => commitBatch(database, { ask, build: build(mayAddKeys) }, now),
    addKeys: () =>
      database.db.transaction().execute(async within => {
        const wanted = wants(now().getUTCFullYear(), fresh)
        const [held] = await atOnce(within, keysHeld(within, questionsOf(wanted)))
        const { inserts } = ensureKeys(wanted, held, keys, random)
        await atOnce(within, keysAdded(within, inserts))
      }),
  }
}

/**
 * Puts drafts on disk in one transaction, and gives a receipt for each. A draft whose key has been answered before is not added:
 * what it repeats is given in its place.
 */
export const appendDrafts = async (
  writing: Writing,
  drafts: readonly AnyDraft[],
  also?: AlsoWithin,
): Promise<readonly Appended[]> => {
  const appended = await appendedInOne(writing, drafts, also)
  if (appended.some(one => !isRepeat(one))) writing.grown?.()
  return appended
}

const appendedInOne = async (
  writing: Writing,
  drafts: readonly AnyDraft[],
  also: AlsoWithin | undefined,
): Promise<readonly Appended[]> => {
  const { keep, addKeys } = attempts(writing, drafts, also)
  if (writing.database.kind === 'postgres') return (await keep(true)).appended
  try {
    return (await keep(false)).appended
  } catch (error) {
    if (error !== keysComeFirst) throw error
  }
  await addKeys()
  return (await keep(true)).appended
}

/** `appendDrafts` of drafts without keys, none of which can be a repeat. */
export const keepDrafts = async (
  writing: Writing,
  drafts: readonly Draft[],
  also?: AlsoWithin,
): Promise<readonly Kept[]> => (await appendDrafts(writing, drafts, also)) as readonly Kept[]
