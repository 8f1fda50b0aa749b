import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Account } from '../../src/account/account.ts'
import type { Records } from '../../src/append/records.ts'
import { eraseSubject } from '../../src/erase/erase-subject.ts'
import { type Pruning, prune } from '../../src/erase/prune.ts'
import { isPast, parseRetention } from '../../src/erase/retention.ts'
import { addEvent } from '../../src/events/add-event.ts'
import { eventsOf } from '../../src/events/events-of.ts'
import type { Envelope } from '../../src/model/envelope.ts'
import { explanationOf } from '../../src/read/explanation.ts'
import { readRecord } from '../../src/read/read-record.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { describeOnBoth } from '../support/databases.ts'
import { clockAt, keepOne, openAt, staff, valueIn } from '../support/keeping.ts'

const remit = { decision: 'remit', asOf: '2026-11-22', facts: { careStatus: 'looked-after' } } as const

describeOnBoth('erasing', ({ place }) => {
  const clock = clockAt('2018-06-01T00:00:00.000Z')
  let records: Records
  beforeEach(async () => {
    clock.time = new Date('2018-06-01T00:00:00.000Z')
    records = await openAt(await place(), clock.now)
  })
  afterEach(() => records.close())
  const by = staff
  const erase = (named: Parameters<typeof eraseSubject>[1], reason = 'erasure-request', who = by) =>
    eraseSubject(records, named, { reason, by: who })
  const event = async (about: string, type: string) =>
    valueIn(await addEvent(records, { about, event: { type, reason: 'A case is open.' }, by }))
  const stateOf = async (id: string) => valueIn(await readRecord(records, id, by)).state
  const keysLeft = async () => (await records.database.db.selectFrom('keys.data_keys').select('key').execute()).length
  const size = async () =>
    (await records.database.db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()).size

  it('takes all of one child, by any of the three names, and nothing of another', async () => {
    const other = await keepOne(records, { subjectRef: 'case-2' })
    for (const name of ['subjectRef', 'subject', 'record'] as const) {
      const { id } = await keepOne(records, { subjectRef: 'case-1' })
      await event(id, 'challenged')
      const { subject } = valueIn(await readRecord(records, id, by)).envelope as Envelope
      const named = { subjectRef: 'case-1', subject, record: id }[name]
      const before = await size()
      const dry = valueIn(await eraseSubject(records, { [name]: named }, { reason: 'court-order', by, dryRun: true }))
      expect([dry.decisions, dry.keys, await size(), await stateOf(id)]).toEqual([1, 1, before, 'decision'])
      expect(valueIn(await erase({ [name]: named }))).toMatchObject({ subject, decisions: 1, keys: 1, swept: true })
      expect(await stateOf(id)).toBe('erased')
      const events = valueIn(await eventsOf(records, id, staff))
      expect(events[0]).not.toHaveProperty('reason')
      expect(events.find(one => one.type === 'erased')).toMatchObject({
        reason: 'Erasure was asked for.',
        actor: 'staff-4711',
      })
      const account = JSON.parse(valueIn(await explanationOf(records, id, by, 'json'))) as Account
      expect(account).toMatchObject({ state: 'erased', found: null, checks: { receipt: 'verified' } })
    }
    expect(await stateOf(other.id)).toBe('decision')
    expect((await verifyLog(records)).faults).toEqual([])
  })

  it('is refused under a legal hold, until each is released', async () => {
    const { id } = await keepOne(records, { subjectRef: 'case-1' })
    await event(id, 'held')
    await event(id, 'held')
    await event(id, 'released')
    const before = await size()
    expect(await erase({ subjectRef: 'case-1' })).toMatchObject({ ok: false, issues: [{ code: 'not-allowed-here' }] })
    expect([await size(), await keysLeft(), await stateOf(id)]).toEqual([before, 1, 'decision'])
    await event(id, 'released')
    expect((await erase({ subjectRef: 'case-1' })).ok).toBe(true)
  })

  it('is refused with every issue at once', async () => {
    await keepOne(records, { subjectRef: 'case-1' })
    const issuesOf = async (...given: Parameters<typeof erase>) => {
      const done = await erase(...given)
      return done.ok ? [] : done.issues.map(one => `${one.code} ${one.pointer}`)
    }
    expect(await issuesOf({ subjectRef: 'case-9' }, 'erasure', { client: 'local' })).toEqual([
      'unknown-name /subjectRef',
      'unknown-word /reason',
      'missing-member /actor',
    ])
    expect(await issuesOf({ subject: 'x' })).toEqual(['malformed /subject'])
    expect(await issuesOf({ record: 'x' })).toEqual(['malformed /record'])
    expect(await issuesOf({})).toEqual(['not-allowed-here '])
    expect(await issuesOf({ subjectRef: 'case-1', record: 'x' })).toEqual(['not-allowed-here '])
    valueIn(await erase({ subjectRef: 'case-1' }))
    expect(await issuesOf({ subjectRef: 'case-1' })).toEqual(['unknown-name /subjectRef'])
  })

  it('does nothing where storage fails', async () => {
    const { id } = await keepOne(records, { subjectRef: 'case-1' })
    const sign = (): never => {
      throw new Error('full')
    }
    const broken = { ...records, signer: { ...records.signer, sign } }
    await expect(eraseSubject(broken, { record: id }, { reason: 'court-order', by })).rejects.toMatchObject({
      name: 'StorageFailed',
    })
    expect([await keysLeft(), await stateOf(id)]).toEqual([1, 'decision'])
  })

  it('prunes by decision and year of the record, passes holds by, and says so', async () => {
    const old = await keepOne(records, { subjectRef: 'case-1' })
    const oldRemit = await keepOne(records, { subjectRef: 'case-1', request: remit })
    const held = await keepOne(records, { subjectRef: 'case-2' })
    const alone = await keepOne(records)
    await event(held.id, 'held')
    clock.time = new Date('2019-01-01T00:00:00.000Z')
    await event(old.id, 'challenged')
    const later = await keepOne(records, { subjectRef: 'case-1' })
    const pruned = async (given: Partial<Pruning> = {}) =>
      valueIn(await prune(records, { policy: 'reduced-timetable=7', by, ...given }))
    clock.time = new Date('2025-12-31T23:59:59.000Z')
    expect(await pruned()).toMatchObject({ destroyed: [], held: [], withoutPolicy: ['remit'] })
    clock.time = new Date('2026-01-01T00:00:00.000Z')
    const expected = {
      destroyed: [{ decision: 'reduced-timetable', year: 2018, subjects: 2 }],
      held: [{ decision: 'reduced-timetable', year: 2018, subjects: 1 }],
    }
    expect(await pruned({ dryRun: true })).toMatchObject({ ...expected, swept: false })
    expect(await stateOf(old.id)).toBe('decision')
    expect(await pruned()).toMatchObject({ ...expected, swept: true })
    const states = await Promise.all([old, oldRemit, held, alone, later].map(one => stateOf(one.id)))
    expect(states).toEqual(['erased', 'decision', 'decision', 'erased', 'decision'])
    expect(await pruned()).toMatchObject({ destroyed: [] })
    const types = async (id: string) => valueIn(await eventsOf(records, id, staff)).map(one => one.type)
    expect(await types(old.id)).toContain('erased')
    expect(await types(later.id)).not.toContain('erased')
    expect((await verifyLog(records)).faults).toEqual([])
  })

  it('leaves no way from a reference to a child of whom pruning left nothing', async () => {
    await keepOne(records, { subjectRef: 'case-1' })
    clock.time = new Date('2030-01-01T00:00:00.000Z')
    valueIn(await prune(records, { policy: 'default=0', by }))
    expect(await records.database.db.selectFrom('keys.subjects').selectAll().execute()).toEqual([])
    expect(await records.database.db.selectFrom('record_index').selectAll().execute()).toEqual([])
  })
})

