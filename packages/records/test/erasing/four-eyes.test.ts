import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Records } from '../../src/append/records.ts'
import { eraseSubject } from '../../src/erase/erase-subject.ts'
import { prune } from '../../src/erase/prune.ts'
import { activateRules, approveRules } from '../../src/manage/rules.ts'
import type { Envelope } from '../../src/model/envelope.ts'
import { explanationOf } from '../../src/read/explanation.ts'
import { listOf } from '../../src/read/list.ts'
import { receiptOf } from '../../src/read/proofs.ts'
import { readRecord } from '../../src/read/read-record.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { describeOnBoth } from '../support/databases.ts'
import { keepOne, rules, staff, valueIn } from '../support/keeping.ts'
import { recordsAt } from '../support/kept.ts'
import { otherRules } from '../support/varied-log.ts'

const other = otherRules('9.9.9')

describeOnBoth('what takes two people', ({ place }) => {
  let records: Records
  beforeEach(async () => {
    records = await recordsAt(await place(), { fourEyes: ['erase', 'activate'] })
  })
  afterEach(() => records.close())
  const approver = 'staff-0142'
  const last = async (type: string): Promise<Envelope> => {
    const rows = records.database.db.selectFrom('records').select('envelope').where('type', '=', type)
    return JSON.parse((await rows.orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow()).envelope) as Envelope
  }
  const begin = async () => {
    valueIn(await approveRules(records, rules, { by: staff, approver }))
    await activateRules(records, rules, { client: 'local' })
    return keepOne(records, { subjectRef: 'case-1' })
  }

  it('the account of what was erased names both, and so does the record’s list of events', async () => {
    const { id } = await begin()
    valueIn(await eraseSubject(records, { subjectRef: 'case-1' }, { reason: 'court-order', by: staff, approver }))
    const { events } = valueIn(await readRecord(records, id, staff))
    expect(events.find(one => one.type === 'erased')).toMatchObject({ actor: staff.actor, approver })
    for (const form of ['json', 'markdown', 'html'] as const)
      expect(valueIn(await explanationOf(records, id, staff, form))).toContain(
        `by the member of staff with the reference ${staff.actor}, approved by the one with the reference ${approver},`,
      )
  })

  it('an erasure names both, and is refused without the second or with the first again', async () => {
    await begin()
    const erase = (more: object) =>
      eraseSubject(records, { subjectRef: 'case-1' }, { reason: 'court-order', by: staff, ...more })
    for (const [more, code] of [
      [{}, 'missing-member'],
      [{ approver: staff.actor }, 'not-allowed-here'],
      [{ approver: staff.actor?.toUpperCase() }, 'not-allowed-here'],
      [{ approver: ['Ann', 'Other'].join('.') }, 'personal-identifier'],
    ] as const)
      expect(await erase(more)).toMatchObject({ ok: false, issues: [{ code, pointer: '/approver' }] })
    expect(await prune(records, { policy: 'default=0', by: staff })).toMatchObject({
      issues: [{ pointer: '/approver' }],
    })
    valueIn(await erase({ approver }))
    expect(await last('erased')).toMatchObject({ actor: staff.actor, approver })
    expect((await verifyLog(records)).faults).toEqual([])
  })

  it('rules that were not approved do not come into use, and what is missing is named', async () => {
    const refused = activateRules(records, rules, { client: 'local' })
    await expect(refused).rejects.toMatchObject({ name: 'RulesNotApproved', issues: [{ pointer: '/FOUR_EYES' }] })
    await expect(refused).rejects.toThrow(`virtual-school rules approve ${rules.digest}`)
    await begin()
    expect(await last('rules-activated')).toMatchObject({ approver, rules: { digest: rules.digest } })
    // The rules in use stay in use, and approval of these says nothing of others.
    await activateRules(records, rules, { client: 'local' })
    await expect(activateRules(records, other, { client: 'local' })).rejects.toThrow('9.9.9')
    for (const [by, second, pointer] of [
      [{ client: 'local' }, approver, '/actor'],
      [staff, undefined, '/approver'],
      [staff, staff.actor, '/approver'],
    ] as const)
      expect(await approveRules(records, other, { by, approver: second })).toMatchObject({ issues: [{ pointer }] })
    await expect(activateRules(records, other, { client: 'local' })).rejects.toThrow('not approved')
    expect((await verifyLog(records)).faults).toEqual([])
  })

  it('is not asked for unless somebody says so; a second person who is named is recorded all the same', async () => {
    const own = await recordsAt(await place())
    await activateRules(own, rules, { client: 'local' })
    await keepOne(own, { subjectRef: 'case-1' })
    await keepOne(own, { subjectRef: 'case-2' })
    valueIn(await eraseSubject(own, { subjectRef: 'case-1' }, { reason: 'court-order', by: staff }))
    valueIn(await eraseSubject(own, { subjectRef: 'case-2' }, { reason: 'court-order', by: staff, approver }))
    const rows = await own.database.db.selectFrom('records').select('envelope').where('type', '=', 'erased').execute()
    expect(rows.map(row => (JSON.parse(row.envelope) as Envelope).approver)).toEqual([undefined, approver])
    await own.close()
  })
})

describeOnBoth('readers', ({ place }) => {
  it('say which person asks in records begun since; in older ones, or if a setting lifts it, they need not', async () => {
    const at = await place()
    const records = await recordsAt(at)
    await activateRules(records, rules, { client: 'local' })
    const { id } = await keepOne(records, { subjectRef: 'case-1' })
    const nobody = { client: 'local' }
    const reading = (opened: Records) => [
      () => readRecord(opened, id, nobody),
      () => explanationOf(opened, id, nobody, 'json'),
      () => receiptOf(opened, id, nobody),
      () => listOf(opened, {}, nobody),
    ]
    for (const read of reading(records))
      expect(await read()).toMatchObject({ ok: false, issues: [{ code: 'actor-required', pointer: '/actor' }] })
    expect(records.policy).toMatchObject({ requiresActor: true, isActorUnsaid: false })
    const lifted = await recordsAt(at, { requireActor: false })
    for (const read of reading(lifted)) expect((await read()).ok).toBe(true)
    expect(lifted.policy.isActorUnsaid).toBe(false)
    // A log of before says so itself, by the record that brought it up to date.
    await records.append([
      { clear: { id: records.newId(), type: 'subjects-bound', ...nobody, subjects: { count: 0, sha256: 'x' } } },
    ])
    const old = await recordsAt(at)
    for (const read of reading(old)) expect((await read()).ok).toBe(true)
    expect(old.policy).toMatchObject({ requiresActor: false, isActorUnsaid: true })
    const insisting = await recordsAt(at, { requireActor: true })
    for (const read of reading(insisting)) expect((await read()).ok).toBe(false)
    await Promise.all([records, lifted, old, insisting].map(one => one.close()))
  })
})
