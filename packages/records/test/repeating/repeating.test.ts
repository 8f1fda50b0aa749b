import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { draftDecision, keepDecisionOnce, keepDecisions } from '../../src/append/decisions.ts'
import { type Appended, isRepeat, type Kept } from '../../src/append/draft.ts'
import { forgetRepeats, onceOf, repeatBy } from '../../src/append/once.ts'
import type { Records } from '../../src/append/records.ts'
import { eraseSubject } from '../../src/erase/erase-subject.ts'
import { prune } from '../../src/erase/prune.ts'
import { addEventOnce } from '../../src/events/add-event.ts'
import { verifyReceipt } from '../../src/index.ts'
import { readHead } from '../../src/log/head.ts'
import { activateRules } from '../../src/manage/rules.ts'
import type { By } from '../../src/model/actor.ts'
import { moveDecision } from '../../src/move/move-decision.ts'
import { type Again, answerAgain } from '../../src/read/answer-again.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { type Databases, describeOnBoth } from '../support/databases.ts'
import { clockAt, keepOne, openAt, rules, staff, timetable, valueIn } from '../support/keeping.ts'
import { decided } from '../support/kept.ts'
import { randomDecisions } from '../support/random-decisions.ts'
import { otherRules } from '../support/varied-log.ts'

interface Sent {
  readonly key?: string
  readonly by?: By
  readonly subjectRef?: string
  readonly request?: DecisionRequest
}

const onceBy = (records: Records, { key = 'k-1', by = staff, subjectRef, request = timetable }: Sent) =>
  onceOf(records, by, { key, request: { decide: { ...request, subjectRef: subjectRef ?? null } } })

const send = (records: Records, sent: Sent = {}): Promise<Appended> => {
  const { by = staff, subjectRef, request = timetable } = sent
  return keepDecisionOnce(records, decided({ by, subjectRef, request }), onceBy(records, sent))
}

const keptBy = async (records: Records, sent: Sent = {}): Promise<Kept> => {
  const appended = await send(records, sent)
  if (isRepeat(appended)) throw new Error(JSON.stringify(appended))
  return appended
}

const again = async (records: Records, sent: Sent = {}, made?: Rules): Promise<Again> => {
  const appended = await send(records, sent)
  if (!isRepeat(appended)) throw new Error('It was recorded')
  const hasTrace = (sent.request ?? timetable).trace !== 'none'
  return answerAgain(records, appended, { hasTrace, ...(made && { rules: made }) })
}

const sizeOf = async ({ database }: Pick<Records, 'database'>): Promise<number> => (await readHead(database.db)).size
const asFirst = ({ id, recordedAt, receipt }: Kept, result: string): Again => ({
  kind: 'same',
  ...{ id, recordedAt, receipt, result },
})

const twoOn = async (place: Databases['place']) => {
  const at = await place()
  return [await openAt(at), await openAt(at)] as const
}

const closing = async (...all: readonly Records[]): Promise<void> => {
  await Promise.all(all.map(one => one.close()))
}

