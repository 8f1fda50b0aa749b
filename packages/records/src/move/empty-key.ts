import type { Transaction } from 'kysely'
import { recordDrafts } from '../append/append.ts'
import type { Draft } from '../append/draft.ts'
import type { AppendContext } from '../append/records.ts'
import { selectDataKey } from '../crypto/data-keys.ts'
import { computeTag, selectSubjectRow } from '../crypto/links.ts'
import { pipeline } from '../database/pipeline.ts'
import type { DataKeyRow, Schema } from '../database/schema.ts'
import { findRealm } from '../find/realms.ts'
import { lockHead } from '../log/head.ts'
import { selectMovesOf } from '../log/moves.ts'
import type { By } from '../model/actor.ts'
import { draftReseal, type ResealTarget, unsealUnder } from './reseal.ts'
import { findSealedUnder, type SealedRecord } from './sealed-under.ts'

/** Others may write between two looks; so often is it looked again. */
const mostTries = 50

/** What sealing again needs. */
export type EmptyContext = AppendContext & { readonly newId: () => string }

/** What else goes into the batch that seals again. */
interface ResealOptions {
  readonly by: By
  /** Whose this decision is to be; others stay where they are. */
  readonly move?: { readonly decision: string; readonly to: ResealTarget } | undefined
  /** Stands before what is sealed again. */
  readonly before?: readonly Draft[]
  /** Done in the transaction; throws if nothing may be done any longer. */
  readonly inSameTransaction?: (within: Transaction<Schema>) => Promise<void>
}

/** What was to be moved is sealed under another key by now, or was erased. */
export const movedMeanwhile = new Error('The decision was moved or erased meanwhile')

const joinIds = (some: readonly SealedRecord[]): string => some.map(one => one.row.id).join()

/** Somebody wrote under the key meanwhile: it is to be looked at again. */
const changedMeanwhile = new Error('More was sealed under the key meanwhile')

/** Whose a record’s contents are: where its decision is now, or is to be. */
const findTarget = async (
  { database, keys }: EmptyContext,
  old: DataKeyRow,
  { row, decision }: SealedRecord,
  move: ResealOptions['move'],
): Promise<ResealTarget> => {
  if (decision === move?.decision) return move.to
  const { db } = database
  const realm = await findRealm(db, row)
  const [moved] = await selectMovesOf(db, [decision])
  const subject = moved?.to ?? old.subject
  if (subject === old.subject) return { subject, realm }
  const link = await selectSubjectRow(db, subject)
  return { subject, realm, tag: link === undefined ? null : computeTag(keys, link) }
}

/**
 * Seals again, in one batch, everything that is sealed under a retired key: under the key of the child whose it is now.
 * How many records that took. Rejects if what is sealed does not open, or storage fails: then nothing was done.
 */
export const resealAll = async (context: EmptyContext, old: DataKeyRow, options: ResealOptions): Promise<number> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await resealOnce(context, old, options)
    } catch (error) {
      if (error !== changedMeanwhile || tries === mostTries) throw error
    }
  }
}

const resealOnce = async (
  context: EmptyContext,
  old: DataKeyRow,
  { by, move, before = [], inSameTransaction }: ResealOptions,
): Promise<number> => {
  const { db } = context.database
  const found =
    (await selectDataKey(db, old.key)) === undefined ? [] : await findSealedUnder({ db, keys: context.keys }, old)
  const opened = unsealUnder(context, old, found)
  const drafts: Draft[] = [...before]
  for (const [n, one] of found.entries()) {
    const target = await findTarget(context, old, one, move)
    drafts.push(draftReseal(one, opened[n]!, target, { old, by, id: context.newId() }))
  }
  if (move !== undefined && !found.some(one => one.row.id === move.decision)) throw movedMeanwhile
  if (drafts.length === 0) return 0
  await recordDrafts(context, drafts, async within => {
    const now =
      (await selectDataKey(within, old.key)) === undefined
        ? []
        : await findSealedUnder({ db: within, keys: context.keys }, old)
    if (joinIds(now) !== joinIds(found)) throw changedMeanwhile
    await inSameTransaction?.(within)
  })
  return drafts.length
}

/** Destroys a retired key, once everything that was sealed under it has been sealed again. */
export const destroyEmptied = async (context: EmptyContext, old: DataKeyRow, by: By): Promise<void> => {
  const { db, kind } = context.database
  for (;;) {
    const isDone = await db.transaction().execute(async within => {
      await pipeline(within, lockHead(within, kind))
      if ((await selectDataKey(within, old.key)) === undefined) return true
      if ((await findSealedUnder({ db: within, keys: context.keys }, old)).length > 0) return false
      await within.deleteFrom('keys.data_keys').where('key', '=', old.key).execute()
      return true
    })
    if (isDone) return
    await resealAll(context, old, { by })
  }
}
