import type { Transaction } from 'kysely'
import { keepDrafts } from '../append/append.ts'
import type { Draft } from '../append/draft.ts'
import type { Writing } from '../append/records.ts'
import { dataKey } from '../crypto/data-keys.ts'
import { subjectRow, tagOf } from '../crypto/links.ts'
import { atOnce } from '../database/pipeline.ts'
import type { DataKeyRow, Schema } from '../database/schema.ts'
import { realmOf } from '../find/realms.ts'
import { headLocked } from '../log/head.ts'
import { movesOf } from '../log/moves.ts'
import type { By } from '../model/actor.ts'
import { openUnder, resealDraft, type Target } from './reseal.ts'
import { type SealedRecord, sealedUnder } from './sealed-under.ts'

/** Others may write between two looks; so often is it looked again. */
const mostTries = 50

export type Emptying = Writing & { readonly newId: () => string }

/** What else goes into the batch that seals again. */
interface Along {
  readonly by: By
  /** Whose this decision is to be; others stay where they are. */
  readonly move?: { readonly decision: string; readonly to: Target } | undefined
  /** Stands before what is sealed again. */
  readonly before?: readonly Draft[]
  /** Done in the transaction; throws if nothing may be done any more. */
  readonly also?: (within: Transaction<Schema>) => Promise<void>
}

/** What was to be moved is sealed under another key by now, or was erased. */
export const movedMeanwhile = new Error('The decision was moved or erased meanwhile')

const idsOf = (some: readonly SealedRecord[]): string => some.map(one => one.row.id).join()

/** Somebody wrote under the key meanwhile: it is to be looked at again. */
const changedMeanwhile = new Error('More was sealed under the key meanwhile')

/** Whose a record’s contents are: where its decision is now, or is to be. */
const targetOf = async (
  { database, keys }: Emptying,
  old: DataKeyRow,
  { row, decision }: SealedRecord,
  move: Along['move'],
): Promise<Target> => {
  if (decision === move?.decision) return move.to
  const { db } = database
  const realm = await realmOf(db, row)
  const [moved] = await movesOf(db, [decision])
  const subject = moved?.to ?? old.subject
  if (subject === old.subject) return { subject, realm }
  const link = await subjectRow(db, subject)
  return { subject, realm, tag: link === undefined ? null : tagOf(keys, link) }
}

/**
 * Seals again, in one batch, everything that is sealed under a key which was put aside: under the key of the child whose it is now.
 * How many records that took. Rejects if what is sealed does not open, or storage fails: then nothing was done.
 */
export const sealAgain = async (writing: Emptying, old: DataKeyRow, along: Along): Promise<number> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await sealOnce(writing, old, along)
    } catch (error) {
      if (error !== changedMeanwhile || tries === mostTries) throw error
    }
  }
}

const sealOnce = async (
  writing: Emptying,
  old: DataKeyRow,
  { by, move, before = [], also }: Along,
): Promise<number> => {
  const { db } = writing.database
  const found = (await dataKey(db, old.key)) === undefined ? [] : await sealedUnder({ db, keys: writing.keys }, old)
  const opened = openUnder(writing, old, found)
  const drafts: Draft[] = [...before]
  for (const [n, one] of found.entries()) {
    const target = await targetOf(writing, old, one, move)
    drafts.push(resealDraft(one, opened[n]!, target, { old, by, id: writing.newId() }))
  }
  if (move !== undefined && !found.some(one => one.row.id === move.decision)) throw movedMeanwhile
  if (drafts.length === 0) return 0
  await keepDrafts(writing, drafts, async within => {
    const now =
      (await dataKey(within, old.key)) === undefined ? [] : await sealedUnder({ db: within, keys: writing.keys }, old)
    if (idsOf(now) !== idsOf(found)) throw changedMeanwhile
    await also?.(within)
  })
  return drafts.length
}

/** Destroys a key that was put aside, once nothing is sealed under it any more that was not sealed again. */
export const destroyEmptied = async (writing: Emptying, old: DataKeyRow, by: By): Promise<void> => {
  const { db, kind } = writing.database
  for (;;) {
    const isDone = await db.transaction().execute(async within => {
      await atOnce(within, headLocked(within, kind))
      if ((await dataKey(within, old.key)) === undefined) return true
      if ((await sealedUnder({ db: within, keys: writing.keys }, old)).length > 0) return false
      await within.deleteFrom('keys.data_keys').where('key', '=', old.key).execute()
      return true
    })
    if (isDone) return
    await sealAgain(writing, old, { by })
  }
}
