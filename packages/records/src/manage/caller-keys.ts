import { accepted, refused } from '@virtual-school/rules/internal'
import type { Transaction } from 'kysely'
import { recordDrafts } from '../append/append.ts'
import type { Draft } from '../append/draft.ts'
import type { Records } from '../append/records.ts'
import { buildCallerKeyRow, type CallerKey, describeCaller, readCallerKeyRow } from '../crypto/bound-rows.ts'
import type { ApiKeyRow, Schema } from '../database/schema.ts'
import { selectNewestSeq } from '../log/events.ts'
import { type By, pickActor } from '../model/actor.ts'
import type { Checked, Issue } from '../model/checked.ts'

/** A change of keys, with what the log is to say of it. */
interface KeyChange {
  readonly added: readonly CallerKey[]
  /** As they are from now on. */
  readonly revoked: readonly CallerKey[]
  /** Whether they come from a file, where they were made before. */
  readonly isImport?: boolean
}

type Draftsman = Pick<Records, 'newId'>

const draftKeyEvent = (
  { newId }: Draftsman,
  type: 'key-created' | 'key-revoked',
  by: By,
  caller: Draft['clear']['caller'] & { readonly realm: string },
): Draft => ({ clear: { id: newId(), type, ...pickActor({ ...by, realm: caller.realm }), caller } })

const draftKeyEvents = (
  records: Draftsman,
  { added, revoked, isImport = false }: KeyChange,
  by: By,
): readonly Draft[] => [
  ...added.map(key =>
    draftKeyEvent(records, 'key-created', by, describeCaller(key, isImport ? key.created : undefined)),
  ),
  ...[...added.filter(key => key.revoked !== null), ...revoked].map(key =>
    draftKeyEvent(records, 'key-revoked', by, describeCaller(key)),
  ),
]

/** Somebody who changed keys at the same time came first. */
const changedMeanwhile = new Error('The keys were changed meanwhile')

const applyChange = async (
  within: Transaction<Schema>,
  { keys }: Pick<Records, 'keys'>,
  { added, revoked }: KeyChange,
): Promise<void> => {
  for (const key of added) {
    const row = within.insertInto('api_keys').values(buildCallerKeyRow(keys, key))
    const { numInsertedOrUpdatedRows } = await row
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows !== 1n) throw changedMeanwhile
  }
  for (const key of revoked) {
    const row = within.updateTable('api_keys').set(buildCallerKeyRow(keys, key)).where('id', '=', key.id)
    const { numUpdatedRows } = await row
      .where('revoked', 'is', null)
      .where('realm', '=', key.realm)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows !== 1n) throw changedMeanwhile
  }
}

/**
 * Makes and revokes keys, and records each in the same transaction. False, with nothing done, if somebody else changed one of
 * them meanwhile: then plan again. Rejects if storage fails.
 */
const changeCallerKeys = async (records: Records, change: KeyChange, by: By): Promise<boolean> => {
  try {
    await recordDrafts(records, draftKeyEvents(records, change, by), within => applyChange(within, records, change))
    return true
  } catch (error) {
    if (error === changedMeanwhile) return false
    throw error
  }
}

/** The keys of callers as they are stored. */
export interface CallerKeys {
  /** In the order in which they were made. */
  readonly keys: readonly CallerKey[]
  /** The ids of rows that are not as they were written: these are no keys. */
  readonly changed: readonly string[]
}

const compareRows = (a: ApiKeyRow, b: ApiKeyRow): number =>
  a.created < b.created || (a.created === b.created && a.id < b.id) ? -1 : 1

/** Every key there is or was. Rejects if storage fails. */
export const callerKeys = async ({ database, keys }: Pick<Records, 'database' | 'keys'>): Promise<CallerKeys> => {
  const rows = (await database.db.selectFrom('api_keys').selectAll().execute()).sort(compareRows)
  const read = rows.map(row => readCallerKeyRow(keys, row))
  return {
    keys: read.filter(one => one !== undefined),
    changed: rows.flatMap(({ id }, n) => (read[n] === undefined ? [id] : [])),
  }
}

/**
 * A number that is another once a key was made, revoked or given to another realm: each of these is recorded. It takes one look
 * into an index. Rejects if storage fails.
 */
export const callerKeysMark = ({ database }: Pick<Records, 'database'>): Promise<number> =>
  selectNewestSeq(database.db, ['key-created', 'key-revoked', 'realm-split'])

const describeTaken = (id: string): Issue => ({
  code: 'duplicate-name',
  pointer: '/id',
  message: `There is another key with the id ${id} already, or one whose row was changed since it was written. “virtual-school records verify” says more.`,
})

/** Makes a key, and records that (`key-created`). Issue if its id is taken. Rejects if storage fails. */
export const addCallerKey = async (records: Records, key: CallerKey, by: By): Promise<Checked<CallerKey>> =>
  (await changeCallerKeys(records, { added: [key], revoked: [] }, by))
    ? accepted(key)
    : refused([describeTaken(key.id)])

/**
 * Revokes a key for good, and records that (`key-revoked`). One that is revoked already keeps its time, and nothing is recorded.
 * Undefined: there is no key with this id, or its row was changed. Rejects if storage fails.
 */
export const revokeCallerKey = async (
  records: Records,
  id: string,
  { at, by }: { readonly at: Date; readonly by: By },
): Promise<CallerKey | undefined> => {
  for (;;) {
    const found = (await callerKeys(records)).keys.find(one => one.id === id)
    if (found === undefined || found.revoked !== null) return found
    const revoked = { ...found, revoked: at.toISOString() }
    if (await changeCallerKeys(records, { added: [], revoked: [revoked] }, by)) return revoked
  }
}

/**
 * Takes over keys that were kept in a file, and records each. Keys that are there already are left as they are, but that one
 * which the file says was revoked is revoked here too; so it may be done again, and by several at once. How many there were to
 * take over. Issues, with nothing done, if another key has the id of one of them. Rejects if storage fails.
 */
export const importCallerKeys = async (
  records: Records,
  all: readonly CallerKey[],
  by: By,
): Promise<Checked<number>> => {
  for (;;) {
    const { keys, changed } = await callerKeys(records)
    const held = new Map(keys.map(one => [one.id, one]))
    const isOther = ({ id, sha256 }: CallerKey) => (held.get(id)?.sha256 ?? sha256) !== sha256
    const clashes = all.filter(one => isOther(one) || changed.includes(one.id))
    if (clashes.length > 0) return { ok: false, issues: clashes.map(one => describeTaken(one.id)) }
    const added = all.filter(one => !held.has(one.id))
    const revoked = all.flatMap(one => {
      const known = held.get(one.id)
      return known?.revoked === null && one.revoked !== null ? [{ ...known, revoked: one.revoked }] : []
    })
    if (added.length + revoked.length === 0) return accepted(0)
    if (await changeCallerKeys(records, { added, revoked, isImport: true }, by)) return accepted(added.length)
  }
}
