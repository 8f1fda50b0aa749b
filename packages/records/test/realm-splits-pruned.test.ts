import { afterEach, expect, it } from 'vitest'
import type { Records } from '../src/append/records.ts'
import { eraseSubject } from '../src/erase/erase-subject.ts'
import { prune } from '../src/erase/prune.ts'
import { exportSubject } from '../src/export/export-subject.ts'
import { splitRealm } from '../src/manage/split-realm.ts'
import type { Reader } from '../src/model/actor.ts'
import { moveDecision } from '../src/move/move-decision.ts'
import { readRecord } from '../src/read/read-record.ts'
import { verifyLog } from '../src/verify/verify-log.ts'
import { describeOnBoth } from './support/databases.ts'
import { newFolder } from './support/folders.ts'
import { clockAt, keepAll, openAt, valueIn } from './support/keeping.ts'

const mosaic: Reader = { client: 'mosaic-luton', actor: 'staff-1' }
const eclipse: Reader = { client: 'eclipse-norfolk', actor: 'staff-2' }
const luton: Reader = { ...mosaic, realm: 'luton' }
const operator: Reader = { client: 'local', actor: 'staff-9', everyRealm: true }
const subjectRef = '12345'

describeOnBoth('a reference of two clients, of which the years before were pruned', ({ place }) => {
  const opened: Records[] = []
  afterEach(() => Promise.all(opened.splice(0).map(one => one.close())))

  /** One decision of each in 2018, which was pruned, and one of each since; then the realms are told apart. */
  const split = async () => {
    const clock = clockAt('2018-03-05T09:00:00.000Z')
    const records = await openAt(await place(), clock.now)
    opened.push(records)
    const both = [
      { by: mosaic, subjectRef },
      { by: eclipse, subjectRef },
    ]
    const old = await keepAll(records, both)
    clock.time = new Date('2026-03-05T09:00:00.000Z')
    const [ours, theirs] = await keepAll(records, both)
    valueIn(await prune(records, { policy: 'default=6', by: operator }))
    for (const { id } of old) expect(valueIn(await readRecord(records, id, operator)).state).toBe('erased')
    const done = valueIn(await splitRealm(records, { client: mosaic.client, realm: 'luton', by: operator }))
    expect(done.shared).toHaveLength(1)
    return { records, ours: ours!, theirs: theirs! }
  }

  const copied = async (records: Records, by: Reader) => exportSubject(records, { subjectRef }, await newFolder(), by)
  const erased = (records: Records, by: Reader) =>
    eraseSubject(records, { subjectRef }, { reason: 'erasure-request', by })

  it('is not erased by either while the other has something that can be read', async () => {
    const { records } = await split()
    for (const by of [luton, eclipse])
      expect(await erased(records, by)).toMatchObject({ ok: false, issues: [{ code: 'not-allowed-here' }] })
  })

  it('is settled once what can be read of one is moved: each copies and erases its own', async () => {
    const { records, ours, theirs } = await split()
    const moving = { toSubjectRef: subjectRef, reason: 'Another child.', by: luton }
    valueIn(await moveDecision(records, ours.id, moving))
    expect(valueIn(await copied(records, luton)).decisions).toBe(1)
    expect(valueIn(await erased(records, luton)).subject).not.toBe('')
    expect(valueIn(await readRecord(records, ours.id, luton)).state).toBe('erased')
    expect(valueIn(await readRecord(records, theirs.id, eclipse)).state).toBe('decision')
    valueIn(await erased(records, eclipse))
    expect(valueIn(await readRecord(records, theirs.id, eclipse)).state).toBe('erased')
    for (const by of [luton, eclipse])
      expect(await copied(records, by)).toMatchObject({ ok: false, issues: [{ code: 'unknown-name' }] })
    expect((await verifyLog(records)).faults).toEqual([])
  })
})
