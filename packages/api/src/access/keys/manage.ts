import { randomBytes } from 'node:crypto'
import { defaultRealm, realmName } from '@virtual-school/records'
import type { Checked, Issue } from '@virtual-school/rules'
import { didYouMean, nearest } from '@virtual-school/rules'
import type * as z from 'zod'
import type { Scope } from '../scope.ts'
import { changeKeys } from './change-keys.ts'
import { keyFileIn, readKeyFile } from './key-file.ts'
import { clientName, type KeyRecord } from './key-record.ts'
import { digestOfToken, newToken } from './token.ts'

/** What is wanted of a new key. */
export interface NewKey {
  /** The name of a system, as `mosaic-luton`. */
  readonly client: string
  /** Left out: `default`. */
  readonly realm?: string
  readonly scopes: readonly Scope[]
  readonly created: Date
  /** Null: until it is revoked. */
  readonly expires: Date | null
}

/** A key as others may see it: what was kept, without its hash. */
export type KeyEntry = Omit<KeyRecord, 'sha256'>

const entryOf = ({ sha256: _, ...entry }: KeyRecord): KeyEntry => entry

const wordIssues = (form: z.ZodType<string>, word: string, pointer: string): readonly Issue[] =>
  (form.safeParse(word).error?.issues ?? []).map(({ message }) => ({ code: 'malformed', pointer, message }))

/** Makes a key. Its token is given here, once, and kept nowhere. */
export const createKey = async (
  dataDirectory: string,
  { client, realm = defaultRealm, scopes, created, expires }: NewKey,
): Promise<Checked<{ readonly key: KeyEntry; readonly token: string }>> => {
  const issues = [...wordIssues(clientName, client, '/client'), ...wordIssues(realmName, realm, '/realm')]
  if (issues.length > 0) return { ok: false, issues }
  return changeKeys(dataDirectory, keys => {
    let made = newToken(randomBytes)
    while (keys.some(({ id }) => id === made.id)) made = newToken(randomBytes)
    const record: KeyRecord = {
      id: made.id,
      client,
      realm,
      scopes: [...scopes],
      created: created.toISOString(),
      expires: expires?.toISOString() ?? null,
      revoked: null,
      sha256: digestOfToken(made.token).toString('hex'),
    }
    return { ok: true, value: { keys: [...keys, record], told: { key: entryOf(record), token: made.token } } }
  })
}

/** Every key there is or was, in the order in which they were made. */
export const listKeys = (dataDirectory: string): Checked<readonly KeyEntry[]> => {
  const held = readKeyFile(keyFileIn(dataDirectory))
  return held.ok ? { ok: true, value: (held.value ?? []).map(entryOf) } : held
}

/** Revokes a key, for good. One that is revoked already keeps the day on which it was. */
export const revokeKey = (dataDirectory: string, id: string, now: Date): Promise<Checked<KeyEntry>> =>
  changeKeys(dataDirectory, keys => {
    const found = keys.find(key => key.id === id)
    if (found === undefined) return { ok: false, issues: [noKey(id, keys)] }
    const record = { ...found, revoked: found.revoked ?? now.toISOString() }
    return { ok: true, value: { keys: keys.map(key => (key.id === id ? record : key)), told: entryOf(record) } }
  })

const noKey = (id: string, keys: readonly KeyRecord[]): Issue => {
  // Somebody may have put in the whole key, which is a secret: then it is not looked at, nor repeated.
  const suggestion =
    id.length > 12
      ? undefined
      : nearest(
          id,
          keys.map(key => key.id),
        )
  const message = `There is no key with that id. An id has eight digits, as “virtual-school keys list” shows.${didYouMean(suggestion)}`
  return { code: 'unknown-name', pointer: '/id', message, ...(suggestion === undefined ? {} : { suggestion }) }
}
