import type { DecisionRequest } from '@virtual-school/rules/internal'
import type { Kept } from '../../src/append/draft.ts'
import type { Records } from '../../src/append/records.ts'
import { addEvent } from '../../src/events/add-event.ts'
import { activateRules } from '../../src/manage/rules.ts'
import { type clockAt, keepOne, rules, staff, valueIn } from './keeping.ts'
import { otherRules } from './varied-log.ts'

const questions = rules.decisions.map(one => one.id)

/** Twelve requests about one child: every question, some of them again half a year later. */
const requests: readonly DecisionRequest[] = Array.from({ length: 12 }, (_, at) => ({
  decision: questions[at % questions.length]!,
  authority: 'luton',
  asOf: '2026-07-01',
  facts: { ageYears: 14, careStatus: 'looked-after', ...(at % 2 === 0 ? {} : { timetableReason: 'behaviour' }) },
}))

export const thirdParty = 'Mrs Canary'
const reason = `It went ahead after ${thirdParty}, the neighbour, had written to us about what she saw.\n${'And more was said at length. '.repeat(20)}`

/** Twelve decisions about `case-1`, summer and winter; people agreed, decided otherwise, told, held; challenges; other rules since. */
export const keepChild = async (records: Records, clock: ReturnType<typeof clockAt>): Promise<readonly Kept[]> => {
  const kept: Kept[] = []
  for (const [at, request] of requests.entries()) {
    clock.time = new Date(Date.UTC(2026, 5 + Math.floor(at / 2), 3 + at, 22, 45))
    kept.push(await keepOne(records, { subjectRef: 'case-1', request }))
  }
  const did = async (at: number, event: object) => {
    clock.time = new Date(clock.time.getTime() + 3_600_000)
    valueIn(await addEvent(records, { about: kept[at]!.id, event, by: staff }))
  }
  for (const at of [0, 3, 4, 11]) await did(at, { type: 'reviewed' })
  for (const at of [1, 9]) await did(at, { type: 'overridden', reason, outcome: 'other' })
  await did(1, { type: 'overridden', reason, outcome: 'permitted' })
  for (const at of [0, 1, 2]) await did(at, { type: 'communicated', to: 'child', way: 'letter' })
  for (const at of [5, 9]) await did(at, { type: 'challenged', reason: 'It is not so.' })
  await did(2, { type: 'held', reason: 'A court asked for them.' })
  await activateRules(records, otherRules('9.9.9'), { client: 'local' })
  await keepOne(records, { subjectRef: 'case-2' })
  return kept
}
