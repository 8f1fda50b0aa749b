import { accepted } from '@virtual-school/rules/internal'
import type { Transaction } from 'kysely'
import {
  buildKeyLookup,
  buildKeyRequest,
  insertKeys,
  type KeyPurpose,
  planKeys,
  type SealingKey,
  selectKeys,
} from '../append/data-keys.ts'
import type { Draft } from '../append/draft.ts'
import type { AppendContext, Records } from '../append/records.ts'
import { pipeline } from '../database/pipeline.ts'
import type { Schema } from '../database/schema.ts'
import { trySweep } from '../erase/destroy-erased.ts'
import { createStorageFailed, isStorageFailed } from '../faults/errors.ts'
import type { DecisionHandle } from '../find/record.ts'
import { countHolds } from '../log/erasures.ts'
import { lockHead } from '../log/head.ts'
import { type By, pickActor } from '../model/actor.ts'
import { type Checked, refusal } from '../model/checked.ts'
import { checkMove, type Moving } from './check-move.ts'
import { destroyEmptied, movedMeanwhile, resealAll } from './empty-key.ts'
import { retireKey } from './retire-key.ts'
import type { TargetReference } from './target-reference.ts'

/**
 * The key under which something of a child, a decision and a year is sealed; made, with the child’s number, if there is none yet. Of
 * keys alone, so that on SQLite it is done wholly or not at all.
 */
const provideKey = (
  { database, keys, random }: Pick<AppendContext, 'database' | 'keys' | 'random'>,
  purpose: KeyPurpose & { readonly subjectRef: string },
): Promise<SealingKey> =>
  database.db.transaction().execute(async within => {
    const request = buildKeyRequest(purpose, keys, random)
    const [, stored] = await pipeline(
      within,
      lockHead(within, database.kind),
      selectKeys(within, buildKeyLookup([request])),
    )
    const { inserts, under } = planKeys([request], stored, keys, random)
    await pipeline(within, insertKeys(within, inserts))
    return under[0]!
  })

/** What a move did; in a dry run, what it would do. */
export interface MovedDecision extends TargetReference {
  /** Of the record that says so; empty if nothing was done. */
  readonly id: string
  /** The random number of the child whose it is now; empty if nothing was done. */
  readonly subject: string
  /** Of the decision, before and after. */
  readonly realm: string
  /** The question. */
  readonly decision: string
  readonly recordedAt: string
  /** How many records about the decision go along with it. */
  readonly along: number
  /** How many records were sealed again: the decision, what is recorded about it, and what shared its key. */
  readonly records: number
  /** Whether the old key is out of the database’s files too. If not, `prune` tries it again. */
  readonly swept: boolean
}

const mostTries = 5
const heldMeanwhile = new Error('Nothing of a child under a legal hold is moved')

/**
 * Moves a decision that was recorded under a wrong child’s reference to the right one, with all that is recorded about it: reading,
 * export, erasure and lists follow. Everything that its key opens is sealed again, the decision’s under the right child’s key and the
 * rest under a new one of the wrong child, and the old key is destroyed, so that neither child’s can be read, or erased, with the
 * other’s. It ends in one of these two states even if it is interrupted: opening the records again continues it. Issues: no such decision, one
 * that was erased, one of another realm than is named, a reference that cannot be, a legal hold, keys that were changed, nobody named who orders it. Rejects
 * if storage fails.
 */
export const moveDecision = async (records: Records, id: string, moving: Moving): Promise<Checked<MovedDecision>> => {
  for (let tries = 1; ; tries += 1) {
    const checked = await checkMove(records, id, moving)
    if (!checked.ok) return checked
    const { decision, records: count, along, target } = checked.value
    const { realm, row } = decision
    const what = { realm, decision: row.decision ?? '', recordedAt: row.recorded_at, along, ...target }
    if (moving.dryRun === true) return accepted({ id: '', subject: '', ...what, records: count, swept: false })
    try {
      return accepted({ ...what, ...(await move(records, decision, moving)) })
    } catch (error) {
      if (error === heldMeanwhile)
        return refusal('not-allowed-here', '/id', 'The child came under a legal hold meanwhile.')
      if (error !== movedMeanwhile || tries === mostTries)
        throw isStorageFailed(error) ? error : createStorageFailed('failed', error)
    }
  }
}

type Done = Pick<MovedDecision, 'id' | 'subject' | 'records' | 'swept'>

const move = async (records: Records, decision: DecisionHandle, moving: Moving): Promise<Done> => {
  const { toSubjectRef, reason, by } = moving
  const { realm } = decision
  const year = Number(decision.row.recorded_at.slice(0, 4))
  const { row, tag } = await provideKey(records, {
    realm,
    subjectRef: toSubjectRef,
    decision: decision.row.decision!,
    year,
  })
  const old = await retireKey(records, decision.key)
  if (old === undefined) throw movedMeanwhile
  const id = records.newId()
  try {
    const count = await resealAll(records, old, {
      by,
      move: { decision: decision.row.id, to: { subject: row.subject, tag, realm } },
      before: [draftMoved(decision, { id, realm, by, reason, to: row })],
      inSameTransaction: within => moveIndex(within, decision, row.subject),
    })
    return { id, subject: row.subject, records: count - 1, swept: await finish(records, old, by) }
  } catch (error) {
    // No matter why it failed: nothing stays sealed under a retired key.
    await finish(records, old, by).catch(() => undefined)
    throw error
  }
}

const finish = async (records: Records, old: Parameters<typeof destroyEmptied>[1], by: By): Promise<boolean> => {
  await destroyEmptied(records, old, by)
  return trySweep(records)
}

interface MovedRecord {
  readonly id: string
  readonly realm: string
  readonly by: By
  readonly reason: string
  readonly to: SealingKey['row']
}

const draftMoved = ({ row }: DecisionHandle, { id, realm, by, reason, to }: MovedRecord): Draft => ({
  clear: {
    id,
    type: 'moved',
    ...pickActor({ ...by, realm }),
    about: row.id,
    decision: to.decision,
    ...(row.authority === null ? {} : { authority: row.authority }),
  },
  sealed: {
    under: { subject: to.subject, decision: to.decision, year: to.year },
    payload: JSON.stringify({ reason }),
  },
})

/** In the transaction of the move: no hold and no erasure came in between, and filters know whose the decision is now. */
const moveIndex = async (within: Transaction<Schema>, { row, subject }: DecisionHandle, to: string): Promise<void> => {
  if ((await countHolds(within, subject)) > 0) throw heldMeanwhile
  const link = await within.selectFrom('keys.subjects').select('subject').where('subject', '=', to).executeTakeFirst()
  if (link === undefined) throw movedMeanwhile
  const index = await within.selectFrom('record_index').selectAll().where('seq', '=', row.seq).executeTakeFirst()
  if (index === undefined) return
  await within.deleteFrom('record_index').where('seq', '=', row.seq).execute()
  await within
    .insertInto('record_index')
    .values({ ...index, subject: to })
    .execute()
}
