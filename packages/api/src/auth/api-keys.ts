import { hash, timingSafeEqual } from 'node:crypto'
import { defaultRealm, realmName } from '@virtual-school/records'
import * as z from 'zod'
import { type Caller, type Identity, type Scope, scopes } from './caller.ts'
import type { KeyExpiry } from './key-expiry.ts'

/** Every key begins with this, and no JWT does. */
export const tokenStart = 'vs_'
const idBytes = 4
const secretBytes = 32
const form = /^vs_([0-9a-f]{8})_[0-9a-f]{64}$/

/** The public part of a key as it is sent: `vs_<id>_<secret>`. */
const parseTokenId = (token: string): string | undefined => form.exec(token)?.[1]

/** The hash that is stored of a key. Its secret has 256 random bits, so it needs neither salt nor a slow hash. */
export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer')

/** Makes a new key. `random` has to be fit for secrets. */
export const newToken = (random: (bytes: number) => Buffer): { readonly id: string; readonly token: string } => {
  const id = random(idBytes).toString('hex')
  return { id, token: `${tokenStart}${id}_${random(secretBytes).toString('hex')}` }
}

const moment = z.iso.datetime('Expected: a moment, as 2026-11-22T09:00:00.000Z.')

/** A kebab-case word, so that it is the name of a system and of no person, and cannot be taken for another kind of caller. */
export const clientName = z
  .string()
  .max(60, 'Expected: 60 characters at most.')
  .regex(
    /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
    'Expected: the name of a system, in small letters and digits with hyphens between, as mosaic-luton.',
  )
  .refine(name => name !== 'local', 'Expected: another name. “local” stands for callers without a key.')

const keyRecord = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{8}$/, 'Expected: the eight digits after “vs_”.'),
  client: clientName,
  /** Left out: `default`, as in files that are older than realms. */
  realm: realmName.prefault(defaultRealm),
  scopes: z.array(z.enum(scopes as [Scope], `Expected one of: ${scopes.join(', ')}.`)).min(1),
  created: moment,
  expires: moment.nullable(),
  revoked: moment.nullable(),
  /** Of the whole key as it is sent. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'Expected: a SHA-256 in hexadecimal.'),
})

/** The file of keys. */
export const keysDocument = z.strictObject({
  keys: z
    .array(keyRecord)
    .max(10_000)
    .refine(keys => new Set(keys.map(({ id }) => id)).size === keys.length, 'Each id may stand once.'),
})

/** One key as it is stored: everything but its secret. */
export type KeyRecord = Readonly<z.infer<typeof keyRecord>>

/** The keys that a service knows: those that are stored, as they were at most a second ago. */
export interface ApiKeyLookup {
  /** Whether there is, or ever was, a key. Never false again after that. */
  readonly areInForce: () => boolean
  /** Whose key it is. */
  readonly find: (token: string) => Identity
  /** The keys that can still be used and will end. */
  readonly expiries: () => readonly KeyExpiry[]
}

/** A key as it is looked up. */
interface KnownKey {
  readonly sha256: Buffer
  readonly expires: number
  readonly isRevoked: boolean
  readonly identity: { readonly caller: Caller }
}

const notValid: Identity = { failure: 'not-valid' }
const expired: Identity = { failure: 'expired' }
const revoked: Identity = { failure: 'revoked' }
const nobody = Buffer.alloc(32)

/** Keys by their id. */
export type KeyMap = ReadonlyMap<string, KnownKey>

/** The keys by their id, for `findKey`. */
export const buildKeyMap = (records: readonly KeyRecord[]): KeyMap =>
  new Map(records.map(record => [record.id, toHeldKey(record)]))

const toHeldKey = ({ client, realm, scopes, sha256, expires, revoked }: KeyRecord): KnownKey => ({
  sha256: Buffer.from(sha256, 'hex'),
  expires: expires === null ? Number.POSITIVE_INFINITY : Date.parse(expires),
  isRevoked: revoked !== null,
  identity: { caller: { id: client, realm, scopes: new Set(scopes) } },
})

/** Whose key it is, or why it is not valid. It takes as long if there is no such id. */
export const findKey = (keys: KeyMap, token: string, now: number): Identity => {
  const key = keys.get(parseTokenId(token) ?? '')
  const isRight = timingSafeEqual(hashToken(token), key?.sha256 ?? nobody)
  if (key === undefined || !isRight) return notValid
  if (key.isRevoked) return revoked
  return key.expires <= now ? expired : key.identity
}

/** The keys that can still be used and will end. */
export const listExpiries = (keys: KeyMap, now: number): readonly KeyExpiry[] =>
  [...keys].flatMap(([id, { expires, isRevoked, identity }]) =>
    isRevoked || expires <= now || !Number.isFinite(expires) ? [] : [{ id, client: identity.caller.id, expires }],
  )
