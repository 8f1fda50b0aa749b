import { changeKeys } from './change-keys.ts'
import { keyFileIn, readKeyFile } from './key-file.ts'
import type { KeyStore } from './key-store.ts'

/** The keys of `keys.json`. Who changes them is not kept. */
export const fileStore = (dataDirectory: string): KeyStore => ({
  list: async () => {
    const held = readKeyFile(keyFileIn(dataDirectory))
    return held.ok ? { ok: true, value: held.value ?? [] } : held
  },
  add: key => changeKeys(dataDirectory, keys => ({ ok: true, value: { keys: [...keys, key], told: key } })),
  revoke: (id, at) =>
    changeKeys(dataDirectory, keys => {
      const found = keys.find(key => key.id === id)
      const told = found && { ...found, revoked: found.revoked ?? at.toISOString() }
      return { ok: true, value: { keys: keys.map(key => (key.id === id && told ? told : key)), told } }
    }),
})
