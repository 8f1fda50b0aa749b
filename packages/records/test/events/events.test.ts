import { expect, it } from 'vitest'
import { addEvent } from '../../src/events/add-event.ts'
import { eventsOf } from '../../src/events/events-of.ts'
import { verifyReceipt } from '../../src/receipt/verify-receipt.ts'
import { describeOnBoth } from '../support/databases.ts'
import { logForEach, staff, valueIn } from '../support/keeping.ts'

describeOnBoth('events', ({ place }) => {
  const log = logForEach(place, 'case-17')
  const add = (event: unknown, by = staff, id = log.id) => addEvent(log.records, { about: id, event, by })
  const issuesOf = async (...given: Parameters<typeof add>) => {
    const added = await add(...given)
    return added.ok ? [] : added.issues.map(({ code, pointer }) => `${code} ${pointer}`)
  }
  const stored = async () =>
    (await log.records.database.db.selectFrom('records').selectAll().orderBy('seq').execute()).at(-1)!

  it('of every type are kept, with what they say', async () => {
    const reason = 'The parent agreed by letter.'
    const all = [
      { type: 'reviewed' },
      { type: 'overridden', reason, outcome: 'permitted' },
      { type: 'overridden', reason, outcome: 'other' },
      { type: 'communicated', to: 'child', way: 'in-person', reason },
      { type: 'challenged', reason },
      { type: 'held', reason },
      { type: 'released', reason },
    ]
    for (const event of all) {
      const kept = valueIn(await add(event))
      expect(verifyReceipt(kept.receipt, { verifierKey: log.records.verifierKey }).verdict).toBe('genuine')
    }
    const found = valueIn(await eventsOf(log.records, log.id, staff))
    expect(found.map(({ type, reason: why, answer, details }) => ({ type, why, answer, details }))).toEqual([
      { type: 'reviewed' },
      { type: 'overridden', why: reason, answer: 'permitted' },
      { type: 'overridden', why: reason },
      { type: 'communicated', why: reason, details: { to: 'child', way: 'in-person' } },
      { type: 'challenged', why: reason },
      { type: 'held', why: reason },
      { type: 'released', why: reason },
    ])
    expect(found.every(one => one.actor === staff.actor && one.client === staff.client)).toBe(true)
  })

  it('stand sealed: nothing that was written is in clear', async () => {
    valueIn(await add({ type: 'overridden', reason: 'canary-reason', outcome: 'permitted' }))
    const row = await stored()
    expect(JSON.stringify({ ...row, payload: null })).not.toMatch(/canary|permitted/)
    expect(Buffer.from(row.payload!).includes('canary')).toBe(false)
    expect(row).toMatchObject({ about: log.id, decision: 'reduced-timetable', authority: 'luton' })
  })

  it('are refused with every issue at once and the nearest word, and nothing is kept', async () => {
    const before = await stored()
    expect(await issuesOf({ type: 'revewed' })).toEqual(['unknown-word /type'])
    expect(await issuesOf({})).toEqual(['missing-member /type'])
    expect(await issuesOf('reviewed')).toEqual(['wrong-type '])
    expect(await issuesOf({ type: 'overridden', reson: 'x' }, { client: 'local' })).toEqual([
      'missing-member /reason',
      'missing-member /outcome',
      'unknown-member /reson',
      'missing-member /actor',
    ])
    expect(await issuesOf({ type: 'communicated', to: 'chld', way: 'post' })).toEqual([
      'unknown-word /to',
      'unknown-word /way',
    ])
    for (const reason of [' ', 'x'.repeat(2001), 'a\u0000b', '\ud800'])
      expect(await issuesOf({ type: 'challenged', reason })).toEqual(['malformed /reason'])
    expect(await issuesOf({ type: 'challenged', reason: 7 })).toEqual(['wrong-type /reason'])
    expect(await issuesOf({ type: 'overridden', reason: 'x', outcome: 'permited' })).toEqual(['unknown-word /outcome'])
    expect(await issuesOf({ type: 'released', reason: 'x' })).toEqual(['not-allowed-here /type'])
    expect(await stored()).toEqual(before)
  })

  it('name the nearest word, and repeat nothing that was sent', async () => {
    const refused = await add({ type: 'overridden', reason: 'x', outcome: 'permited' })
    expect(refused).toMatchObject({ issues: [{ suggestion: 'permitted' }] })
    const told = await add({ type: 'communicated', to: 'parent', way: 'letter' })
    expect(told).toMatchObject({
      issues: [{ pointer: '/to', suggestion: 'parent-or-carer', message: expect.stringContaining('Did you mean') }],
    })
    const long = await add({ type: 'challenged', reason: `canary${'x'.repeat(2001)}` })
    expect(JSON.stringify(long)).not.toContain('canary')
  })

  it('are refused of what is no decision, is unknown, was named as a person or was erased', async () => {
    const event = { type: 'reviewed' }
    const { id } = valueIn(await add(event))
    expect(await issuesOf(event, staff, id)).toEqual(['not-allowed-here /id'])
    expect(await issuesOf(event, staff, 'x')).toEqual(['malformed /id'])
    expect(await issuesOf(event, staff, `${log.id.slice(0, -12)}000000000000`)).toEqual(['unknown-name /id'])
    const named = await add(event, { client: 'local', actor: ['Ann', 'Other'].join('.') })
    expect(named).toMatchObject({ issues: [{ code: 'personal-identifier', pointer: '/actor' }] })
    await log.records.database.db.deleteFrom('keys.data_keys').execute()
    expect(await issuesOf(event)).toEqual(['not-allowed-here /id'])
  })
})
