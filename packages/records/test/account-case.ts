import type { Decision } from '@virtual-school/rules/internal'
import type { AccountInput, LaterEvent } from '../src/account/account.ts'
import { rules, timetable } from './support/keeping.ts'

export { rules }

export const decided = (trace: 'full' | 'none' = 'full'): Decision => {
  const decision = rules.evaluate({ ...timetable, trace })
  if ('issues' in decision) throw new Error(JSON.stringify(decision.issues))
  return decision
}

export const laterEvents: readonly LaterEvent[] = [
  {
    seq: 8,
    id: '019aab00-0000-7000-8000-000000000008',
    type: 'overridden',
    recordedAt: '2026-11-23T09:15:00.000Z',
    client: 'mosaic-luton',
    actor: 'staff-4711',
    reason: 'The parent agreed by letter.',
    answer: 'permitted',
  },
  {
    seq: 9,
    id: '019aab00-0000-7000-8000-000000000009',
    type: 'challenged',
    recordedAt: '2027-06-24T23:30:00.000Z',
    client: 'mosaic-luton',
  },
  {
    seq: 10,
    id: '019aab00-0000-7000-8000-000000000010',
    type: 'accessed',
    recordedAt: '2027-06-25T08:00:00.000Z',
    client: 'audit',
  },
]

/** A decision about a reduced timetable, overridden and then challenged. */
export const accountCase = (trace: 'full' | 'none' = 'full'): AccountInput => {
  const { trace: full, ...result } = decided(trace)
  return {
    envelope: {
      v: 1,
      log: 'records.example/ourshire',
      seq: 7,
      id: '019aab00-0000-7000-8000-000000000007',
      type: 'evaluated',
      recordedAt: '2026-11-22T12:00:00.000Z',
      client: 'mosaic-luton',
      subject: 'aa11',
      key: 'bb22',
      decision: result.decision,
      authority: result.authority,
      asOf: result.asOf,
      rules: { version: result.rules.version, digest: result.rules.digest },
      engine: '@virtual-school/records 1.0.0',
      payload: { sha256: 'cc33', bytes: 1234 },
    },
    opened: { request: timetable, result, trace: full },
    events: laterEvents,
    checks: { rules: 'kept', receipt: 'verified', replay: 'not-checked' },
  }
}

export const erasedEvent: LaterEvent = {
  seq: 11,
  id: '019aab00-0000-7000-8000-000000000011',
  type: 'erased',
  recordedAt: '2027-07-01T10:00:00.000Z',
  client: 'local',
  actor: 'staff-12',
  reason: 'The time for which it is kept has ended.',
}