describeOnBoth('a request that comes again', ({ place }) => {
  it('at another instance, and after a restart, is recorded once and gets the bytes of the first answer', async () => {
    const at = await place()
    const [one, other] = [await openAt(at), await openAt(at)]
    const kept = await keptBy(one, { subjectRef: 'case-1' })
    const first = asFirst(kept, rules.evaluateToJson(timetable).text)
    const size = await sizeOf(one)
    expect(await again(other, { subjectRef: 'case-1' })).toEqual(first)
    await closing(one, other)
    const later = await openAt(at)
    expect(await again(later, { subjectRef: 'case-1' })).toEqual(first)
    expect(await sizeOf(later)).toBe(size)
    expect((await verifyLog(later)).faults).toEqual([])
    await later.close()
  })

  it('gets those bytes however far the log has grown and whatever rules are in use', async () => {
    const records = await openAt(await place())
    const sent = Array.from({ length: 7 }, (_, n) => ({ key: `k-${n}`, subjectRef: `case-${n}` }))
    const first: Again[] = []
    for (const one of sent) {
      first.push(asFirst(await keptBy(records, one), rules.evaluateToJson(timetable).text))
      await keepDecisions(
        records,
        Array.from({ length: 90 }, () => decided()),
      )
    }
    await activateRules(records, otherRules('9.9.9'), { client: 'local' })
    for (const [n, one] of sent.entries()) {
      expect(await again(records, one)).toEqual(first[n])
      expect(await again(records, one, otherRules('9.9.9'))).toEqual(first[n])
      expect(await again(records, one, rules)).toEqual(first[n])
    }
    const [{ receipt }] = first as [Again & { kind: 'same' }]
    expect(verifyReceipt(receipt, { verifierKey: records.verifierKey }).verdict).toBe('genuine')
    await records.close()
  })

  it('gets those bytes for random requests to every question, with a trace and without', async () => {
    const records = await openAt(await place())
    const asked = new Set<string>()
    for (const one of randomDecisions(60, 11)) {
      const trace = asked.size % 2 === 0 ? 'full' : 'none'
      const sent = { key: `k-${asked.size}`, request: { ...one.request, trace } as const }
      const kept = await keptBy(records, sent)
      expect(await again(records, sent)).toEqual(asFirst(kept, rules.evaluateToJson(sent.request).text))
      asked.add(JSON.stringify(sent))
    }
    await records.close()
  })

  it('is told apart by request, person, caller and realm', async () => {
    const records = await openAt(await place())
    await keptBy(records)
    const otherRequest = { request: { ...timetable, facts: { ...timetable.facts, ageYears: 13 } } }
    const { actor: _, ...nobody } = staff
    for (const sent of [otherRequest, { subjectRef: 'case-2' }, { by: { ...staff, actor: 'staff-2' } }, { by: nobody }])
      expect(await again(records, sent)).toEqual({ kind: 'other' })
    await keptBy(records, { key: 'k-2' })
    await keptBy(records, { by: { ...staff, client: 'eclipse' } })
    await keptBy(records, { by: { ...staff, realm: 'norfolk' } })
    // A realm and a client that run into one another are not the same.
    await keptBy(records, { by: { ...staff, realm: 'nor', client: 'folkmosaic' } })
    expect(await again(records, { by: { ...staff, realm: 'norfolk' } })).toMatchObject({ kind: 'same' })
    await records.close()
  })

  it('with others in one batch is sorted out, and each is told of its own', async () => {
    const [records, other] = await twoOn(place)
    const before = await keptBy(other, { key: 'old' })
    const size = await sizeOf(records)
    const drafts = [
      { key: 'old' },
      { key: 'new' },
      { key: 'old', subjectRef: 'case-9' },
      { key: 'newer' },
      { key: 'new' },
      { key: 'newer', subjectRef: 'case-9' },
    ].map(sent => ({
      ...draftDecision(decided({ by: staff, request: timetable, ...sent }), records.newId()),
      once: onceBy(records, sent),
    }))
    const told = await records.append(drafts)
    expect(told).toEqual([
      { repeats: 'same', seq: before.seq, size },
      expect.objectContaining({ id: drafts[1]!.clear.id, seq: size }),
      { repeats: 'other' },
      expect.objectContaining({ id: drafts[3]!.clear.id, seq: size + 1 }),
      { repeats: 'same', seq: size, size: size + 2 },
      { repeats: 'other' },
    ])
    expect(await sizeOf(records)).toBe(size + 2)
    expect(await again(other, { key: 'new' })).toEqual(asFirst(told[1] as Kept, rules.evaluateToJson(timetable).text))
    await closing(records, other)
  })

  it('forty times at once at two instances, is recorded once', async () => {
    const [one, other] = await twoOn(place)
    const size = await sizeOf(one)
    const told = await Promise.all(Array.from({ length: 40 }, (_, n) => send(n % 2 ? one : other, { key: 'at-once' })))
    expect(told.filter(appended => !isRepeat(appended))).toHaveLength(1)
    expect(await sizeOf(one)).toBe(size + 1)
    const answers = await Promise.all(
      told.filter(isRepeat).map(repeat => answerAgain(other, repeat, { hasTrace: true })),
    )
    const [kept] = told.filter((appended): appended is Kept => !isRepeat(appended))
    for (const answer of answers) expect(answer).toEqual(asFirst(kept!, rules.evaluateToJson(timetable).text))
    await closing(one, other)
  })

  it('leaves nothing behind: no record, no child, no key', async () => {
    const [one, other] = await twoOn(place)
    await keptBy(one)
    const count = async () => {
      const { rows } = await sql<{ n: number }>`select (select count(*) from keys.data_keys) +
        (select count(*) from keys.subjects) + (select count(*) from once) as n`.execute(one.database.db)
      return Number(rows[0]!.n)
    }
    const before = await count()
    for (let n = 0; n < 5; n += 1) await again(other)
    expect(await count()).toBe(before)
    await closing(one, other)
  })

  it('may be an event: once, though the second would be refused by now', async () => {
    const [one, other] = await twoOn(place)
    const { id } = await keepOne(one, { subjectRef: 'case-1' })
    const about = { about: id, by: staff }
    const eventOnce = (records: Records, event: object, key = JSON.stringify(event)) =>
      addEventOnce(records, { ...about, event }, onceOf(records, staff, { key, request: { about: id, event } }))
    const reason = 'As the court asked.'
    valueIn(await eventOnce(one, { type: 'held', reason }))
    const released = valueIn(await eventOnce(one, { type: 'released', reason })) as Kept
    const size = await sizeOf(one)
    const repeat = valueIn(await eventOnce(other, { type: 'released', reason }))
    if (!isRepeat(repeat)) throw new Error('It was recorded')
    const { recordedAt, receipt } = released
    expect(await answerAgain(other, repeat, { hasTrace: false })).toEqual({
      kind: 'same',
      ...{ id: released.id, recordedAt, receipt },
    })
    // With a key of its own it is refused as ever.
    expect(await eventOnce(other, { type: 'released', reason }, 'another')).toMatchObject({ ok: false })
    expect(await sizeOf(one)).toBe(size)
    await closing(one, other)
  })
})

