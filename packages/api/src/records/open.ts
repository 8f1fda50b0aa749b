import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { openRecords, type Records } from '@virtual-school/records'
import type { Issue } from '@virtual-school/rules'
import { v7 } from 'uuid'
import { pooledRandom } from './random-pool.ts'
import type { RecordsSettings } from './settings.ts'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string
}

const unreachable = ({ place }: RecordsSettings): Issue => ({
  code: 'unreadable',
  pointer: 'url' in place ? '/DATABASE_URL' : '/DATA_DIR',
  message:
    'The records cannot be opened, so that nothing decided could be kept: the database cannot be reached, or may not be written. To answer without keeping anything, set RECORDS=off.',
})

const refused = (issues: readonly Issue[], cause?: unknown): Error =>
  Object.assign(new Error(issues.map(issue => issue.message).join(' '), { cause }), { name: 'RecordsRefused', issues })

/** The records that the settings name, ready to be added to. Rejects, with issues, where they cannot be had. */
export const openFor = async (settings: RecordsSettings, now: () => Date): Promise<Records> => {
  const { place, secret, name } = settings
  const random = pooledRandom(randomBytes)
  const newId = () => v7({ random: random(16) })
  const surroundings = { now, random, elapsed: () => performance.now(), newId }
  const opened = await openRecords({ place, secret, name, engine: version }, surroundings).catch((thrown: unknown) => {
    throw refused([unreachable(settings)], thrown)
  })
  if (!opened.ok) throw refused(opened.issues)
  return opened.value
}
