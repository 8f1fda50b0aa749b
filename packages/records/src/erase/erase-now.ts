import type { Kysely, Transaction } from 'kysely'
import { keepDrafts } from '../append/append.ts'
import type { Draft, Kept } from '../append/draft.ts'
import { noBody } from '../append/once.ts'
import type { Records } from '../append/records.ts'
import { onceMac } from '../crypto/bound-rows.ts'
import { dataKey } from '../crypto/data-keys.ts'
import type { DeploymentKeys } from '../crypto/deployment-keys.ts'
import type { Schema } from '../database/schema.ts'
import { isStorageFailed, storageFailed } from '../faults/errors.ts'
import { type Erased, holdsOf } from '../log/erasures.ts'
import { sealOf } from '../log/seals.ts'
import { type By, recordedBy } from '../model/actor.ts'
import type { ErasureReason } from '../model/envelope.ts'
import { destroyKeys } from './destroy.ts'

const rows = (db: Kysely<Schema>) =>
  db.selectFrom('records as r').innerJoin('once as o', 'o.seq', 'r.seq').selectAll('o').select(['r.id', 'r.envelope'])

/** Keys that callers sent with requests whose records are, or by a move came to be, about a subject. Each by its index. */
const rowsAbout = async (db: Kysely<Schema>, subject: string) => {
  const movedTo = db.selectFrom('records').select('about').where('subject', '=', subject).where('type', '=', 'resealed')
  return [
    ...(await rows(db).where('r.subject', '=', subject).execute()),
    ...(await rows(db).where('r.id', 'in', movedTo).execute()),
  ]
}

/**
 * Takes away what requests about a subject could be guessed from, if the data keys of their records are gone; in the transaction
 * that destroyed these. That a key was answered stays known until its day is over, so that nothing is decided again.
 */
const blankOnce = async (db: Kysely<Schema>, keys: Pick<DeploymentKeys, 'binding'>, subject: string): Promise<void> => {
  for (const { id, envelope, mac: _, ...row } of await rowsAbout(db, subject)) {
    const seal = await sealOf(db, { id, envelope })
    if (seal !== undefined && (await dataKey(db, seal.key)) !== undefined) continue
    const mac = onceMac(keys, { ...row, body: noBody })
    const all = db.updateTable('once').set({ body: noBody, mac })
    await all.where('realm', '=', row.realm).where('key', '=', row.key).execute()
  }
}

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
export type ErasedIn = Erased & { readonly realm: string }

const draftOf = (
  { subject, decision, year, realm }: ErasedIn,
  { reason, by, approver }: Erasing,
  id: string,
): Draft => ({
  clear: {
    id,
    type: 'erased',
    ...recordedBy({ ...by, realm }),
    ...(approver === undefined ? {} : { approver }),
    subject,
    ...(decision === undefined ? {} : { decision }),
    erased: { reason, ...(year === undefined ? {} : { year }) },
  },
})

const heldAmong = async (db: Transaction<Schema>, all: readonly Erased[]): Promise<readonly string[]> => {
  const held: string[] = []
  for (const subject of new Set(all.map(one => one.subject))) if ((await holdsOf(db, subject)) > 0) held.push(subject)
  return held
}

/**
 * Records the erasure and destroys the keys in one transaction, under the lock of the head: no hold, and nothing sealed under
 * these keys, comes in between. Rejects with `StorageFailed`, with nothing done.
 */
export const eraseNow = async (records: Records, all: readonly ErasedIn[], how: Erasing): Promise<ErasedNow> => {
  let held: readonly string[] = []
  let keys: number[] = []
  const also = async (within: Transaction<Schema>) => {
    held = await heldAmong(within, all)
    if (held.length > 0) throw new Error('Nothing under a legal hold is erased')
    keys = []
    for (const one of all) {
      keys.push(await destroyKeys(within, one))
      await blankOnce(within, records.keys, one.subject)
    }
  }
  const drafts = all.map(one => draftOf(one, how, records.newId()))
  try {
    const kept = await keepDrafts(records, drafts, also)
    return { kept, keys }
  } catch (error) {
    if (held.length > 0) return { held }
    throw isStorageFailed(error) ? error : storageFailed('failed', error)
  }
}