describe('a retention policy', () => {
  const known = ['reduced-timetable', 'remit']

  it('is read', () => {
    const read = valueIn(parseRetention('remit=7, default=25', known))
    const past = (decision: string, year: number, now: number) => isPast(read, { decision, year }, now)
    expect([past('remit', 2018, 2025), past('remit', 2018, 2026)]).toEqual([false, true])
    expect([past('reduced-timetable', 2000, 2025), past('reduced-timetable', 2000, 2026)]).toEqual([false, true])
    expect(isPast(valueIn(parseRetention('remit=0', known)), { decision: 'other', year: 1 }, 9999)).toBe(false)
  })

  it.each([
    ['', ['malformed /0']],
    ['remit=', ['malformed /0']],
    ['remit=7.5,remit=-1', ['malformed /0', 'malformed /1']],
    ['remt=7,remit=999', ['unknown-decision /0', 'out-of-range /1']],
    ['remit=7,remit=8', ['duplicate-name /1']],
  ])('“%s” is refused: %j', (text, expected) => {
    const read = parseRetention(text, known)
    expect(read.ok ? [] : read.issues.map(one => `${one.code} ${one.pointer}`)).toEqual(expected)
    if (text.startsWith('remt')) expect(read).toMatchObject({ issues: [{ suggestion: 'remit' }, {}] })
  })
})
