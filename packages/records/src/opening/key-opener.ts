import type { KeyObject } from 'node:crypto'
import type { Checked } from '../checked.ts'
import type { DataKeyRow } from '../keys/key-rows.ts'
import { unwrapKey } from '../keys/wrap.ts'
import type { DeploymentKeys } from '../secret/deployment-keys.ts'

/** Gives the data key of an id: undefined where there is none any more, issues where its row was changed. */
export type KeyOf = (key: string) => Checked<KeyObject> | undefined

/** Unwraps each of these rows once, when it is first asked for. Not to be kept: keys may be destroyed meanwhile. */
export const keyOpener = (keys: Pick<DeploymentKeys, 'wrapping'>, rows: readonly DataKeyRow[]): KeyOf => {
  const byKey = new Map(rows.map(row => [row.key, row]))
  const opened = new Map<string, Checked<KeyObject>>()
  return key => {
    const row = byKey.get(key)
    if (row === undefined) return undefined
    const known = opened.get(key) ?? unwrapKey(keys, row)
    opened.set(key, known)
    return known
  }
}
