import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Records } from '../../src/append/records.ts'
import { eraseSubject } from '../../src/erase/erase-subject.ts'
import { addEvent } from '../../src/events/add-event.ts'
import { readRecord } from '../../src/read/read-record.ts'
import type { ActivityReport } from '../../src/report/activity-report.ts'
import { renderMonth, toEnd, toStart } from '../../src/report/days.ts'
import { report } from '../../src/report/report.ts'
import { describeOnBoth } from '../support/databases.ts'
import { clockAt, keepAll, keepOne, openAt, staff, timetable, valueIn } from '../support/keeping.ts'

const remit = { decision: 'remit', asOf: '2026-11-22', facts: { careStatus: 'looked-after' } } as const
const rule = 'england.reduced-timetable.not-for-behaviour'
const none = { decided: 0, overridden: 0, challenged: 0, unanswered: 0, unseen: 0, untold: 0, overriddenRate: null }

const rowsBy = ({ tables }: ActivityReport, by: string) => tables.find(one => one.by === by)?.rows ?? []
const rowOf = (found: ActivityReport, by: string, name: string) => rowsBy(found, by).find(one => one.name === name)

describeOnBoth('a report', ({ place }) => {
  const clock = clockAt('2026-11-01T00:00:00.000Z')
  let records: Records
  beforeEach(async () => {
    clock.time = new Date('2026-11-01T00:00:00.000Z')
    records = await openAt(await place(), clock.now)
  })
  afterEach(() => records.close())
  const did = async (about: string, type: string, hour: number, actor = 'staff-4711') => {
    clock.time = new Date(Date.UTC(2026, 10, 2, hour))
    const more = { overridden: { outcome: 'other' }, communicated: { to: 'child', way: 'letter' } } as const
    const event = { type, reason: 'x', ...more[type as keyof typeof more] }
    valueIn(await addEvent(records, { about, event, by: { client: 'mosaic-luton', actor } }))
  }

  it('counts what was found, what people decided and what waits, by this and that', async () => {
    const kept = await keepAll(records, [{}, {}, {}, {}, { request: remit }, { subjectRef: 'gone' }])
    const [a, b, c, d] = kept.map(one => one.id)
    await did(a!, 'reviewed', 1)
    await did(a!, 'overridden', 2, 'staff-9')
    await did(b!, 'reviewed', 3)
    await did(b!, 'communicated', 3)
    await did(c!, 'challenged', 4)
    await did(c!, 'challenged', 5)
    await did(c!, 'reviewed', 8)
    await did(d!, 'challenged', 9)
    valueIn(await eraseSubject(records, { subjectRef: 'gone' }, { reason: 'erasure-request', by: staff }))
    clock.time = new Date('2026-11-05T12:00:00.000Z')
    const found = valueIn(await report(records))
    expect(found).toMatchObject({ from: null, to: '2026-11-05T12:00:00.000Z', decisions: 6 })
    expect(found.all).toEqual({
      ...{ decisions: 5, decided: 3, overridden: 1, overriddenRate: 1 / 3, challenged: 2, unanswered: 1 },
      ...{ unseen: 1, untold: 4, withReadings: 4, withCautions: 5 },
    })
    expect(rowsBy(found, 'answer').map(({ name, decisions }) => [name, decisions])).toEqual([
      ['reduced-timetable: not-permitted', 4],
      ['remit: (undetermined)', 1],
    ])
    expect(rowOf(found, 'question', 'remit')).toEqual({ name: 'remit', ...none, decisions: 1, unseen: 1, untold: 1 })
    expect(rowOf(found, 'council', 'luton')).toMatchObject({ decisions: 4, decided: 3, overridden: 1, challenged: 2 })
    expect(rowOf(found, 'month', '2026-11')).toMatchObject({ decisions: 5, decided: 3 })
    expect(rowOf(found, 'client', 'mosaic-luton')).toMatchObject({ decisions: 5 })
    expect(rowOf(found, 'asked-by', 'staff-4711')).toMatchObject({ decisions: 5 })
    expect(rowsBy(found, 'decided-by')).toMatchObject([
      { name: 'staff-4711', decisions: 2, decided: 2, overridden: 0, overriddenRate: 0 },
      { name: 'staff-9', decisions: 1, decided: 1, overridden: 1, overriddenRate: 1 },
    ])
    expect(found.unanswered).toEqual([
      { id: d, question: 'reduced-timetable', council: 'luton', since: '2026-11-02T09:00:00.000Z', days: 3 },
    ])
    expect(found.medianSecondsToDecide).toBe(27 * 3600)
  })

  it('counts a contested fact as a challenge, open until a person decides', async () => {
    const [open, answered] = (await keepAll(records, [{}, {}])).map(one => one.id)
    const contest = { type: 'contested', fact: 'ageYears', shouldBe: 15, reason: 'x' }
    for (const about of [open!, answered!]) valueIn(await addEvent(records, { about, event: contest, by: staff }))
    await did(answered!, 'reviewed', 1)
    const found = valueIn(await report(records))
    expect(found.all).toMatchObject({ challenged: 2, unanswered: 1 })
    expect(found.unanswered?.map(one => one.id)).toEqual([open])
  })

  it('counts erased decisions in no table, by question as by rule, and says why and how many', async () => {
    const [, gone] = await keepAll(records, [{ subjectRef: 'here' }, { subjectRef: 'gone' }])
    await did(gone!.id, 'overridden', 1)
    valueIn(await eraseSubject(records, { subjectRef: 'gone' }, { reason: 'court-order', by: staff }))
    const found = valueIn(await report(records))
    expect(found).toMatchObject({ decisions: 2, erased: { count: 1 }, all: { decisions: 1, overridden: 0 } })
    expect(rowOf(found, 'question', 'reduced-timetable')).toMatchObject({ decisions: 1, overridden: 0 })
    expect(rowOf(found, 'rule', rule)).toMatchObject({ decisions: 1, overridden: 0 })
    expect(found.erased.byQuestion).toEqual([{ name: 'reduced-timetable', count: 1 }])
    expect(found.erasures).toEqual({ count: 1, by: [{ name: 'court-order', count: 1 }] })
  })

  it('counts readings and copies by whom, tells which rules were in use, and is no reading itself', async () => {
    const { id } = await keepOne(records)
    valueIn(await readRecord(records, id, { client: 'audit', actor: 'staff-5' }))
    const asking = { ...records, policy: { ...records.policy, requiresActor: false } }
    valueIn(await readRecord(asking, id, { client: 'audit' }))
    const found = valueIn(await report(records))
    expect(found.readings).toEqual({
      count: 2,
      by: [
        { name: '(not named) through audit', count: 1 },
        { name: 'staff-5 through audit', count: 1 },
      ],
    })
    expect(found.exports).toEqual({ count: 0, by: [] })
    expect(found.all).toMatchObject({ unseen: 0, untold: 1 })
    expect(found.rules).toMatchObject([{ version: '1.0.0', from: '2026-11-01T00:00:00.000Z', to: null }])
    const { size } = await records.database.db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()
    expect(size).toBe(4)
  })

  it('is of the decisions of a stretch of days in England, with what was in use when it began', async () => {
    await keepOne(records)
    clock.time = new Date('2026-11-03T00:00:00.000Z')
    await keepOne(records, { request: { ...timetable, authority: 'england' } })
    const counted = async (span: Parameters<typeof report>[1]) => valueIn(await report(records, span)).decisions
    expect(await counted({})).toBe(2)
    expect(await counted({ from: '2026-11-02' })).toBe(1)
    expect(await counted({ to: '2026-11-02' })).toBe(1)
    expect(await counted({ from: '2026-11-02', to: '2026-11-02' })).toBe(0)
    expect(valueIn(await report(records, { from: '2026-11-02' })).rules).toMatchObject([
      { version: '1.0.0', from: null },
    ])
    expect(await report(records, { from: '2026-11-03', to: '2026-11-02' })).toMatchObject({
      issues: [{ pointer: '/to' }],
    })
    expect(await report(records, { from: 'May' })).toMatchObject({ issues: [{ pointer: '/from' }] })
  })

  it('leaves small counts out where it is asked to', async () => {
    const kept = await keepAll(records, [...Array.from({ length: 7 }, () => ({})), { request: remit }])
    for (const [at, { id }] of kept.entries()) await did(id, at === 0 ? 'overridden' : 'reviewed', at)
    const found = valueIn(await report(records, { suppressSmall: true }))
    expect(found).toMatchObject({ isSuppressed: true, decisions: 10, unanswered: null })
    expect(rowsBy(found, 'answer').map(one => one.decisions)).toEqual([10, null])
    expect(rowsBy(found, 'question')).toMatchObject([
      { name: 'reduced-timetable', decisions: 10, decided: 10, overridden: null, overriddenRate: null },
      { name: 'remit', decisions: null, decided: null, overridden: null, overriddenRate: null },
    ])
  })
})

describe('days and months', () => {
  it('are those of England, an hour before those of UTC in summer', () => {
    expect(renderMonth('2026-06-30T23:30:00.000Z')).toBe('2026-07')
    expect(renderMonth('2026-11-30T23:30:00.000Z')).toBe('2026-11')
    expect(renderMonth('damaged')).toBe('(no time)')
    expect([toStart('2026-07-01'), toEnd('2026-07-01')]).toEqual([
      '2026-06-30T23:00:00.000Z',
      '2026-07-01T23:00:00.000Z',
    ])
    // The clocks go forward on 29 March and back on 25 October.
    expect([toStart('2026-03-29'), toEnd('2026-03-29')]).toEqual([
      '2026-03-29T00:00:00.000Z',
      '2026-03-29T23:00:00.000Z',
    ])
    expect([toStart('2026-10-25'), toEnd('2026-10-25')]).toEqual([
      '2026-10-24T23:00:00.000Z',
      '2026-10-26T00:00:00.000Z',
    ])
    expect(toStart('2026-07-01T00:30:00.000Z')).toBe('2026-07-01T00:30:00.000Z')
  })
})
