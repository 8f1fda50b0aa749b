import { randomBytes } from 'node:crypto'
import type { DecisionRequest } from '@virtual-school/rules/internal'
import { afterEach, beforeEach } from 'vitest'
import { keepDecisions } from '../../src/append/decisions.ts'
import type { Kept } from '../../src/append/draft.ts'
import type { Records } from '../../src/append/records.ts'
import type { DatabasePlace } from '../../src/database/open.ts'
import { activateRules } from '../../src/manage/rules.ts'
import type { By } from '../../src/model/actor.ts'
import type { Databases } from './databases.ts'
import { decided, recordsAt, rules } from './kept.ts'

export { rules }

export const staff: By = { client: 'mosaic-luton', actor: 'staff-4711' }
export const secret = randomBytes(32).toString('base64')

/** A request that Luton’s rules answer with “not-permitted”. */
export const timetable: DecisionRequest = {
  decision: 'reduced-timetable',
  authority: 'luton',
  asOf: '2026-11-22',
  facts: {
    ageYears: 14,
    careStatus: 'looked-after',
    timetableReason: 'behaviour',
    parentAgrees: false,
    endDateSet: null,
  },
}

/** A clock that tests set. */
export const clockAt = (time: string) => {
  const clock = { time: new Date(time), now: () => new Date(clock.time) }
  return clock
}

/** Opens new records, as often as a test asks, and closes them after it. */
export const openForEach = (place: Databases['place']): (() => Promise<Records>) => {
  const opened: Records[] = []
  afterEach(() => Promise.all(opened.splice(0).map(one => one.close())))
  return async () => {
    const records = await openAt(await place())
    opened.push(records)
    return records
  }
}

/** New records with one decision, for each test. */
export const logForEach = (place: Databases['place'], subjectRef: string): { records: Records; id: string } => {
  const log = {} as { records: Records; id: string }
  const open = openForEach(place)
  beforeEach(async () => {
    log.records = await open()
    log.id = (await keepOne(log.records, { subjectRef })).id
  })
  return log
}

export const openAt = async (place: DatabasePlace, now?: () => Date): Promise<Records> => {
  const records = await recordsAt(place, { secret: { value: secret, file: 'none' }, name: 'records.example.org' }, now)
  await activateRules(records, rules, { client: 'local' })
  return records
}

export interface Wanted {
  readonly subjectRef?: string
  readonly request?: DecisionRequest
  readonly by?: By
}

export const keepAll = async (records: Records, wanted: readonly Wanted[]): Promise<readonly Kept[]> =>
  keepDecisions(
    records,
    wanted.map(({ subjectRef, request = timetable, by = staff }) => decided({ by, subjectRef, request })),
  )

export const keepOne = async (records: Records, wanted: Wanted = {}): Promise<Kept> =>
  (await keepAll(records, [wanted]))[0]!

/** What a call gave, or a test that says why not. */
export const valueIn = <T>(
  checked: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly issues: unknown },
): T => {
  if (!checked.ok) throw new Error(JSON.stringify(checked.issues))
  return checked.value
}
