import { afterEach, beforeEach, expect, it } from 'vitest'
import { recordDrafts } from '../../src/append/append.ts'
import type { Records } from '../../src/append/records.ts'
import type { DatabasePlace } from '../../src/database/open.ts'
import { eraseSubject } from '../../src/erase/erase-subject.ts'
import { prune } from '../../src/erase/prune.ts'
import { addEvent, draftAboutDecision } from '../../src/events/add-event.ts'
import { eventsOf } from '../../src/events/events-of.ts'
import { checkTags } from '../../src/find/check-tags.ts'
import { findDecision } from '../../src/find/record.ts'
import { findSubject } from '../../src/find/subject.ts'
import { selectRecordById } from '../../src/log/read.ts'
import { selectSeal } from '../../src/log/seals.ts'
import type { By, Reader } from '../../src/model/actor.ts'
import { renderResealed } from '../../src/model/payload.ts'
import { moveDecision } from '../../src/move/move-decision.ts'
import { retireKey } from '../../src/move/retire-key.ts'
import { listOf } from '../../src/read/list.ts'
import { readRecord } from '../../src/read/read-record.ts'
import { replay } from '../../src/replay/replay.ts'
import { openRecord } from '../../src/unseal/open.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { describeOnBoth } from '../support/databases.ts'
import { clockAt, keepAll, keepOne, openAt, staff, timetable, valueIn } from '../support/keeping.ts'

const moving = { toSubjectRef: 'case-right', reason: 'Sent under the reference of another child.', by: staff }
const anywhere: Reader = { ...staff, everyRealm: true }

