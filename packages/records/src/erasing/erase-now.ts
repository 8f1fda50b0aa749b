import type { Transaction } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { ErasureReason } from '../envelope.ts'
import { type By, recordedBy } from '../keeping/by.ts'
import type { Draft, Kept } from '../keeping/draft.ts'
import { keepDrafts } from '../keeping/keep-drafts.ts'
import { isStorageFailed, storageFailed } from '../log/storage-failed.ts'
import type { Records } from '../records.ts'
import { blankOnce } from './blank-once.ts'
import { destroyKeys, type Erased } from './destroy.ts'
import { holdsOf } from './holds.ts'

export interface Erasing {
  readonly reason: ErasureReason
  readonly by: By
  /** The second person, if one was named. */
  readonly approver?: string | undefined
}

/** What came of it. `held`: these subjects are under a legal hold, and nothing at all was erased. */
export type ErasedNow =
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
