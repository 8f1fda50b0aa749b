import { realpath } from 'node:fs/promises'
import { dirname, sep } from 'node:path'
import { type Environment, recordsSettingsOf } from './settings.ts'

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
