import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Records } from '../../src/append/records.ts'
import { eraseSubject } from '../../src/erase/erase-subject.ts'
import { addEvent } from '../../src/events/add-event.ts'
import { eventsOf } from '../../src/events/events-of.ts'
import { moveDecision } from '../../src/move/move-decision.ts'
import { explanationOf } from '../../src/read/explanation.ts'
import { listOf } from '../../src/read/list.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { describeOnBoth } from '../support/databases.ts'
import { keepAll, keepOne, logForEach, openAt, rules, staff, timetable, valueIn } from '../support/keeping.ts'

describeOnBoth('one fact that is contested', ({ place }) => {
  const log = logForEach(place, 'case-17')
  const contest = (event: object, by = staff) =>
    addEvent(log.records, { about: log.id, event: { type: 'contested', ...event }, by })
  const issuesOf = async (event: object) => {
    const added = await contest(event)
    return added.ok ? [] : added.issues.map(({ code, pointer, suggestion }) => [code, pointer, suggestion])
  }
  const last = async () => valueIn(await eventsOf(log.records, log.id, staff)).at(-1)

  it('is kept with what the rules that decided would answer then', async () => {
    const facts = { ...timetable.facts, timetableReason: 'medical', parentAgrees: true }
    const decided = rules.evaluateForRecord({ ...timetable, facts: { ...timetable.facts, parentAgrees: true } })
    if ('issues' in decided) throw new Error('refused')
    valueIn(await contest({ fact: 'parentAgrees', shouldBe: true, reason: 'They signed.' }, { client: 'local' }))
    expect(await last()).toMatchObject({
      type: 'contested',
      reason: 'They signed.',
      details: {
        fact: 'parentAgrees',
        shouldBe: true,
        wouldAnswer: decided.findings.answer,
        wouldStatus: decided.findings.status,
      },
    })
    const other = (await keepOne(log.records, { subjectRef: 'case-17', request: { ...timetable, facts } })).id
    const add = await addEvent(log.records, {
      about: other,
      event: { type: 'contested', fact: 'parentAgrees', shouldBe: null },
      by: staff,
    })
    expect(add.ok).toBe(true)
    const told = valueIn(await eventsOf(log.records, other, staff)).at(-1)!.details!
    const without = rules.evaluateForRecord({ ...timetable, facts: { ...facts, parentAgrees: null } })
    expect(told.wouldAnswer).toBe('issues' in without ? 'refused' : without.findings.answer)
    const text = valueIn(await explanationOf(log.records, other, staff, 'markdown'))
    expect(text).toContain('A fact said to be wrong')
    expect(text).toContain('What it should be:** Not known')
    expect(text).toContain('It was challenged, and no decision by a person is recorded since then.')
    expect((await verifyLog(log.records)).faults).toEqual([])
  })

  it('stands sealed, and goes when the decision goes', async () => {
    valueIn(await contest({ fact: 'careStatus', shouldBe: 'ceased' }))
    const row = await log.records.database.db
      .selectFrom('records')
      .selectAll()
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify({ ...row, payload: null })).not.toMatch(/careStatus|ceased/)
    valueIn(await eraseSubject(log.records, { record: log.id }, { reason: 'court-order', by: staff }))
    expect(
      valueIn(await eventsOf(log.records, log.id, staff)).find(one => one.type === 'contested')?.details,
    ).toBeUndefined()
  })

  it('is refused with the nearest right word, and with nothing of what was told', async () => {
    expect(await issuesOf({ fact: 'carStatus', shouldBe: 'looked-after' })).toEqual([
      ['unknown-fact', '/fact', 'careStatus'],
    ])
    expect(await issuesOf({ fact: 'careStatus', shouldBe: 'loked-after' })).toEqual([
      ['unknown-word', '/shouldBe', 'looked-after'],
    ])
    expect(await issuesOf({ fact: 'ageYears', shouldBe: 'fourteen' })).toEqual([['wrong-type', '/shouldBe', undefined]])
    expect(await issuesOf({ fact: 'ageYears', shouldBe: 300 })).toEqual([['out-of-range', '/shouldBe', undefined]])
    expect(await issuesOf({ fact: 'dateOfBirth', shouldBe: '2012-01-01' })).toEqual([
      ['not-allowed-here', '/fact', undefined],
    ])
    expect(await issuesOf({ fact: 'a fact', shouldBe: { a: 1 }, because: 'x' })).toEqual([
      ['malformed', '/fact', undefined],
      ['malformed', '/shouldBe', undefined],
      ['unknown-member', '/because', undefined],
    ])
    expect(await issuesOf({ fact: 'careStatus' })).toEqual([['missing-member', '/shouldBe', undefined]])
  })
})

