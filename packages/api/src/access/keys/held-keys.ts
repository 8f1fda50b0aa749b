import { timingSafeEqual } from 'node:crypto'
import { statSync } from 'node:fs'
import type { Issue } from '@virtual-school/rules'
import type { Log } from '../../log.ts'
import type { Caller } from '../caller.ts'
import type { Identity } from '../identity.ts'
import type { KeyExpiry } from './expiry-watch.ts'
import { readKeyFile } from './key-file.ts'
import type { KeyRecord } from './key-record.ts'
import { digestOfToken, idOfToken } from './token.ts'

/** The keys as the service holds them: always those of the file, as it was at most a second ago. */
export interface HeldKeys {
  /** True once there has been a file of keys, and for ever after. */
  readonly areInForce: () => boolean
  readonly find: (token: string) => Identity
  /** The keys that can still be used and will end. */
  readonly expiries: () => readonly KeyExpiry[]
}

/** A key as it is looked up: by its id. */
export interface HeldKey {
  readonly sha256: Buffer
  readonly expires: number
  readonly isRevoked: boolean
  readonly identity: { readonly caller: Caller }
}

const notValid: Identity = { unknown: 'not-valid' }
const expired: Identity = { unknown: 'expired' }
const revoked: Identity = { unknown: 'revoked' }
const nobody = Buffer.alloc(32)
const lookEveryMilliseconds = 1_000

export type KeyMap = ReadonlyMap<string, HeldKey>

export const keyMapOf = (records: readonly KeyRecord[]): KeyMap =>
  new Map(records.map(record => [record.id, heldOf(record)]))

const heldOf = ({ client, realm, scopes, sha256, expires, revoked }: KeyRecord): HeldKey => ({
  sha256: Buffer.from(sha256, 'hex'),
  expires: expires === null ? Number.POSITIVE_INFINITY : Date.parse(expires),
  isRevoked: revoked !== null,
  identity: { caller: { id: client, realm, scopes: new Set(scopes) } },
})

/** What tells one state of the file from another. */
const stampOf = (file: string): string => {
  const found = statSync(file, { throwIfNoEntry: false })
  return found === undefined ? 'none' : `${found.ino} ${found.size} ${found.ctimeMs}`
}

/** Whose token it is. It takes as long if there is no such id. */
export const findKey = (keys: KeyMap, token: string, now: number): Identity => {
  const key = keys.get(idOfToken(token) ?? '')
  const isRight = timingSafeEqual(digestOfToken(token), key?.sha256 ?? nobody)
  if (key === undefined || !isRight) return notValid
  if (key.isRevoked) return revoked
  return key.expires <= now ? expired : key.identity
}

/** The keys that can still be used and will end. */
export const expiriesOf = (keys: KeyMap, now: number): readonly KeyExpiry[] =>
  [...keys].flatMap(([id, { expires, isRevoked, identity }]) =>
    isRevoked || expires <= now || !Number.isFinite(expires) ? [] : [{ id, client: identity.caller.id, expires }],
  )

/** Throws the issues of a file that cannot be used; once it is held, a file that went bad is logged and the old keys stay. */
export const holdKeys = (file: string, clock: () => number, log: Log): HeldKeys => {
  let keys: KeyMap | undefined
  let stamp = ''
  let looked = Number.NEGATIVE_INFINITY

  const read = (): readonly Issue[] => {
    // The stamp first: what is written meanwhile is then read again.
    stamp = stampIn(file)
    const found = readKeyFile(file)
    if (!found.ok) return found.issues
    if (found.value !== undefined) keys = keyMapOf(found.value)
    else if (keys !== undefined)
      return [{ code: 'missing-file', pointer: '', message: 'The file of keys is gone.', file }]
    return []
  }
  const look = (now: number) => {
    // A clock that was put back must not keep a revocation waiting.
    if (now >= looked && now - looked < lookEveryMilliseconds) return
    looked = now
    if (stampIn(file) === stamp) return
    const issues = read()
    // A file that cannot be used still says that keys are wanted.
    if (issues.length > 0) keys ??= new Map()
    if (issues.length === 0) log.info('keys-read', { keys: keys?.size ?? 0 })
    else log.error('keys-not-read', { reasons: issues.map(({ code, message }) => `${code}: ${message}`) })
  }
  const issues = read()
  if (issues.length > 0) throw Object.assign(new Error('The file of keys cannot be used.'), { issues })
  looked = clock()
  return {
    areInForce: () => {
      look(clock())
      return keys !== undefined
    },
    find: token => {
      look(clock())
      return findKey(keys ?? new Map(), token, clock())
    },
    expiries: () => {
      const now = clock()
      look(now)
      return expiriesOf(keys ?? new Map(), now)
    },
  }
}

/** A directory that cannot be looked into is a change like any other: reading then says what is wrong. */
const stampIn = (file: string): string => {
  try {
    return stampOf(file)
  } catch {
    return 'unreadable'
  }
}