describeOnBoth('after an erasure', ({ place }) => {
  it('the key is answered “erased”, to this request and any other, and nothing is recorded again', async () => {
    const [one, other] = await twoOn(place)
    const kept = await keptBy(one, { subjectRef: 'case-1' })
    const event = { type: 'reviewed' }
    const onceEvent = onceOf(one, staff, { key: 'event', request: event })
    valueIn(await addEventOnce(one, { about: kept.id, event, by: staff }, onceEvent))
    await keptBy(one, { key: 'of-another', subjectRef: 'case-2' })
    valueIn(await eraseSubject(other, { subjectRef: 'case-1' }, { reason: 'erasure-request', by: staff }))
    const size = await sizeOf(one)
    for (const records of [one, other]) {
      expect(await again(records, { subjectRef: 'case-1' })).toEqual({ kind: 'erased' })
      expect(await again(records, { subjectRef: 'case-2' })).toEqual({ kind: 'erased' })
      expect(await again(records, { key: 'of-another', subjectRef: 'case-2' })).toMatchObject({ kind: 'same' })
      const repeat = valueIn(await addEventOnce(records, { about: kept.id, event, by: staff }, onceEvent))
      expect(repeat).toEqual({ repeats: 'erased' })
    }
    expect(await sizeOf(one)).toBe(size)
    const { rows } = await sql<{ n: number }>`select count(*) as n from once where length(body) = 0`.execute(
      one.database.db,
    )
    expect(Number(rows[0]!.n)).toBe(2)
    expect((await verifyLog(one)).faults).toEqual([])
    await closing(one, other)
  })

  it('of one year, what belongs to it goes and the rest stays', async () => {
    const clock = clockAt('2026-11-22T12:00:00.000Z')
    const records = await openAt(await place(), clock.now)
    const old = await keptBy(records, { key: 'old', subjectRef: 'case-1' })
    clock.time = new Date('2029-01-02T12:00:00.000Z')
    const event = { type: 'reviewed' }
    const onceEvent = onceOf(records, staff, { key: 'event', request: event })
    valueIn(await addEventOnce(records, { about: old.id, event, by: staff }, onceEvent))
    await keptBy(records, { key: 'new', subjectRef: 'case-1' })
    expect(valueIn(await prune(records, { policy: 'default=1', by: staff })).destroyed).toHaveLength(1)
    expect(await again(records, { key: 'old', subjectRef: 'case-1' })).toEqual({ kind: 'erased' })
    expect(await repeatBy(records, onceEvent)).toEqual({ repeats: 'erased' })
    expect(await again(records, { key: 'new', subjectRef: 'case-1' })).toMatchObject({ kind: 'same' })
    await records.close()
  })
})

