import { realpath } from 'node:fs/promises'
import { dirname, sep } from 'node:path'
import { accepted, type Checked, refusal } from '../model/checked.ts'
import { newestIn } from '../second-place/directory.ts'
import type { RecordsSettings } from './platform.ts'
import { type Environment, existingLog, recordsSettingsOf } from './settings.ts'

const realOf = (path: string): Promise<string> => realpath(path).catch(() => path)

/**
 * What to say if the root secret lies in the same directory as the records, or in one below it: whoever copies the directory has
 * both. Undefined if it does not.
 */
export const secretBesideRecords = async (environment: Environment): Promise<string | undefined> => {
  const settings = recordsSettingsOf(environment, '')
  if (!settings.ok || !('directory' in settings.value.place) || settings.value.secret.value !== undefined)
    return undefined
  const { place, secret } = settings.value
  const [records, folder] = await Promise.all([realOf(place.directory), realOf(dirname(secret.file))])
  return folder === records || folder.startsWith(`${records}${sep}`) ? beside : undefined
}

const beside =
  'The root secret lies in the same directory as the records: anyone who gets a copy of that directory, such as a backup, can read and forge all of them. Move the file elsewhere, and name it with RECORDS_SECRET_FILE.'

/**
 * A directory without records beside a second place with checkpoints is most likely a volume that is not mounted: an empty log
 * must not be begun there, nor a secret made for it. Issues, if it is not overridden.
 */
export const lostBesideCheckpoints = async (settings: RecordsSettings): Promise<Checked<null>> => {
  const { directory, override } = settings.secondPlace ?? {}
  if (directory === undefined || existingLog(settings).ok) return accepted(null)
  const newest = await newestIn(directory).catch(() => undefined)
  if (newest === undefined || newest.size === override) return accepted(null)
  const message = `There are no records in DATA_DIR, and CHECKPOINT_DIR has a checkpoint of ${newest.size}: is a volume not mounted, or DATA_DIR another? No log was begun. To begin an empty one all the same, set CHECKPOINT_OVERRIDE=${newest.size}; the log records that.`
  return refusal('not-proved', '/DATA_DIR', message)
}

/** The same of the records that an environment names; a variable that cannot be used is for those who open them to say. */
export const recordsAreThere = async (environment: Environment): Promise<Checked<null>> => {
  const settings = recordsSettingsOf(environment, '')
  return settings.ok ? lostBesideCheckpoints(settings.value) : accepted(null)
}
