import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eraseSubject } from '../../src/erasing/erase-subject.ts'
import { addEvent } from '../../src/events/add-event.ts'
import type { Records } from '../../src/records.ts'
import { report } from '../../src/reporting/report.ts'
import { shownOf } from '../../src/reporting/small-numbers.ts'
import { describeOnBoth } from '../support/databases.ts'
import { clockAt, keepAll, keepOne, openAt, staff, timetable, valueIn } from '../support/keeping.ts'

const remit = { decision: 'remit', asOf: '2026-11-22', facts: { careStatus: 'looked-after' } } as const
const rule = 'england.reduced-timetable.not-for-behaviour'

describeOnBoth('a report', ({ place }) => {
  const clock = clockAt('2026-11-01T00:00:00.000Z')
  let records: Records
  beforeEach(async () => {
    clock.time = new Date('2026-11-01T00:00:00.000Z')
    records = await openAt(await place(), clock.now)
  })
  afterEach(() => records.close())
  const did = async (about: string, type: string, hour: number) => {
    clock.time = new Date(Date.UTC(2026, 10, 2, hour))
    const event = type === 'overridden' ? { type, reason: 'x', outcome: 'other' } : { type, reason: 'x' }
    valueIn(await addEvent(records, { about, event, by: staff }))
  }

  it('counts answers, what people decided, challenges and what hung on what', async () => {
    const kept = await keepAll(records, [{}, {}, {}, {}, { request: remit }, { subjectRef: 'gone' }])
    const [a, b, c, d] = kept.map(one => one.id)
    await did(a!, 'reviewed', 1)
    await did(a!, 'overridden', 2)
    await did(b!, 'reviewed', 3)
    await did(c!, 'challenged', 4)
    await did(c!, 'challenged', 5)
    await did(c!, 'reviewed', 8)
    await did(d!, 'challenged', 9)
    valueIn(await eraseSubject(records, { subjectRef: 'gone' }, { reason: 'erasure-request', by: staff }))
    const found = valueIn(await report(records))
    expect(found).toMatchObject({ from: null, to: '2026-11-02T09:00:00.000Z', decisions: 6, erased: 1 })
    expect(found.answers).toEqual([
      { decision: 'reduced-timetable', authority: 'luton', answer: '(erased)', count: 1 },
      { decision: 'reduced-timetable', authority: 'luton', answer: 'not-permitted', count: 4 },
      { decision: 'remit', authority: 'england', answer: '(undetermined)', count: 1 },
    ])
    expect(found.overridesByDecision).toEqual([
      { name: 'reduced-timetable', decisions: 5, decided: 3, overridden: 1, rate: 1 / 3 },
      { name: 'remit', decisions: 1, decided: 0, overridden: 0, rate: null },
    ])
    expect(found.overridesByRule.find(one => one.name === rule)).toEqual({
      name: rule,
      decisions: 4,
      decided: 3,
      overridden: 1,
      rate: 1 / 3,
    })
    expect(found.challenges).toEqual({ count: 3, decisions: 2, answered: 1 })
    expect(found.medianSecondsToReview).toBe(27 * 3600)
    expect(found.withCautions.decisions).toBe(5)
  })

  it('is of the decisions of a stretch of time, and leaves no record', async () => {
    await keepOne(records)
    clock.time = new Date('2026-11-03T00:00:00.000Z')
    await keepOne(records, { request: { ...timetable, authority: 'england' } })
    const counted = async (span: Parameters<typeof report>[1]) => valueIn(await report(records, span)).decisions
    expect(await counted({})).toBe(2)
    expect(await counted({ from: '2026-11-02' })).toBe(1)
    expect(await counted({ to: '2026-11-02' })).toBe(1)
    expect(await counted({ from: '2026-11-02', to: '2026-11-02' })).toBe(0)
    expect(await report(records, { from: '2026-11-03', to: '2026-11-02' })).toMatchObject({
      issues: [{ pointer: '/to' }],
    })
    expect(await report(records, { from: 'May' })).toMatchObject({ issues: [{ pointer: '/from' }] })
    const { size } = await records.database.db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()
    expect(size).toBe(3)
  })

  it('leaves small counts out where it is asked to', async () => {
    const kept = await keepAll(records, [...Array.from({ length: 7 }, () => ({})), { request: remit }])
    for (const [at, { id }] of kept.entries()) await did(id, at === 0 ? 'overridden' : 'reviewed', at)
    const found = valueIn(await report(records, { suppressSmall: true }))
    expect(found.answers.map(one => one.count)).toEqual([null, null])
    expect(found.overridesByDecision).toEqual([
      { name: 'reduced-timetable', decisions: null, decided: 7, overridden: null, rate: null },
      { name: 'remit', decisions: null, decided: null, overridden: 0, rate: null },
    ])
  })
})

describe('small counts', () => {
  it('are never left out alone, so that none is what the others leave of the total', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 6 }), counts => {
        const found = shownOf(counts, true)
        for (const [at, count] of counts.entries()) {
          expect([null, count]).toContain(found[at])
          if (count > 0 && count < 5) expect(found[at]).toBeNull()
        }
        const hidden = found.filter(one => one === null).length
        if (hidden === 1) expect(counts.filter(one => one > 0)).toHaveLength(1)
        expect(shownOf(counts, false)).toEqual(counts)
      }),
    )
  })
})
