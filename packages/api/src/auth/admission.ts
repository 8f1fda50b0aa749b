import { hasClientsBeside, hasRecords, type Records, recordsAreThere } from '@virtual-school/records'
import type { Issue } from '@virtual-school/rules'
import type { AccessSettings, RecordingSettings } from '../config/settings.ts'
import type { Log } from '../log.ts'
import { type Admit, openForKeys } from '../recording/lifecycle.ts'
import type { ApiKeyLookup } from './api-keys.ts'
import { localCaller } from './caller.ts'
import { type DatabaseKeys, importKeyFile, openDatabaseKeys } from './database-keys.ts'
import type { KeyExpiry } from './key-expiry.ts'
import { keyFileIn, openKeyFile } from './key-file.ts'
import { type Access, createAccess } from './middleware.ts'
import { createTokenVerifier } from './oauth.ts'
import { createLimiter } from './rate-limit.ts'
import { isLoopback } from './request-origin.ts'

/** What decides whether a service may start. */
interface AdmissionFacts {
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

/** Open access is for a log that was always open: in any other, everybody could read records of callers with a key. */
const openOverKeyedRecords = notAllowed(
  '/ACCESS',
  `The records here hold some of callers that had a key or a token, so ACCESS=open would let everybody on this machine read them. Set ACCESS=keys, and ${makeKey} or put the keys back that are missing; to try the service out, give it another DATA_DIR or DATABASE_URL.`,
)

/** Why a service must not start with this access. Empty: it may. */
const admissionIssues = ({ isOpen, host, hasKeys, hasIssuer }: AdmissionFacts): readonly Issue[] => {
  if (!isOpen) return hasKeys || hasIssuer ? [] : [nobodyMayCall]
  return [...(hasKeys ? [openBesideKeys] : []), ...(isLoopback(host) ? [] : [openToOthers])]
}

/** The error of a service that must not start. Its issues say what to do. */
const accessRefused = (issues: readonly Issue[]): Error =>
  Object.assign(new Error(issues.map(issue => issue.message).join(' ')), { name: 'AccessRefused', issues })

/** Rejects, with an issue, if ACCESS=open would let everybody on this machine read records of callers with a key or a token. */
export const refuseOpenOverKeyedRecords = async ({ database }: Pick<Records, 'database'>): Promise<void> => {
  if (await hasClientsBeside(database, localCaller.id)) throw accessRefused([openOverKeyedRecords])
}

interface World {
  readonly clock: () => number
  readonly log: Log
}

/** Who may call, as the line `started` of the log says it. */
type AccessKind = 'open' | 'keys' | 'tokens' | 'keys and tokens'

/** The access of a running service. */
export interface ServiceAccess extends Access {
  readonly kind: AccessKind
  /** The keys that can still be used and will end. */
  readonly expiries: () => readonly KeyExpiry[]
}

const describeAccess = (isOpen: boolean, hasKeys: boolean, hasIssuer: boolean): AccessKind => {
  if (isOpen) return 'open'
  if (!hasIssuer) return 'keys'
  return hasKeys ? 'keys and tokens' : 'tokens'
}

/** Creates the access that the settings and the keys describe. Throws, with issues, if nobody could call, or more people than may. */
export const createServiceAccess = (
  settings: AccessSettings,
  { clock, log }: World,
  keys: ApiKeyLookup,
): ServiceAccess => {
  const { isOpen, host, oauth, rateLimit, rateLimitFailed, rateLimitSubject } = settings
  const [hasKeys, hasIssuer] = [keys.areInForce(), oauth !== undefined]
  const issues = admissionIssues({ isOpen, host, hasKeys, hasIssuer })
  if (issues.length > 0) throw accessRefused(issues)
  const access = createAccess({
    isOpen,
    keys,
    verifyToken: oauth && createTokenVerifier(oauth, { clock, log }),
    calls: createLimiter(rateLimit, clock),
    failures: createLimiter(rateLimitFailed, clock),
    readings: createLimiter(rateLimitSubject, clock),
  })
  return { ...access, kind: describeAccess(isOpen, hasKeys, hasIssuer), expiries: keys.expiries }
}

/** Who may call, and how to follow changes of the keys. */
interface Admission {
  readonly access: ServiceAccess
  /** Looks for changes of the keys from now on. Gives a function that ends it. */
  readonly watchKeys: DatabaseKeys['watch']
}

interface AdmissionSettings extends AccessSettings {
  /** Where the records are, or would be if they were on. */
  readonly storage: RecordingSettings
  /** Undefined: records are off. */
  readonly records: RecordingSettings | undefined
}

const keysAreGone: Issue = {
  code: 'not-allowed-here',
  pointer: '/ACCESS',
  message:
    'The records here hold some of callers that had a key or a token, and there is no key any more: not with the records, and not in keys.json. If this is the right DATA_DIR or DATABASE_URL, put back what is missing, or make keys with “virtual-school keys create --client NAME --scopes decide”; or set OAUTH_ISSUER, OAUTH_AUDIENCE and OAUTH_JWKS_URL.',
}

const openKeysOf = async (
  records: Records,
  settings: AdmissionSettings,
  { clock, log }: World,
): Promise<DatabaseKeys> => {
  const imported = await importKeyFile(settings.dataDirectory, records)
  if (!imported.ok) throw accessRefused(imported.issues)
  if (imported.value) log.info('keys-imported')
  const keys = await openDatabaseKeys(records, { clock, log })
  const isNobodyNamed = !settings.isOpen && !keys.areInForce() && settings.oauth === undefined
  if (isNobodyNamed && (await hasClientsBeside(records.database, localCaller.id))) throw accessRefused([keysAreGone])
  return keys
}

/**
 * Who may call a service with these records, by the keys that are stored with them. Rejects, with issues, as
 * `createServiceAccess`, and if the keys of earlier callers are gone.
 */
const accessByRecords = async (records: Records, settings: AdmissionSettings, world: World): Promise<Admission> => {
  if (settings.isOpen) await refuseOpenOverKeyedRecords(records)
  const keys = await openKeysOf(records, settings, world)
  return { access: createServiceAccess(settings, world, keys), watchKeys: keys.watch }
}

/** The same for a service whose records are off: by the keys of records that are there nevertheless, otherwise by `keys.json`. */
const accessWithoutRecords = async (settings: AdmissionSettings, world: World): Promise<Admission> => {
  if (!hasRecords(settings.storage.environment)) {
    const keys = openKeyFile(keyFileIn(settings.dataDirectory), world.clock, world.log)
    return { access: createServiceAccess(settings, world, keys), watchKeys: () => async () => {} }
  }
  const records = await openForKeys(settings.storage)
  try {
    const { access, watchKeys } = await accessByRecords(records, settings, world)
    return { access, watchKeys: () => stopAndClose(watchKeys(), records) }
  } catch (thrown) {
    await records.close()
    throw thrown
  }
}

const stopAndClose = (stop: () => Promise<void>, records: Records) => async () => {
  await stop()
  await records.close()
}

/**
 * Gives a function that decides who may call over the records that were opened (undefined: they are off). If there are no
 * records yet, it rejects, with issues, before any are begun: if their second place knows of some, since keys are stored with
 * these, or if nothing says who may call.
 */
export const prepareAdmission = async (settings: AdmissionSettings, world: World): Promise<Admit<Admission>> => {
  const { records: kept, storage } = settings
  const found = kept === undefined ? undefined : await recordsAreThere(kept.environment)
  if (found?.ok === false) throw accessRefused(found.issues)
  if (!hasRecords(storage.environment))
    createServiceAccess(settings, world, openKeyFile(keyFileIn(settings.dataDirectory), world.clock, world.log))
  return records =>
    records === undefined ? accessWithoutRecords(settings, world) : accessByRecords(records, settings, world)
}
