import { openingIssue, type Records, recordsFromEnvironment, type SecondPlaceEvents } from '@virtual-school/records'
import type { Issue } from '@virtual-school/rules'
import { version } from '../version.ts'
import type { RecordsSettings } from './settings.ts'

const refused = (issues: readonly Issue[]): Error =>
  Object.assign(new Error(issues.map(issue => issue.message).join(' ')), { name: 'RecordsRefused', issues })

const unopened =
  ({ environment }: RecordsSettings) =>
  (error: unknown): never => {
    throw refused([openingIssue(error, environment)])
  }

/** The records that the settings name, ready to be added to. Rejects, with issues, where they cannot be had. */
export const openFor = async (settings: RecordsSettings, secondPlaceEvents: SecondPlaceEvents): Promise<Records> => {
  const opening = { engine: version, apart: true, surroundings: { secondPlaceEvents } }
  const opened = await recordsFromEnvironment(settings.environment, opening).catch(unopened(settings))
  if (!opened.ok) throw refused(opened.issues)
  return opened.value
}

/** The records that are there, for the keys that lie with them: nothing is kept. Rejects, with issues, if they cannot be had. */
export const openForKeys = async (settings: RecordsSettings): Promise<Records> => {
  const opening = { engine: version, mustExist: true }
  const opened = await recordsFromEnvironment(settings.environment, opening).catch(unopened(settings))
  if (!opened.ok) throw refused(opened.issues)
  return opened.value
}
