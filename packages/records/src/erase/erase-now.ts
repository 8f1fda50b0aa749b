import type { Kysely, Transaction } from 'kysely'
import { recordDrafts } from '../append/append.ts'
import type { Draft, Kept } from '../append/draft.ts'
import { erasedBody } from '../append/once.ts'
import type { Records } from '../append/records.ts'
import { computeOnceMac } from '../crypto/bound-rows.ts'
import { selectDataKey } from '../crypto/data-keys.ts'
import type { DeploymentKeys } from '../crypto/deployment-keys.ts'
import type { Schema } from '../database/schema.ts'
import { createStorageFailed, isStorageFailed } from '../faults/errors.ts'
import { countHolds, type ErasedPart } from '../log/erasures.ts'
import { selectSeal } from '../log/seals.ts'
import { type By, pickActor } from '../model/actor.ts'
import type { ErasureReason } from '../model/envelope.ts'
import { destroyKeys } from './destroy.ts'

const queryRows = (db: Kysely<Schema>) =>
  db.selectFrom('records as r').innerJoin('once as o', 'o.seq', 'r.seq').selectAll('o').select(['r.id', 'r.envelope'])

/** Keys that callers sent with requests whose records are, or by a move came to be, about a subject. Each by its index. */
const selectRowsAbout = async (db: Kysely<Schema>, subject: string) => {
  const movedTo = db.selectFrom('records').select('about').where('subject', '=', subject).where('type', '=', 'resealed')
  return [
    ...(await queryRows(db).where('r.subject', '=', subject).execute()),
    ...(await queryRows(db).where('r.id', 'in', movedTo).execute()),
  ]
}

/**
 * Takes away what requests about a subject could be guessed from, if the data keys of their records are gone; in the transaction
 * that destroyed these. That a key was answered stays known until its day is over, so that nothing is decided again.
 */
const blankOnce = async (db: Kysely<Schema>, keys: Pick<DeploymentKeys, 'binding'>, subject: string): Promise<void> => {
  for (const { id, envelope, mac: _, ...row } of await selectRowsAbout(db, subject)) {
    const seal = await selectSeal(db, { id, envelope })
    if (seal !== undefined && (await selectDataKey(db, seal.key)) !== undefined) continue
    const mac = computeOnceMac(keys, { ...row, body: erasedBody })
    const all = db.updateTable('once').set({ body: erasedBody, mac })
    await all.where('realm', '=', row.realm).where('key', '=', row.key).execute()
  }
}

/** Why something is erased, and who ordered it. */
export interface Erasing {
  readonly reason: ErasureReason
  readonly by: By
  /** The second person, if one was named. */
  readonly approver?: string | undefined
}

/** What came of it. `held`: these subjects are under a legal hold, and nothing at all was erased. */
type ErasedNow =
  | { readonly held: readonly string[] }
  | { readonly kept: readonly Kept[]; readonly keys: readonly number[] }

/** What is to be erased, and of which realm it is: the record of it is of that realm too. */
export type ErasedIn = ErasedPart & { readonly realm: string }

const draftErasure = (
  { subject, decision, year, realm }: ErasedIn,
  { reason, by, approver }: Erasing,
  id: string,
): Draft => ({
  clear: {
    id,
    type: 'erased',
    ...pickActor({ ...by, realm }),
    ...(approver === undefined ? {} : { approver }),
    subject,
    ...(decision === undefined ? {} : { decision }),
    erased: { reason, ...(year === undefined ? {} : { year }) },
  },
})

const findHeld = async (db: Transaction<Schema>, all: readonly ErasedPart[]): Promise<readonly string[]> => {
  const held: string[] = []
  for (const subject of new Set(all.map(one => one.subject)))
    if ((await countHolds(db, subject)) > 0) held.push(subject)
  return held
}

/**
 * Records the erasure and destroys the keys in one transaction, under the lock of the head: no hold, and nothing sealed under
 * these keys, comes in between. Rejects with `StorageFailed`, with nothing done.
 */
export const eraseNow = async (records: Records, all: readonly ErasedIn[], how: Erasing): Promise<ErasedNow> => {
  let held: readonly string[] = []
  let keys: number[] = []
  const inSameTransaction = async (within: Transaction<Schema>) => {
    held = await findHeld(within, all)
    if (held.length > 0) throw new Error('Nothing under a legal hold is erased')
    keys = []
    for (const one of all) {
      keys.push(await destroyKeys(within, one))
      await blankOnce(within, records.keys, one.subject)
    }
  }
  const drafts = all.map(one => draftErasure(one, how, records.newId()))
  try {
    const kept = await recordDrafts(records, drafts, inSameTransaction)
    return { kept, keys }
  } catch (error) {
    if (held.length > 0) return { held }
    throw isStorageFailed(error) ? error : createStorageFailed('failed', error)
  }
}
