import { hasClientsBeside, hasRecords, type Records, recordsAreThere } from '@virtual-school/records'
import type { Issue } from '@virtual-school/rules'
import type { AccessSettings, RecordsSettings } from '../config/settings.ts'
import type { Log } from '../log.ts'
import { type Admit, openForKeys } from '../recording/lifecycle.ts'
import type { HeldKeys } from './api-keys.ts'
import { localCaller } from './caller.ts'
import type { KeyExpiry } from './key-expiry.ts'
import { holdKeys, keyFileIn } from './key-file.ts'
import { type Access, createAccess } from './middleware.ts'
import { createTokenVerifier } from './oauth.ts'
import { createLimiter } from './rate-limit.ts'
import { isLoopback } from './request-origin.ts'
import { holdStoredKeys, importKeyFile, type StoredKeys } from './stored-keys.ts'

/** What there is to say who may call. */
export interface Admission {
  /** ACCESS=open. */
  readonly isOpen: boolean
  readonly host: string
  /** Whether there is, or ever was, a key. */
  readonly hasKeys: boolean
  /** Whether the tokens of an issuer are trusted. */
  readonly hasIssuer: boolean
}

const makeKey = 'make a key with “virtual-school keys create --client NAME --scopes decide”'
const trustIssuer = 'set OAUTH_ISSUER, OAUTH_AUDIENCE and OAUTH_JWKS_URL'

const notAllowed = (pointer: string, message: string): Issue => ({ code: 'not-allowed-here', pointer, message })

const nobodyMayCall = notAllowed(
  '/ACCESS',
  `Nothing says who may call: ${makeKey} (or ${trustIssuer}), or set ACCESS=open to try the service out on this machine alone, without keys.`,
)
const openToOthers = notAllowed(
  '/HOST',
  `HOST is an address that other machines can reach, and ACCESS=open asks nobody for a key. Leave HOST out; or leave ACCESS out and ${makeKey}, or ${trustIssuer}.`,
)
const openBesideKeys = notAllowed(
  '/ACCESS',
  'ACCESS=open would let in everybody on this machine, and there are keys that say who may call. Set ACCESS=keys, or leave it out; to try the service out, give it another DATA_DIR.',
)

/** Open access is for a log that was only ever open: in any other, records of callers with a key could be read by everybody. */
const openOverKeyedRecords = notAllowed(
  '/ACCESS',
  `The records here hold some of callers that had a key or a token, so ACCESS=open would let everybody on this machine read them. Set ACCESS=keys, and ${makeKey} or put the keys back that are missing; to try the service out, give it another DATA_DIR or DATABASE_URL.`,
)

/** Why a service must not start like this; none: it may. */
export const admissionIssues = ({ isOpen, host, hasKeys, hasIssuer }: Admission): readonly Issue[] => {
  if (!isOpen) return hasKeys || hasIssuer ? [] : [nobodyMayCall]
  return [...(hasKeys ? [openBesideKeys] : []), ...(isLoopback(host) ? [] : [openToOthers])]
}

/** Thrown when a service must not start: its issues say what to do. */
export const refusedAccess = (issues: readonly Issue[]): Error =>
  Object.assign(new Error(issues.map(issue => issue.message).join(' ')), { name: 'AccessRefused', issues })

/** Rejects with the issue if ACCESS=open would open records of callers with a key or a token to everybody on this machine. */
export const admitOpenly = async ({ database }: Pick<Records, 'database'>): Promise<void> => {
  if (await hasClientsBeside(database, localCaller.id)) throw refusedAccess([openOverKeyedRecords])
}

interface World {
  readonly clock: () => number
  readonly log: Log
}

/** Who may call, as the log says it when the service starts. */
type Told = 'open' | 'keys' | 'tokens' | 'keys and tokens'

/** Access as the service has it, with the words for who that is. */
export interface Granted extends Access {
  readonly told: Told
  /** The keys that can still be used and will end. */
  readonly expiries: () => readonly KeyExpiry[]
}

const toldOf = (isOpen: boolean, hasKeys: boolean, hasIssuer: boolean): Told => {
  if (isOpen) return 'open'
  if (!hasIssuer) return 'keys'
  return hasKeys ? 'keys and tokens' : 'tokens'
}

