import type { Kysely, Transaction } from 'kysely'
import { dataKeysBy } from '../crypto/data-keys.ts'
import { type Asking, atOnce } from '../database/pipeline.ts'
import type { OnceRow, Schema } from '../database/schema.ts'
import { recordById } from '../log/read.ts'
import { sealOf } from '../log/seals.ts'
import { buildBatch, onceRows } from './build-batch.ts'
import { type BatchGround, commitBatch } from './commit-batch.ts'
import { ensureKeys, type KeyRowsHeld, type KeyWant, keysAdded, keysHeld, questionsOf, wantsOf } from './data-keys.ts'
import { type AnyDraft, type Appended, type Draft, isRepeat, type Kept } from './draft.ts'
import { onceHeld, sortedOut } from './once.ts'
import type { AlsoWithin, Writing } from './records.ts'
import { sealDrafts } from './seal-drafts.ts'

interface Planned {
  readonly wants: readonly KeyWant[]
  readonly held: KeyRowsHeld
}

/**
 * An event is sealed under the key that its decision had when the event was made. If that key is gone and the decision was sealed
 * again since, as when it was moved, the event goes with it. Reads nothing if every key is there, as nearly always.
 */
const followSeals = async (
  db: Kysely<Schema>,
  drafts: readonly Draft[],
  { wants, held }: Planned,
): Promise<Planned> => {
  const known = new Set(held.dataKeys.map(one => one.key))
  const sealed = drafts.filter(draft => draft.sealed !== undefined)
  const followed = new Map<number, string>()
  for (const [n, want] of wants.entries()) {
    const about = sealed[n]?.clear.about
    if (!('key' in want) || known.has(want.key) || about === undefined) continue
    const row = await recordById(db, about)
    const seal = row && (await sealOf(db, row))
    if (seal !== undefined) followed.set(n, seal.key)
  }
  if (followed.size === 0) return { wants, held }
  const more = await dataKeysBy(db, [...followed.values()])
  return {
    wants: wants.map((want, n) => (followed.has(n) ? { key: followed.get(n)! } : want)),
    held: { ...held, dataKeys: [...held.dataKeys, ...more] },
  }
}

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
