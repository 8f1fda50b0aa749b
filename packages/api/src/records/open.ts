import { type Records, recordsFromEnvironment, type SecondPlaceEvents } from '@virtual-school/records'
import type { Issue } from '@virtual-school/rules'
import { version } from '../version.ts'
import type { RecordsSettings } from './settings.ts'

const unreachable = ({ environment }: RecordsSettings): Issue => ({
  code: 'unreadable',
  pointer: environment.DATABASE_URL === undefined ? '/DATA_DIR' : '/DATABASE_URL',
  message:
    'The records cannot be opened, so that nothing decided could be kept: their database cannot be reached, or may not be written. To answer without keeping anything, set RECORDS=off.',
})

/** The cause of what storage says is left out: it may quote the address with its password. */
const refused = (issues: readonly Issue[]): Error =>
  Object.assign(new Error(issues.map(issue => issue.message).join(' ')), { name: 'RecordsRefused', issues })

/** The records that the settings name, ready to be added to. Rejects, with issues, where they cannot be had. */
export const openFor = async (settings: RecordsSettings, secondPlaceEvents: SecondPlaceEvents): Promise<Records> => {
  const opening = { engine: version, apart: true, surroundings: { secondPlaceEvents } }
  const opened = await recordsFromEnvironment(settings.environment, opening).catch(() => undefined)
  if (opened === undefined) throw refused([unreachable(settings)])
  if (!opened.ok) throw refused(opened.issues)
  return opened.value
}

const keysUnreachable = ({ environment }: RecordsSettings): Issue => ({
  code: 'unreadable',
  pointer: environment.DATABASE_URL === undefined ? '/DATA_DIR' : '/DATABASE_URL',
  message:
    'The keys of callers lie with the records, and these cannot be opened: their database cannot be reached, or may not be written.',
})

/** The records that are there, for the keys that lie with them: nothing is kept. Rejects, with issues, if they cannot be had. */
export const openForKeys = async (settings: RecordsSettings): Promise<Records> => {
  const opened = await recordsFromEnvironment(settings.environment, { engine: version, mustExist: true }).catch(
    () => undefined,
  )
  if (opened === undefined) throw refused([keysUnreachable(settings)])
  if (!opened.ok) throw refused(opened.issues)
  return opened.value
}