/** Puts together who may call. Throws the issues if nothing says so, or if that would be more than it may be. */
export const accessFor = (settings: AccessSettings, { clock, log }: World, keys: HeldKeys): Granted => {
  const { isOpen, host, oauth, rateLimit, rateLimitFailed, rateLimitSubject } = settings
  const [hasKeys, hasIssuer] = [keys.areInForce(), oauth !== undefined]
  const issues = admissionIssues({ isOpen, host, hasKeys, hasIssuer })
  if (issues.length > 0) throw refusedAccess(issues)
  const access = createAccess({
    isOpen,
    keys,
    verifyToken: oauth && createTokenVerifier(oauth, { clock, log }),
    calls: createLimiter(rateLimit, clock),
    failures: createLimiter(rateLimitFailed, clock),
    readings: createLimiter(rateLimitSubject, clock),
  })
  return { ...access, told: toldOf(isOpen, hasKeys, hasIssuer), expiries: keys.expiries }
}

/** Who may call, and how changes of that are found out. */
export interface Admitted {
  readonly access: Granted
  /** Looks for changes of the keys from now on; gives what ends it. */
  readonly watchKeys: StoredKeys['watch']
}

interface Wanted extends AccessSettings {
  /** Where the records are, or would be if they were on. */
  readonly storage: RecordsSettings
  /** Undefined: none are kept. */
  readonly records: RecordsSettings | undefined
}

const keysAreGone: Issue = {
  code: 'not-allowed-here',
  pointer: '/ACCESS',
  message:
    'The records here hold some of callers that had a key or a token, and there is no key any more: not with the records, and not in keys.json. If this is the right DATA_DIR or DATABASE_URL, put back what is missing, or make keys with “virtual-school keys create --client NAME --scopes decide”; or set OAUTH_ISSUER, OAUTH_AUDIENCE and OAUTH_JWKS_URL.',
}

const keysIn = async (records: Records, settings: Wanted, { clock, log }: World): Promise<StoredKeys> => {
  const imported = await importKeyFile(settings.dataDirectory, records)
  if (!imported.ok) throw refusedAccess(imported.issues)
  if (imported.value) log.info('keys-imported')
  const keys = await holdStoredKeys(records, { clock, log })
  const isNobodyNamed = !settings.isOpen && !keys.areInForce() && settings.oauth === undefined
  if (isNobodyNamed && (await hasClientsBeside(records.database, localCaller.id))) throw refusedAccess([keysAreGone])
  return keys
}

/**
 * Who may call a service that keeps records, by the keys that lie with them. Rejects with the issues if nothing says so, if that
 * would be more than it may be, or if the keys of those who called before are gone.
 */
const accessOver = async (records: Records, settings: Wanted, world: World): Promise<Admitted> => {
  if (settings.isOpen) await admitOpenly(records)
  const keys = await keysIn(records, settings, world)
  return { access: accessFor(settings, world, keys), watchKeys: keys.watch }
}

/** The same for one that keeps none: by the keys that lie with the records that are there all the same, else by `keys.json`. */
const accessWithoutRecords = async (settings: Wanted, world: World): Promise<Admitted> => {
  if (!hasRecords(settings.storage.environment)) {
    const keys = holdKeys(keyFileIn(settings.dataDirectory), world.clock, world.log)
    return { access: accessFor(settings, world, keys), watchKeys: () => async () => {} }
  }
  const records = await openForKeys(settings.storage)
  try {
    const { access, watchKeys } = await accessOver(records, settings, world)
    return { access, watchKeys: () => ending(watchKeys(), records) }
  } catch (thrown) {
    await records.close()
    throw thrown
  }
}

const ending = (stop: () => Promise<void>, records: Records) => async () => {
  await stop()
  await records.close()
}

/**
 * Who may call, once it is known which records there are; undefined: none are kept. Rejects with the issues if nothing says who may
 * call and there are no records yet, so that none are begun for nobody; but first if their second place knows of some, since the
 * keys lie with these.
 */
export const admitting = async (settings: Wanted, world: World): Promise<Admit<Admitted>> => {
  const { records: kept, storage } = settings
  const found = kept === undefined ? undefined : await recordsAreThere(kept.environment)
  if (found?.ok === false) throw refusedAccess(found.issues)
  if (!hasRecords(storage.environment))
    accessFor(settings, world, holdKeys(keyFileIn(settings.dataDirectory), world.clock, world.log))
  return records =>
    records === undefined ? accessWithoutRecords(settings, world) : accessOver(records, settings, world)
}