describeOnBoth('moving a decision', ({ place }) => {
  const clock = clockAt('2026-03-01T00:00:00.000Z')
  let at: DatabasePlace
  let records: Records
  let wrong = ''
  let other = ''
  const open: Records[] = []
  const openAgain = async () => {
    const opened = await openAt(at, clock.now)
    open.push(opened)
    return opened
  }
  beforeEach(async () => {
    clock.time = new Date('2026-03-01T00:00:00.000Z')
    at = await place()
    records = await openAgain()
    const kept = await keepAll(records, [{ subjectRef: 'case-wrong' }, { subjectRef: 'case-wrong' }])
    ;[wrong, other] = [kept[0]!.id, kept[1]!.id]
    await say(records, wrong, 'of the moved')
    await say(records, other, 'of the other')
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map(one => one.close()))
  })
  const say = async (by: Records, about: string, reason: string) =>
    valueIn(await addEvent(by, { about, event: { type: 'challenged', reason }, by: staff }))
  const move = (id: string, more = {}, by = records) => moveDecision(by, id, { ...moving, ...more })
  const issuesOf = async (id: string, more = {}) => {
    const moved = await move(id, more)
    return moved.ok ? [] : moved.issues.map(({ code, pointer }) => `${code} ${pointer}`)
  }
  const reasonsOf = async (id: string) =>
    valueIn(await eventsOf(records, id, anywhere)).flatMap(one => (one.type === 'challenged' ? [one.reason] : []))
  const sealedFor = async (id: string) =>
    (await selectSeal(records.database.db, (await selectRecordById(records.database.db, id))!))!
  const subjectBy = async (subjectRef: string, realm?: string) =>
    valueIn(await findSubject(records, { subjectRef }, { ...anywhere, ...(realm === undefined ? {} : { realm }) }))
  const codes = async () => {
    const { faults } = await verifyLog(records)
    return faults.map(one => one.code)
  }
  const listed = async (by: Reader, query: Readonly<Record<string, string>> = {}) =>
    valueIn(await listOf(records, query, by)).records.map(one => one.envelope.id)
  const size = async () =>
    (await records.database.db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()).size
  const keysOf = async () =>
    (await records.database.db.selectFrom('keys.data_keys').select('decision').execute())
      .map(one => one.decision)
      .filter(name => name !== 'list-readings')

  it('goes on from child to child, and back to the first', async () => {
    for (const toSubjectRef of ['case-right', 'case-third', 'case-wrong']) {
      valueIn(await move(wrong, { toSubjectRef }))
      await say(records, wrong, `with ${toSubjectRef}`)
      expect(await codes()).toEqual([])
      const { subject } = await subjectBy(toSubjectRef)
      expect((await sealedFor(wrong)).subject).toBe(subject)
      expect(valueIn(await checkTags(records, await subjectBy(toSubjectRef)))).toEqual({ untagged: 0 })
      for (const ref of ['case-right', 'case-third', 'case-wrong']) {
        const ids = await listed(staff, { subjectRef: ref, type: 'evaluated' })
        expect([ref, ids.includes(wrong)]).toEqual([ref, ref === toSubjectRef])
        const events = await listed(staff, { subjectRef: ref, type: 'challenged' })
        expect(events.length).toBe(
          (ref === toSubjectRef ? (await reasonsOf(wrong)).length : 0) + (ref === 'case-wrong' ? 1 : 0),
        )
      }
    }
    expect(await reasonsOf(wrong)).toEqual(['of the moved', 'with case-right', 'with case-third', 'with case-wrong'])
    const moves = valueIn(await eventsOf(records, wrong, staff)).filter(one => one.type === 'moved')
    expect(moves.map(one => one.reason)).toEqual([moving.reason, moving.reason, moving.reason])
    expect(await replay(records, { all: true })).toMatchObject({ isSame: true, counts: { same: 2 } })
    valueIn(await eraseSubject(records, { subjectRef: 'case-right' }, { reason: 'erasure-request', by: staff }))
    expect(await reasonsOf(wrong)).toHaveLength(4)
    expect(await codes()).toEqual([])
  })

  it('takes one that came without a reference, and leaves a reference to nothing that can be erased', async () => {
    const { id } = await keepOne(records)
    valueIn(await move(id))
    expect(await listed(staff, { subjectRef: 'case-right', type: 'evaluated' })).toEqual([id])
    valueIn(await move(wrong))
    valueIn(await move(other))
    expect(await listed(staff, { subjectRef: 'case-wrong' })).toEqual([])
    valueIn(await eraseSubject(records, { subjectRef: 'case-wrong' }, { reason: 'recorded-in-error', by: staff }))
    expect(valueIn(await readRecord(records, wrong, staff)).state).toBe('decision')
    expect(await codes()).toEqual([])
    expect(await findSubject(records, { subjectRef: 'case-wrong' }, staff)).toMatchObject({ ok: false })
  })

  it('stays within the realm of the decision, whoever orders it', async () => {
    const before = [await size(), await keysOf()]
    for (const by of [staff, anywhere, { ...anywhere, realm: 'norfolk' }])
      expect(await move(wrong, { toRealm: 'norfolk', by })).toMatchObject({
        issues: [
          {
            code: 'not-allowed-here',
            pointer: '/toRealm',
            message: 'This decision is of the realm default. A decision can be moved within its realm only.',
          },
        ],
      })
    expect([await size(), await keysOf()]).toEqual(before)
    const theirs = await keepOne(records, { subjectRef: 'case-wrong', by: { ...staff, realm: 'norfolk' } })
    expect(await issuesOf(theirs.id, { toRealm: 'default', by: anywhere })).toEqual(['not-allowed-here /toRealm'])
    for (const toRealm of ['norfolk', undefined])
      expect(valueIn(await move(theirs.id, { toRealm, by: anywhere, dryRun: true }))).toMatchObject({
        realm: 'norfolk',
      })
    valueIn(await move(theirs.id, { by: anywhere }))
    const norfolk = { ...staff, realm: 'norfolk' }
    expect(await listed(norfolk, { subjectRef: 'case-right', type: 'evaluated' })).toEqual([theirs.id])
    expect(await listed(staff, { subjectRef: 'case-right' })).toEqual([])
    expect(await codes()).toEqual([])
  })

  it('says beforehand what goes along, and who has the reference already', async () => {
    const preview = async (toSubjectRef: string) => valueIn(await move(wrong, { toSubjectRef, dryRun: true }))
    const same = { decision: timetable.decision, recordedAt: '2026-03-01T00:00:00.000Z', realm: 'default', along: 1 }
    const fresh = await preview('case-right')
    expect(fresh).toMatchObject({ ...same, records: 4, already: null })
    expect(fresh).not.toHaveProperty('suggestion')
    await keepAll(records, [{ subjectRef: 'Case-right' }, { subjectRef: 'Case-right' }])
    await keepOne(records, { subjectRef: 'CASE-THIRD', by: { ...staff, realm: 'norfolk' } })
    expect(await preview('case-right')).toMatchObject({ ...same, already: null, suggestion: 'Case-right' })
    expect(await preview('Case-right')).toMatchObject({ ...same, already: 2 })
    // What another realm knows is not told.
    expect(await preview('case-third')).not.toHaveProperty('suggestion')
  })

  it('is refused with every issue at once, and then nothing is done', async () => {
    const before = [await size(), await keysOf()]
    expect(
      await issuesOf(`${wrong.slice(0, -12)}000000000000`, {
        toSubjectRef: ['Ann', 'Other'].join('.'),
        toRealm: 'Norfolk Council',
        reason: ' ',
        by: { client: 'local' },
      }),
    ).toEqual([
      'unknown-name /id',
      'personal-identifier /toSubjectRef',
      'malformed /toRealm',
      'malformed /reason',
      'missing-member /actor',
    ])
    expect(await issuesOf(wrong, { toSubjectRef: 'case-wrong' })).toEqual(['not-allowed-here /toSubjectRef'])
    const [event] = await listed(staff, { type: 'challenged' })
    expect(await issuesOf(event!)).toEqual(['not-allowed-here /id'])
    expect(valueIn(await move(wrong, { dryRun: true }))).toMatchObject({ id: '', records: 4 })
    expect([(await size()) - 1, await keysOf()]).toEqual(before)
  })

  it('waits for the release of a legal hold on the child whom it was recorded for', async () => {
    valueIn(await addEvent(records, { about: other, event: { type: 'held', reason: 'A tribunal.' }, by: staff }))
    expect(await issuesOf(wrong)).toEqual(['not-allowed-here /id'])
    valueIn(await addEvent(records, { about: wrong, event: { type: 'released', reason: 'It is over.' }, by: staff }))
    valueIn(await move(wrong))
    // Whoever is moved to a child under a hold is under it too.
    valueIn(await addEvent(records, { about: wrong, event: { type: 'held', reason: 'Another.' }, by: staff }))
    const erased = await eraseSubject(records, { subjectRef: 'case-right' }, { reason: 'court-order', by: staff })
    expect(erased.ok).toBe(false)
    expect(await codes()).toEqual([])
  })

  it('is refused where the same was pruned, since each opening would destroy it', async () => {
    await keepOne(records, { subjectRef: 'case-right' })
    const remit = { decision: 'remit', asOf: '2026-11-22', facts: { careStatus: 'looked-after' } } as const
    await keepOne(records, { subjectRef: 'case-right', request: remit })
    valueIn(await addEvent(records, { about: wrong, event: { type: 'held', reason: 'A tribunal.' }, by: staff }))
    clock.time = new Date('2030-01-01T00:00:00.000Z')
    valueIn(await prune(records, { policy: 'reduced-timetable=1', by: staff }))
    valueIn(await addEvent(records, { about: wrong, event: { type: 'released', reason: 'It is over.' }, by: staff }))
    expect(await issuesOf(wrong)).toEqual(['not-allowed-here /id'])
    valueIn(await move(wrong, { toSubjectRef: 'case-new' }))
    await openAgain()
    expect(valueIn(await readRecord(records, wrong, staff)).state).toBe('decision')
  })

  it('is gone on with where it was cut short, and nothing that was recorded meanwhile is lost', async () => {
    const key = (await sealedFor(wrong)).key
    // As a move leaves it that was cut short after its first step.
    await retireKey(records, key)
    expect(await keysOf()).toContain('retired:reduced-timetable')
    expect(valueIn(await readRecord(records, wrong, staff)).state).toBe('decision')
    await say(records, wrong, 'while it was put aside')
    await keepOne(records, { subjectRef: 'case-wrong' })
    expect(await codes()).toEqual([])
    const again = await openAgain()
    expect(await keysOf()).not.toContain('retired:reduced-timetable')
    expect(await reasonsOf(wrong)).toEqual(['of the moved', 'while it was put aside'])
    expect((await verifyLog(again)).faults).toEqual([])
    expect(await replay(again, { all: true })).toMatchObject({ isSame: true, counts: { same: 3 } })
    valueIn(await move(wrong))
    expect(await codes()).toEqual([])
  })

  it.each([0, 1, 2, 3, 4, 5, 6])('loses nothing if transaction %i of it fails', async failing => {
    const { database } = records
    let left = failing
    const db = new Proxy(database.db, {
      get: (real, name) => {
        if (name === 'transaction' && --left < 0) throw new Error('cut short')
        const found: unknown = Reflect.get(real, name)
        return typeof found === 'function' ? found.bind(real) : found
      },
    })
    const cut = await move(wrong, {}, { ...records, database: { ...database, db } }).catch(() => undefined)
    if (cut === undefined) await openAgain()
    expect([await reasonsOf(wrong), await reasonsOf(other)]).toEqual([['of the moved'], ['of the other']])
    expect(await codes()).toEqual([])
    expect(await keysOf()).not.toContain('retired:reduced-timetable')
    if ((await listed(staff, { subjectRef: 'case-wrong', type: 'evaluated' })).includes(wrong))
      valueIn(await move(wrong))
    expect(await listed(staff, { subjectRef: 'case-right', type: 'evaluated' })).toEqual([wrong])
    expect(await codes()).toEqual([])
  })

  it('takes along what was about to be recorded about it, and leaves the rest', async () => {
    const decision = valueIn(await findDecision(records, wrong, staff))
    const by: By = staff
    const late = (reason: string) =>
      draftAboutDecision(decision, 'challenged', { by, id: records.newId(), payload: { reason } })
    const [first, second] = [late('made before, kept after'), late('and again')]
    valueIn(await move(wrong))
    await records.append([first])
    valueIn(await move(wrong, { toSubjectRef: 'case-third' }))
    await records.append([second])
    expect(await reasonsOf(wrong)).toEqual(['of the moved', 'made before, kept after', 'and again'])
    expect(await codes()).toEqual([])
    valueIn(await eraseSubject(records, { subjectRef: 'case-third' }, { reason: 'court-order', by: staff }))
    expect(await reasonsOf(wrong)).toEqual([undefined, undefined, undefined])
    expect(await reasonsOf(other)).toEqual(['of the other'])
  })

  it('beside others who decide, record, move and erase loses nothing of anybody', async () => {
    const another = await openAgain()
    const third = (await keepOne(records, { subjectRef: 'case-wrong' })).id
    const tasks = [
      move(wrong),
      move(other, { toSubjectRef: 'case-third' }, another),
      move(third, { toSubjectRef: 'case-right' }, another),
      ...Array.from({ length: 8 }, (_, n) =>
        say(n % 2 ? records : another, [wrong, other, third][n % 3]!, `said ${n}`),
      ),
      ...Array.from({ length: 4 }, (_, n) => keepOne(n % 2 ? records : another, { subjectRef: 'case-wrong' })),
    ]
    await Promise.all(tasks)
    const all = (await Promise.all([wrong, other, third].map(reasonsOf))).flat()
    expect(all.filter(one => one?.startsWith('said')).sort()).toEqual(Array.from({ length: 8 }, (_, n) => `said ${n}`))
    expect(await codes()).toEqual([])
    expect(await keysOf()).not.toContain('retired:reduced-timetable')
    const report = await replay(records, { all: true })
    expect(report).toMatchObject({ isSame: true, counts: { same: 7, erased: 0 } })
  })

  it('two at once of the same decision end with one child', async () => {
    const another = await openAgain()
    const ended = await Promise.allSettled([move(wrong), move(wrong, { toSubjectRef: 'case-third' }, another)])
    expect(ended.map(one => one.status)).toEqual(['fulfilled', 'fulfilled'])
    const refs = ['case-right', 'case-third', 'case-wrong']
    const having = await Promise.all(refs.map(ref => listed(staff, { subjectRef: ref, type: 'evaluated' })))
    expect(having.filter(ids => ids.includes(wrong))).toHaveLength(1)
    expect(await codes()).toEqual([])
  })

  it('that was planted with other contents, for another child, or out of nothing is found', async () => {
    const row = (await selectRecordById(records.database.db, wrong))!
    const opened = await openRecord(records, row)
    if (opened.state !== 'decision') throw new Error('It does not open')
    const { subject } = await subjectBy('case-wrong')
    const of = opened.envelope.payload!.sha256
    const plant = (text: string, more: { about?: string; subject?: string } = {}) =>
      recordDrafts(records, [
        {
          clear: {
            id: records.newId(),
            type: 'resealed',
            ...staff,
            about: more.about ?? wrong,
            decision: 'reduced-timetable',
            authority: 'luton',
          },
          sealed: {
            under: { subject: more.subject ?? subject, decision: 'reduced-timetable', year: 2026 },
            payload: renderResealed({ of, text }, opened.tag),
          },
        },
      ])
    await plant(opened.text.replace('"not-permitted"', '"permitted"'))
    expect(await codes()).toEqual(expect.arrayContaining(['resealed', 'not-erased']))
    await keepOne(records, { subjectRef: 'case-right' })
    await plant(opened.text, { subject: (await subjectBy('case-right')).subject })
    expect(await codes()).toContain('resealed')
    await plant(opened.text, { about: `${wrong.slice(0, -12)}000000000000` })
    expect((await verifyLog(records)).faults.map(one => one.message).join()).toContain('no record before it')
  })

  it('of a decision by changed keys is refused', async () => {
    await keepOne(records, { subjectRef: 'case-right' })
    const { db } = records.database
    const rows = await db.selectFrom('keys.subjects').selectAll().execute()
    const [one, two] = [rows[0]!, rows[1]!]
    await db
      .updateTable('keys.subjects')
      .set({ lookup: Buffer.alloc(32) })
      .where('subject', '=', one.subject)
      .execute()
    await db.updateTable('keys.subjects').set({ lookup: one.lookup }).where('subject', '=', two.subject).execute()
    await db.updateTable('keys.subjects').set({ lookup: two.lookup }).where('subject', '=', one.subject).execute()
    expect(await issuesOf(wrong)).toEqual(['not-proved /id'])
    expect(timetable.decision).toBe('reduced-timetable')
  })
})
