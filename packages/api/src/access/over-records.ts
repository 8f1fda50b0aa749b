import { hasClientsBeside, hasRecords, type Records, recordsAreThere } from '@virtual-school/records'
import type { Issue } from '@virtual-school/rules'
import type { Log } from '../log.ts'
import type { Admit } from '../records/keeping.ts'
import { openForKeys } from '../records/open.ts'
import type { RecordsSettings } from '../records/settings.ts'
import { admitOpenly, refusedAccess } from './admission.ts'
import { localCaller } from './caller.ts'
import { accessFor, type Granted } from './grant.ts'
import { holdKeys } from './keys/held-keys.ts'
import { importKeyFile } from './keys/import-keys.ts'
import { keyFileIn } from './keys/key-file.ts'
import { holdStoredKeys, type StoredKeys } from './keys/stored-keys.ts'
import type { AccessSettings } from './settings.ts'

interface World {
  readonly clock: () => number
  readonly log: Log
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
