import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Records } from '../../src/append/records.ts'
import type { DatabasePlace } from '../../src/database/open.ts'
import { eraseSubject } from '../../src/erase/erase-subject.ts'
import { prune } from '../../src/erase/prune.ts'
import { addEvent } from '../../src/events/add-event.ts'
import { eventsOf } from '../../src/events/events-of.ts'
import { exportSubject } from '../../src/export/export-subject.ts'
import { moveDecision } from '../../src/move/move-decision.ts'
import { explanationOf } from '../../src/read/explanation.ts'
import { listOf } from '../../src/read/list.ts'
import { readRecord } from '../../src/read/read-record.ts'
import { replay } from '../../src/replay/replay.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { describeOnBoth } from '../support/databases.ts'
import { clockAt, keepOne, openAt, staff, timetable, valueIn } from '../support/keeping.ts'

const everywhere = { ...staff, everyRealm: true }
const remit = { decision: 'remit', asOf: '2026-11-22', facts: { careStatus: 'looked-after' } } as const
const moving = { toSubjectRef: 'case-right', reason: 'Sent under the reference of another child.', by: staff }

describeOnBoth('a decision that is moved', ({ place }) => {
  const clock = clockAt('2026-03-01T00:00:00.000Z')
  let at: DatabasePlace
  let records: Records
  let folder = ''
  /** The decision that was sent under the wrong reference, and one that was not, both under one key. */
  let [wrong, other] = ['', '']
  beforeEach(async () => {
    clock.time = new Date('2026-03-01T00:00:00.000Z')
    at = await place()
    records = await openAt(at, clock.now)
    wrong = (await keepOne(records, { subjectRef: 'case-wrong' })).id
    other = (await keepOne(records, { subjectRef: 'case-wrong', request: { ...timetable, authority: 'england' } })).id
    await keepOne(records, { subjectRef: 'case-right', request: remit })
    await say(wrong, 'canary of the moved')
    await say(other, 'canary of the other')
    clock.time = new Date('2027-01-05T00:00:00.000Z')
    folder = await mkdtemp(join(tmpdir(), 'virtual-school-move-'))
  })
  afterEach(async () => {
    await records.close()
    await rm(folder, { recursive: true, force: true })
  })
  const say = async (about: string, reason: string) =>
    valueIn(await addEvent(records, { about, event: { type: 'challenged', reason }, by: staff }))
  const move = async (id = wrong, more = {}) => valueIn(await moveDecision(records, id, { ...moving, ...more }))
  const listed = async (subjectRef: string, by = staff) =>
    valueIn(await listOf(records, { subjectRef, type: 'evaluated' }, by)).records.map(one => one.envelope.id)
  const stateOf = async (id: string) => valueIn(await readRecord(records, id, everywhere)).state
  const exported = async (subjectRef: string) => {
    const to = join(folder, `${subjectRef}-${Math.random()}`)
    valueIn(await exportSubject(records, { subjectRef }, to, staff))
    const names = (await readdir(to, { recursive: true })).filter(name => /\.\w+$/.test(name))
    return (await Promise.all(names.map(name => readFile(join(to, name), 'utf8')))).join('\n')
  }
  const sound = async () => {
    const report = await verifyLog(records)
    expect(report.faults).toEqual([])
    const replayed = await replay(records, { all: true })
    expect(replayed).toMatchObject({ isSame: true, counts: { differs: 0, damaged: 0 } })
    return { report, replayed }
  }

  it('is read, explained, listed, exported and decided again with the right child, and no more with the wrong one', async () => {
    const done = await move()
    expect(done).toMatchObject({ records: 4, realm: 'default' })
    const read = valueIn(await readRecord(records, wrong, staff))
    expect(read).toMatchObject({ state: 'decision', request: timetable, result: { answer: 'not-permitted' } })
    expect(read.events).toMatchObject([
      { type: 'challenged', reason: 'canary of the moved' },
      { type: 'moved', reason: moving.reason, actor: staff.actor },
      { type: 'accessed' },
    ])
    const account = JSON.parse(valueIn(await explanationOf(records, wrong, staff, 'json')))
    expect(account).toMatchObject({ state: 'whole', checks: { rules: 'kept', receipt: 'verified', replay: 'same' } })
    expect(await listed('case-wrong')).toEqual([other])
    expect(await listed('case-right')).toContain(wrong)
    const [ofWrong, ofRight] = [await exported('case-wrong'), await exported('case-right')]
    expect(ofWrong).not.toContain('canary of the moved')
    expect(ofWrong).not.toContain(wrong)
    expect(ofWrong).toContain('canary of the other')
    expect(ofWrong).toMatch(/We asked the computer 1 question .*A record about someone else .* We moved it/s)
    expect(ofRight).toContain('canary of the moved')
    expect(ofRight).not.toContain('canary of the other')
    expect(ofRight).not.toContain(other)
    const { replayed } = await sound()
    expect(replayed.counts).toMatchObject({ same: 3, erased: 0 })
  })

  it('leaves a letter that says so to a child of whom nothing else is kept', async () => {
    await move()
    await move(other)
    const letter = await exported('case-wrong')
    expect(letter).toContain('We keep no finding about you now.')
    expect(letter).toContain('2 records about other people were kept under your reference by mistake.')
    expect(letter).not.toMatch(/A person has decided|<table/)
  })

  it.each(['case-wrong', 'case-right'])('is erased with its child alone: %s', async subjectRef => {
    await move()
    valueIn(await eraseSubject(records, { subjectRef }, { reason: 'erasure-request', by: staff }))
    const isWrong = subjectRef === 'case-wrong'
    expect(await stateOf(wrong)).toBe(isWrong ? 'decision' : 'erased')
    expect(await stateOf(other)).toBe(isWrong ? 'erased' : 'decision')
    const events = valueIn(await eventsOf(records, wrong, staff))
    expect(events.some(one => one.type === 'erased')).toBe(!isWrong)
    expect(events.find(one => one.type === 'challenged')?.reason).toBe(isWrong ? 'canary of the moved' : undefined)
    await sound()
  })

  it('is pruned by its own year, with the child whose it is', async () => {
    await move()
    clock.time = new Date('2030-01-01T00:00:00.000Z')
    valueIn(await prune(records, { policy: 'reduced-timetable=1,default=90', by: staff }))
    expect([await stateOf(wrong), await stateOf(other)]).toEqual(['erased', 'erased'])
    await sound()
  })
})
