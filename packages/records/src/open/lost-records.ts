import { statSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { accepted } from '@virtual-school/rules/internal'
import { type Checked, refusal } from '../model/checked.ts'
import { readNewest } from '../second-place/directory.ts'
import type { RecordsSettings } from './platform.ts'
import { type Environment, parseRecordsSettings } from './settings.ts'

const sqliteFile = 'records.sqlite'

/** Throws if that cannot be found out, as in a folder that may not be looked into. */
const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined

/** Whether there may be records where the settings say. A server is taken to have some: only a query would tell. */
const mayHaveRecords = (settings: RecordsSettings): boolean => checkLogExists(settings).ok

/** For programs that open existing records: a mistyped directory must not become new, empty records. */
export const checkRecordsExist = (settings: RecordsSettings): Checked<RecordsSettings> => {
  const { secret } = settings
  const found = checkLogExists(settings)
  if (!found.ok) return found
  if (secret.value === undefined && !isThere(secret.file)) return refusal('unreadable', '', noSecret, secret.file)
  return found
}

/** The same for programs that only read the log, which takes no secret. */
export const checkLogExists = (settings: RecordsSettings): Checked<RecordsSettings> => {
  const { place } = settings
  if ('directory' in place && !isThere(join(place.directory, sqliteFile)))
    return refusal('unreadable', '', noRecords, place.directory)
  return accepted(settings)
}

const noRecords = 'There are no records in this directory. Name the one that the service uses: --data, or DATA_DIR.'
const noSecret =
  'There is no root secret of records here. Name the directory that the service uses, or set RECORDS_SECRET_FILE or RECORDS_SECRET.'

const resolvePath = (path: string): Promise<string> => realpath(path).catch(() => path)

/**
 * What to say if the root secret lies in the same directory as the records, or in one below it: a copy of the directory has
 * both. Undefined if it does not.
 */
const secretBeside = async ({ place, secret }: RecordsSettings): Promise<string | undefined> => {
  if (!('directory' in place) || secret.value !== undefined) return undefined
  const [records, folder] = await Promise.all([resolvePath(place.directory), resolvePath(dirname(secret.file))])
  return folder === records || folder.startsWith(`${records}${sep}`) ? beside : undefined
}

const beside =
  'The root secret lies in the same directory as the records: anyone who gets a copy of that directory, such as a backup, can read and forge all of them. Move the file elsewhere, and name it with RECORDS_SECRET_FILE.'

/**
 * A directory without records beside a second place with checkpoints is most likely a volume that is not mounted: an empty log
 * must not be begun there, nor a secret made for it. Issues, if it is not overridden.
 */
export const checkNotLost = async (settings: RecordsSettings): Promise<Checked<null>> => {
  const { directory, override } = settings.secondPlace ?? {}
  if (directory === undefined || checkLogExists(settings).ok) return accepted(null)
  const newest = await readNewest(directory).catch(() => undefined)
  if (newest === undefined || newest.size === override) return accepted(null)
  const message = `There are no records in DATA_DIR, and CHECKPOINT_DIR has a checkpoint of ${newest.size}: is a volume not mounted, or DATA_DIR another? No log was begun. To begin an empty one all the same, set CHECKPOINT_OVERRIDE=${newest.size}; the log records that.`
  return refusal('not-proved', '/DATA_DIR', message)
}

/** Of an environment: until those who call have settings. */
export const hasRecords = (environment: Environment): boolean => {
  const settings = parseRecordsSettings(environment)
  return settings.ok && mayHaveRecords(settings.value)
}

/** `checkNotLost` of the records that the environment names; nothing to refuse if its settings cannot be read. */
export const recordsAreThere = async (environment: Environment): Promise<Checked<null>> => {
  const settings = parseRecordsSettings(environment)
  return settings.ok ? checkNotLost(settings.value) : accepted(null)
}

/** `secretBeside` of the records that the environment names; undefined if its settings cannot be read. */
export const secretBesideRecords = async (environment: Environment): Promise<string | undefined> => {
  const settings = parseRecordsSettings(environment)
  return settings.ok ? secretBeside(settings.value) : undefined
}
