import { type Records, recordsFromEnvironment } from '@virtual-school/records'
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
export const openFor = async (settings: RecordsSettings): Promise<Records> => {
  const opening = { engine: version, apart: true }
  const opened = await recordsFromEnvironment(settings.environment, opening).catch(() => undefined)
  if (opened === undefined) throw refused([unreachable(settings)])
  if (!opened.ok) throw refused(opened.issues)
  return opened.value
}
