import { randomBytes } from 'node:crypto'
import { type By, defaultRealm, realmName, referenceIssues } from '@virtual-school/records'
import type { Checked, Issue } from '@virtual-school/rules'
import { accepted, nearest, refused, withSuggestion } from '@virtual-school/rules/internal'
import type * as z from 'zod'
import { clientName, hashToken, type KeyRecord, newToken } from './api-keys.ts'
import type { Scope } from './caller.ts'
import { type KeysPlace, withKeys } from './key-stores.ts'

/** A key that is to be made. */
export interface NewKey {
  /** The name of a system, as `mosaic-luton`. */
  readonly client: string
  /** Left out: `default`. */
  readonly realm?: string
  readonly scopes: readonly Scope[]
  /** Now. */
  readonly created: Date
  /** Null: until it is revoked. */
  readonly expires: Date | null
  /** The reference of the person who orders it, for the record. */
  readonly actor?: string
}

/** A key as others may see it: without its hash. */
export type KeyEntry = Omit<KeyRecord, 'sha256'>

const withoutHash = ({ sha256: _, ...entry }: KeyRecord): KeyEntry => entry

const checkWord = (form: z.ZodType<string>, word: string, pointer: string): readonly Issue[] =>
  (form.safeParse(word).error?.issues ?? []).map(({ message }) => ({ code: 'malformed', pointer, message }))

/** Who makes or revokes a key: the command, and the person whose reference it got. */
const commandActor = (actor: string | undefined): By => ({
  client: 'local',
  ...(actor === undefined ? {} : { actor }),
})

/**
 * Makes a key. `token` is the key itself, which is stored nowhere. Issues for names and an `actor` that cannot be used, and if
 * the keys cannot be opened.
 */
export const createKey = async (
  place: KeysPlace,
  { client, realm = defaultRealm, scopes, created, expires, actor }: NewKey,
): Promise<Checked<{ readonly key: KeyEntry; readonly token: string }>> => {
  const issues = [
    ...checkWord(clientName, client, '/client'),
    ...checkWord(realmName, realm, '/realm'),
    ...referenceIssues(actor, '/actor', 'actor'),
  ]
  if (issues.length > 0) return { ok: false, issues }
  return withKeys(place, { isToBegin: true }, async store => {
    const { id, token } = newToken(randomBytes)
    const added = await store.add(
      {
        ...{ id, client, realm, scopes: [...scopes] },
        created: created.toISOString(),
        expires: expires?.toISOString() ?? null,
        revoked: null,
        sha256: hashToken(token).toString('hex'),
      },
      commandActor(actor),
    )
    return added.ok ? accepted({ key: withoutHash(added.value), token }) : added
  })
}

/** Lists every key there is or was, in the order in which they were made. Issues if the keys cannot be opened. */
export const listKeys = (place: KeysPlace): Promise<Checked<readonly KeyEntry[]>> =>
  withKeys(place, {}, async store => {
    const held = await store.list()
    return held.ok ? accepted(held.value.map(withoutHash)) : held
  })

/** Which key is to be revoked, when, and by which person. */
export interface Revoking {
  /** The eight digits after `vs_`. */
  readonly id: string
  readonly now: Date
  /** The reference of the person who orders it. */
  readonly actor?: string
}

/** Revokes a key for ever. One that is revoked already keeps its day. Issues as those of `createKey`, and if there is no such key. */
export const revokeKey = async (place: KeysPlace, { id, now, actor }: Revoking): Promise<Checked<KeyEntry>> => {
  const issues = referenceIssues(actor, '/actor', 'actor')
  if (issues.length > 0) return { ok: false, issues }
  return withKeys(place, {}, async store => {
    const revoked = await store.revoke(id, now, commandActor(actor))
    if (!revoked.ok) return revoked
    if (revoked.value !== undefined) return accepted(withoutHash(revoked.value))
    const held = await store.list()
    return held.ok ? refused([unknownKey(id, held.value)]) : held
  })
}

const unknownKey = (id: string, keys: readonly KeyRecord[]): Issue => {
  // Somebody may have given the whole key, which is a secret, so a long text is neither compared nor repeated.
  const suggestion =
    id.length > 12
      ? undefined
      : nearest(
          id,
          keys.map(key => key.id),
        )
  const message = 'There is no key with that id. An id has eight digits, as “virtual-school keys list” shows.'
  return withSuggestion({ code: 'unknown-name', pointer: '/id', message }, suggestion)
}
