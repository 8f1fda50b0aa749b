import { readFileSync } from 'node:fs'
import { openingIssue, type Records, recordsFromEnvironment } from '@virtual-school/records'
import type { Issue } from '@virtual-school/rules'
import type { RecordsSettings } from './settings.ts'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string
}

const refused = (issues: readonly Issue[]): Error =>
  Object.assign(new Error(issues.map(issue => issue.message).join(' ')), { name: 'RecordsRefused', issues })

/** The records that the settings name, ready to be added to. Rejects, with issues, where they cannot be had. */
export const openFor = async (settings: RecordsSettings): Promise<Records> => {
  const opening = { engine: version, apart: true }
  const opened = await recordsFromEnvironment(settings.environment, opening).catch((error: unknown) => {
    throw refused([openingIssue(error, settings.environment)])
  })
  if (!opened.ok) throw refused(opened.issues)
  return opened.value
}
