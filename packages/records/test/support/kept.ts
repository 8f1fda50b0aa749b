import { loadRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import type { Decided } from '../../src/append/decisions.ts'
import type { Records } from '../../src/append/records.ts'
import type { DatabasePlace } from '../../src/database/open.ts'
import type { QueryObserver } from '../../src/database/parameters.ts'
import { openLog } from '../../src/open/open.ts'
import { type LogSettings, nodePlatform } from '../../src/open/platform.ts'

export const rules: Rules = await loadRules()

/** A root secret for tests: the same for all, so that records can be opened again. */
export const secret = { value: Buffer.alloc(32, 'a secret of tests').toString('base64'), file: 'none' }

/** Opens records, made where there are none. Throws where they are refused. */
export const recordsAt = async (
  place: DatabasePlace,
  more: Partial<LogSettings> = {},
  now: () => Date = () => new Date(),
  observer: QueryObserver = {},
): Promise<Records> => {
  const opened = await openLog(
    { place, secret, name: 'example', engine: '1.0.0', ...more },
    { ...nodePlatform, now, observer },
  )
  if (!opened.ok) throw new Error(opened.issues.map(issue => issue.message).join(' '))
  return opened.value
}

export const luton = {
  decision: 'reduced-timetable',
  authority: 'luton',
  asOf: '2026-01-05',
  facts: { socialWorker: 'current', ageYears: 12, timetableReason: 'behaviour' },
} as const

export const decided = (more: Partial<Decided> = {}): Decided => {
  const request = more.request ?? luton
  const found = rules.evaluateForRecord(request)
  if ('issues' in found) throw new Error(JSON.stringify(found.issues))
  return { by: { client: 'tests' }, rules, request, decided: found, ...more }
}
