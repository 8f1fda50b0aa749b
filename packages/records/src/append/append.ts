import type { Kysely, Transaction } from 'kysely'
import { selectDataKeys } from '../crypto/data-keys.ts'
import { pipeline, type Query } from '../database/pipeline.ts'
import type { OnceRow, Schema } from '../database/schema.ts'
import { selectRecordById } from '../log/read.ts'
import { selectSeal } from '../log/seals.ts'
import { buildBatch, buildOnceRows } from './build-batch.ts'
import { type BatchContext, commitBatch } from './commit-batch.ts'
import {
  buildKeyLookup,
  buildKeyRequests,
  insertKeys,
  type KeyRequest,
  type KeyRows,
  planKeys,
  selectKeys,
} from './data-keys.ts'
import { type AnyDraft, type Appended, type Draft, isRepeat, type Kept } from './draft.ts'
import { selectOnceRows, sortOutRepeats } from './once.ts'
import type { AppendContext, InSameTransaction } from './records.ts'
import { sealDrafts } from './seal-drafts.ts'

interface RequestedKeys {
  readonly requests: readonly KeyRequest[]
  readonly stored: KeyRows
}

/**
 * An event is sealed under the key that its decision had when the event was made. If that key is gone and the decision was sealed
 * again since, as when it was moved, the event goes with it. Reads nothing if every key is there, as nearly always.
 */
const followMovedKeys = async (
  db: Kysely<Schema>,
  drafts: readonly Draft[],
  { requests, stored }: RequestedKeys,
): Promise<RequestedKeys> => {
  const known = new Set(stored.dataKeys.map(one => one.key))
  const sealed = drafts.filter(draft => draft.sealed !== undefined)
  const followed = new Map<number, string>()
  for (const [n, request] of requests.entries()) {
    const about = sealed[n]?.clear.about
    if (!('key' in request) || known.has(request.key) || about === undefined) continue
    const row = await selectRecordById(db, about)
    const seal = row && (await selectSeal(db, row))
    if (seal !== undefined) followed.set(n, seal.key)
  }
  if (followed.size === 0) return { requests, stored }
  const more = await selectDataKeys(db, [...followed.values()])
  return {
    requests: requests.map((request, n) => (followed.has(n) ? { key: followed.get(n)! } : request)),
    stored: { ...stored, dataKeys: [...stored.dataKeys, ...more] },
  }
}

/** What is asked under the lock of the head. */
interface BatchAnswers {
  readonly keys: KeyRows
  readonly once: readonly OnceRow[]
}

const readYear = (time: string): number => Number(time.slice(0, 4))
const hasRows = ({ subjects, dataKeys }: KeyRows): boolean => subjects.length + dataKeys.length > 0

/** SQLite keeps keys in a separate file, so there new ones have to be durable before anything is sealed under them. */
const keysComeFirst = new Error('New keys are put on disk before what is sealed under them')

const combineQueries = (keys: Query<KeyRows>, once: Query<readonly OnceRow[]>): Query<BatchAnswers> => ({
  statements: [...keys.statements, ...once.statements],
  read: answers => ({
    keys: keys.read(answers.slice(0, keys.statements.length)),
    once: once.read(answers.slice(keys.statements.length)),
  }),
})

const prepareAttempts = (
  { database, keys, signer: own, signerAfter, engine, now, random }: AppendContext,
  drafts: readonly AnyDraft[],
  inSameTransaction: InSameTransaction | undefined,
) => {
  const requests = buildKeyRequests(drafts, keys, random)
  const keyed = drafts.flatMap(one => one.once ?? [])
  const ask = (within: Transaction<Schema>) =>
    combineQueries(selectKeys(within, buildKeyLookup(requests(0))), selectOnceRows(within, keyed))
  /** Those that the last attempt did not find answered before. */
  let fresh = drafts
  const build =
    (mayAddKeys: boolean) =>
    async ({ head, recordedAt, clock, asked, transaction }: BatchContext<BatchAnswers>) => {
      await inSameTransaction?.(transaction)
      const sorted = sortOutRepeats(drafts, asked.once, keys)
      fresh = sorted.fresh
      const planned = { requests: requests(readYear(recordedAt), fresh), stored: asked.keys }
      const plan = await followMovedKeys(transaction, fresh, planned)
      const { inserts, under } = planKeys(plan.requests, plan.stored, keys, random)
      if (!mayAddKeys && hasRows(inserts)) throw keysComeFirst
      await pipeline(transaction, insertKeys(transaction, inserts))
      const sealed = sealDrafts(fresh, under, keys, random)
      const signer = await signerAfter(own, head.note, transaction)
      const batch = buildBatch(fresh, sealed, { head, recordedAt, clock }, { signer, engine })
      const once = buildOnceRows(fresh, sealed, { head, size: batch.head.size, at: now() }, keys)
      return { ...batch, once, appended: sorted.appended(batch.kept, batch.head.size) }
    }
  return {
    /** Keys are as they stand under the lock of the head: another instance may have erased what was there before. */
    commit: (mayAddKeys: boolean) => commitBatch(database, { ask, build: build(mayAddKeys) }, now),
    addKeys: () =>
      database.db.transaction().execute(async within => {
        const wanted = requests(now().getUTCFullYear(), fresh)
        const [stored] = await pipeline(within, selectKeys(within, buildKeyLookup(wanted)))
        const { inserts } = planKeys(wanted, stored, keys, random)
        await pipeline(within, insertKeys(within, inserts))
      }),
  }
}

/**
 * Puts drafts on disk in one transaction, and gives a receipt for each. A draft whose key has been answered before is not added:
 * what it repeats is given in its place.
 */
export const appendDrafts = async (
  context: AppendContext,
  drafts: readonly AnyDraft[],
  inSameTransaction?: InSameTransaction,
): Promise<readonly Appended[]> => {
  const appended = await appendInOne(context, drafts, inSameTransaction)
  if (appended.some(one => !isRepeat(one))) context.grown?.()
  return appended
}

const appendInOne = async (
  context: AppendContext,
  drafts: readonly AnyDraft[],
  inSameTransaction: InSameTransaction | undefined,
): Promise<readonly Appended[]> => {
  const { commit, addKeys } = prepareAttempts(context, drafts, inSameTransaction)
  if (context.database.kind === 'postgres') return (await commit(true)).appended
  try {
    return (await commit(false)).appended
  } catch (error) {
    if (error !== keysComeFirst) throw error
  }
  await addKeys()
  return (await commit(true)).appended
}

/** `appendDrafts` of drafts without keys, none of which can be a repeat. */
export const recordDrafts = async (
  context: AppendContext,
  drafts: readonly Draft[],
  inSameTransaction?: InSameTransaction,
): Promise<readonly Kept[]> => (await appendDrafts(context, drafts, inSameTransaction)) as readonly Kept[]