describeOnBoth('after a move to another child', ({ place }) => {
  it('the answer is the same, until that child’s records are erased', async () => {
    const records = await openAt(await place())
    const sent = { subjectRef: 'wrong-1' }
    const kept = await keptBy(records, sent)
    const first = asFirst(kept, rules.evaluateToJson(timetable).text)
    const event = { type: 'reviewed' }
    const onceEvent = onceOf(records, staff, { key: 'event', request: event })
    valueIn(await addEventOnce(records, { about: kept.id, event, by: staff }, onceEvent))
    await keptBy(records, { key: 'stays', ...sent })
    const by = { ...staff, everyRealm: true }
    valueIn(await moveDecision(records, kept.id, { toSubjectRef: 'right-1', reason: 'Another child.', by }))
    expect(await again(records, sent)).toEqual(first)
    expect(await repeatBy(records, onceEvent)).toMatchObject({ repeats: 'same' })
    valueIn(await eraseSubject(records, { subjectRef: 'right-1' }, { reason: 'erasure-request', by: staff }))
    expect(await again(records, sent)).toEqual({ kind: 'erased' })
    expect(await repeatBy(records, onceEvent)).toEqual({ repeats: 'erased' })
    expect(await again(records, { key: 'stays', ...sent })).toMatchObject({ kind: 'same' })
    expect((await verifyLog(records)).faults).toEqual([])
    await records.close()
  })
})

describeOnBoth('what was tampered with', ({ place }) => {
  it('a row that was made to lead to another record shows nothing of it', async () => {
    const records = await openAt(await place())
    const mine = await keptBy(records)
    const other = await keepOne(records, { subjectRef: 'case-2' })
    await sql`update once set seq = ${other.seq} where seq = ${mine.seq}`.execute(records.database.db)
    expect(await again(records)).toEqual({ kind: 'damaged', seq: other.seq })
    expect((await verifyLog(records)).faults).toMatchObject([{ code: 'once' }])
    await records.close()
  })

  it('nothing is signed that the head of the log does not bear out', async () => {
    const records = await openAt(await place())
    await keptBy(records)
    await keepDecisions(records, [decided(), decided(), decided()])
    const { db, kind } = records.database
    const guards = kind === 'sqlite' ? ['drop trigger records_no_update'] : ['alter table records disable trigger user']
    for (const statement of guards) await sql.raw(statement).execute(db)
    await sql`update records set leaf = ${Buffer.alloc(32, 7)} where seq = 0`.execute(db)
    expect(await again(records)).toMatchObject({ kind: 'damaged' })
    await records.close()
  })

  it('one whose size is beyond the log, as after a backup of it alone was put back, shows nothing', async () => {
    const records = await openAt(await place())
    const kept = await keptBy(records)
    const repeat = { repeats: 'same', seq: kept.seq, size: kept.seq + 100 } as const
    expect(await answerAgain(records, repeat, { hasTrace: false })).toMatchObject({ kind: 'damaged' })
    const nowhere = { repeats: 'same', seq: kept.seq + 1, size: kept.seq + 2 } as const
    expect(await answerAgain(records, nowhere, { hasTrace: false })).toMatchObject({ kind: 'damaged' })
    await records.close()
  })
})

describeOnBoth('after a day', ({ place }) => {
  it('a key is free again, and not before', async () => {
    const clock = clockAt('2026-11-22T12:00:00.000Z')
    const records = await openAt(await place(), clock.now)
    await keptBy(records)
    clock.time = new Date('2026-11-23T12:00:00.000Z')
    expect(await forgetRepeats(records)).toBe(false)
    expect(await again(records)).toMatchObject({ kind: 'same' })
    clock.time = new Date('2026-11-23T12:00:00.001Z')
    expect(await forgetRepeats(records)).toBe(false)
    await keptBy(records)
    await records.close()
  })

  it('rows go a thousand at a time', async () => {
    const clock = clockAt('2026-11-22T12:00:00.000Z')
    const records = await openAt(await place(), clock.now)
    for (let from = 0; from < 1_100; from += 100)
      await Promise.all(Array.from({ length: 100 }, (_, n) => send(records, { key: `k-${from + n}`, request: remit })))
    clock.time = new Date('2026-11-24T12:00:00.000Z')
    await keptBy(records, { key: 'young' })
    expect(await forgetRepeats(records)).toBe(true)
    expect(await forgetRepeats(records)).toBe(false)
    const { rows } = await sql<{ n: number }>`select count(*) as n from once`.execute(records.database.db)
    expect(Number(rows[0]!.n)).toBe(1)
    await records.close()
  })
})

const remit = { decision: 'remit', asOf: '2026-11-22', trace: 'none', facts: {} } as const satisfies DecisionRequest
