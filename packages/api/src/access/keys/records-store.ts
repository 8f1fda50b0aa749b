import { addCallerKey, callerKeys, type Records, revokeCallerKey } from '@virtual-school/records'
import type { KeyStore } from './key-store.ts'
import { recordOfKey } from './stored-keys.ts'

/** The keys that lie with the records, which also say who made and revoked each. */
export const recordsStore = (records: Records): KeyStore => ({
  list: async () => ({ ok: true, value: (await callerKeys(records)).keys.map(recordOfKey) }),
  add: async (key, by) => {
    const added = await addCallerKey(records, key, by)
    return added.ok ? { ok: true, value: recordOfKey(added.value) } : added
  },
  revoke: async (id, at, by) => {
    const revoked = await revokeCallerKey(records, id, { at, by })
    return { ok: true, value: revoked && recordOfKey(revoked) }
  },
})