describeOnBoth('a record that is corrected', ({ place }) => {
  let records: Records
  let [about, other, ofAnother] = ['', '', '']
  beforeEach(async () => {
    records = await openAt(await place())
    const kept = await keepAll(records, [{ subjectRef: 'case-1' }, { subjectRef: 'case-1' }, { subjectRef: 'case-2' }])
    ;[about, other, ofAnother] = kept.map(one => one.id) as [string, string, string]
  })
  afterEach(() => records.close())
  const correct = (event: object, by = staff) =>
    addEvent(records, { about, event: { type: 'corrected', reason: 'The wrong question was asked.', ...event }, by })
  const issuesOf = async (...given: Parameters<typeof correct>) => {
    const added = await correct(...given)
    return added.ok ? [] : added.issues.map(({ code, pointer }) => `${code} ${pointer}`)
  }

  it('says so at the top of its account and in lists, alone, and names what stands in its place', async () => {
    valueIn(await correct({ replacedBy: other }))
    const text = valueIn(await explanationOf(records, about, staff, 'markdown'))
    const [, , first = '', second = '', third = ''] = text.split('\n\n')
    expect(first).toMatch(/^This was recorded in error, .* Do not rely on it/)
    expect(second).toContain('The wrong question was asked.')
    expect(third.replaceAll('\\', '')).toContain(other)
    expect(valueIn(await explanationOf(records, other, staff, 'markdown'))).not.toContain('recorded in error')
    const { records: listed } = valueIn(await listOf(records, { type: 'evaluated' }, staff))
    expect(listed.map(one => [one.envelope.id, one.isCorrected])).toEqual([
      [ofAnother, false],
      [other, false],
      [about, true],
    ])
    expect((await verifyLog(records)).faults).toEqual([])
  })

  it('takes a person, a reason, and another decision of the same child', async () => {
    expect(await issuesOf({}, { client: 'local' })).toEqual(['missing-member /actor'])
    expect(await issuesOf({ reason: undefined })).toEqual(['missing-member /reason'])
    expect(await issuesOf({ replacedBy: about })).toEqual(['not-allowed-here /replacedBy'])
    expect(await issuesOf({ replacedBy: ofAnother })).toEqual(['not-allowed-here /replacedBy'])
    expect(await issuesOf({ replacedBy: `${about.slice(0, -12)}000000000000` })).toEqual(['unknown-name /replacedBy'])
    expect(await issuesOf({ replacedBy: 'that one' })).toEqual(['malformed /replacedBy'])
    // Of a decision without a reference nobody can say whom it is about, but of another realm it is for certain.
    const elsewhere = await keepOne(records, { by: { ...staff, realm: 'norfolk' } })
    const everywhere = { ...staff, everyRealm: true }
    expect(await issuesOf({ replacedBy: elsewhere.id }, everywhere)).toEqual(['not-allowed-here /replacedBy'])
    expect(await issuesOf({ replacedBy: (await keepOne(records)).id }, everywhere)).toEqual([])
    valueIn(await moveDecision(records, ofAnother, { toSubjectRef: 'case-1', reason: 'Wrong child.', by: staff }))
    expect(await issuesOf({ replacedBy: ofAnother })).toEqual([])
  })
})
