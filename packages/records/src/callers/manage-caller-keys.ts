import { accepted, type Checked, type Issue } from '../checked.ts'
import type { By } from '../keeping/by.ts'
import type { Records } from '../records.ts'
import type { CallerKey } from './caller-key.ts'
import { changeCallerKeys } from './change-caller-keys.ts'
import { callerKeys } from './read-caller-keys.ts'

const taken = (id: string): Issue => ({
  code: 'duplicate-name',
  pointer: '/id',
  message: `There is another key with the id ${id} already, or one whose row was changed since it was written. “virtual-school records verify” says more.`,
})

/** Makes a key, and records that (`key-created`). Issue if its id is taken. Rejects if storage fails. */
export const addCallerKey = async (records: Records, key: CallerKey, by: By): Promise<Checked<CallerKey>> =>
  (await changeCallerKeys(records, { added: [key], revoked: [] }, by))
    ? accepted(key)
    : { ok: false, issues: [taken(key.id)] }

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
    if (clashes.length > 0) return { ok: false, issues: clashes.map(one => taken(one.id)) }
    const added = all.filter(one => !held.has(one.id))
    const revoked = all.flatMap(one => {
      const known = held.get(one.id)
      return known?.revoked === null && one.revoked !== null ? [{ ...known, revoked: one.revoked }] : []
    })
    if (added.length + revoked.length === 0) return accepted(0)
    if (await changeCallerKeys(records, { added, revoked, isImport: true }, by)) return accepted(added.length)
  }
}
