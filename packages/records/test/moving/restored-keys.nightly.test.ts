import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Records } from '../../src/append/records.ts'
import { openPayload, unwrapKey } from '../../src/crypto/seal.ts'
import type { DatabasePlace } from '../../src/database/open.ts'
import { eraseSubject } from '../../src/erase/erase-subject.ts'
import { addEvent } from '../../src/events/add-event.ts'
import { eventsOf } from '../../src/events/events-of.ts'
import { exportSubject } from '../../src/export/export-subject.ts'
import { findSubject } from '../../src/find/subject.ts'
import { selectRecordById } from '../../src/log/read.ts'
import { selectSeal } from '../../src/log/seals.ts'
import { resealAll } from '../../src/move/empty-key.ts'
import { moveDecision } from '../../src/move/move-decision.ts'
import { retireKey } from '../../src/move/retire-key.ts'
import { listOf } from '../../src/read/list.ts'
import { readRecord } from '../../src/read/read-record.ts'
import { replay } from '../../src/replay/replay.ts'
import { openRecord } from '../../src/unseal/open.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { describeOnBoth } from '../support/databases.ts'
import { clockAt, keepOne, openAt, staff, valueIn } from '../support/keeping.ts'
import { type KeyBackup, keyBackup, putBackMissing, putBackWhole } from '../support/key-backup.ts'

const remit = { decision: 'remit', asOf: '2026-11-22', facts: { careStatus: 'looked-after' } } as const
const right = { toSubjectRef: 'case-right', reason: 'Sent under the reference of another child.', by: staff }

describeOnBoth('keys of before a move, brought back', ({ place }) => {
  const clock = clockAt('2026-03-01T00:00:00.000Z')
  let at: DatabasePlace
  let records: Records
  let folder = ''
  beforeEach(async () => {
    at = await place()
    records = await openAt(at, clock.now)
    folder = await mkdtemp(join(tmpdir(), 'virtual-school-restored-'))
  })
  afterEach(async () => {
    await records.close()
    await rm(folder, { recursive: true, force: true })
  })
  const keep = async (subjectRef: string, request?: typeof remit) =>
    (await keepOne(records, { subjectRef, ...(request && { request }) })).id
  const say = async (about: string, reason: string, type = 'challenged') =>
    valueIn(await addEvent(records, { about, event: { type, reason }, by: staff }))
  const move = async (id: string, more = {}) => valueIn(await moveDecision(records, id, { ...right, ...more }))
  const erase = async (subjectRef: string) =>
    valueIn(await eraseSubject(records, { subjectRef }, { reason: 'erasure-request', by: staff }))
  const backup = () => keyBackup(records.database)
  const keyOf = async (id: string) =>
    (await selectSeal(records.database.db, (await selectRecordById(records.database.db, id))!))!
  const subjectBy = async (subjectRef: string) => valueIn(await findSubject(records, { subjectRef }, staff)).subject
  /** The keys are put back while nobody has the records open, and these are opened again. */
  const restored = async (keys: KeyBackup, way: typeof putBackWhole = putBackWhole) => {
    await way(records.database, keys)
    await records.close()
    records = await openAt(at, clock.now)
  }
  const stateOf = async (id: string) => valueIn(await readRecord(records, id, staff)).state
  const reasonsOf = async (id: string) =>
    valueIn(await eventsOf(records, id, staff)).flatMap(one =>
      one.type === 'challenged' || one.type === 'corrected' ? [one.reason] : [],
    )
  const listed = async (subjectRef: string) =>
    valueIn(await listOf(records, { subjectRef, type: 'evaluated' }, staff)).records.map(one => one.envelope.id)
  const exported = async (subjectRef: string) => {
    const to = join(folder, `${subjectRef}-${Math.random()}`)
    valueIn(await exportSubject(records, { subjectRef }, to, staff))
    const names = (await readdir(to, { recursive: true })).filter(name => /\.\w+$/.test(name))
    return (await Promise.all(names.map(name => readFile(join(to, name), 'utf8')))).join('\n')
  }
  const dataKeys = () => records.database.db.selectFrom('keys.data_keys').selectAll().execute()
  /** Whether what is stored of a decision, in its own record or in one that holds it again, opens with any key of a child. */
  const opensWith = async (id: string, subject: string) => {
    const { db } = records.database
    const rows = await db
      .selectFrom('records')
      .selectAll()
      .where(eb => eb.or([eb('id', '=', id), eb.and([eb('about', '=', id), eb('type', '=', 'resealed')])]))
      .execute()
    const keys = (await dataKeys())
      .filter(row => row.subject === subject)
      .map(row => valueIn(unwrapKey(records.keys, row)))
    return rows.some(({ id: of, type, payload }) =>
      keys.some(key => openPayload(key, payload!, { id: of, type: type as 'evaluated' }).ok),
    )
  }
  const faults = async () => (await verifyLog(records)).faults.map(({ code, seq }) => ({ code, seq }))
  /** The numbers of the records about a decision, of a type. */
  const seqsAbout = async (about: string, type: string) => {
    const rows = records.database.db.selectFrom('records').select('seq').where('about', '=', about)
    return (await rows.where('type', '=', type).orderBy('seq').execute()).map(one => one.seq)
  }
  const expectReplayed = async (same: number) =>
    expect(await replay(records, { all: true })).toMatchObject({ isSame: true, counts: { same, damaged: 0 } })

  /** Three decisions under one key, of which the first is another child’s. */
  const three = async () => {
    const ids = [await keep('case-wrong'), await keep('case-wrong'), await keep('case-wrong')] as const
    for (const [n, id] of ids.entries()) await say(id, `canary ${n}`)
    return ids
  }
  /** What has to be so however the keys were put back. */
  const expectMoved = async ([wrong, ...others]: readonly string[], lost: string, old: string) => {
    expect((await dataKeys()).map(row => row.key)).not.toContain(old)
    expect((await dataKeys()).filter(row => row.decision.startsWith('retired:'))).toEqual([])
    expect(await stateOf(wrong!)).toBe('decision')
    expect(await reasonsOf(wrong!)).toEqual(['canary 0'])
    expect(await opensWith(wrong!, lost)).toBe(false)
    for (const [n, id] of others.entries()) {
      expect(await stateOf(id)).toBe('decision')
      expect(await reasonsOf(id)).toEqual([`canary ${n + 1}`])
    }
    expect(await listed('case-wrong')).toEqual(expect.arrayContaining(others))
    expect(await listed('case-wrong')).not.toContain(wrong)
    const copy = await exported('case-wrong')
    expect(copy).not.toContain('canary 0')
    expect(copy).not.toContain(wrong)
  }

  /** One of three moved to the right child, who had a decision; and the keys of before. */
  const oneMoved = async () => {
    await keep('case-right')
    const ids = await three()
    const [keys, { key }] = [await backup(), await keyOf(ids[0])]
    await move(ids[0])
    return { ids, keys, key, child: await subjectBy('case-wrong') }
  }

  it('row by row: the old key is destroyed again, and nothing is sealed again that need not be', async () => {
    await keep('case-right')
    await keep('case-wrong', remit)
    const wrong = await keep('case-wrong')
    await say(wrong, 'canary 0')
    const [keys, { key }] = [await backup(), await keyOf(wrong)]
    await move(wrong)
    const [child, now] = [await subjectBy('case-wrong'), await keyOf(wrong)]
    const before = await seqsAbout(wrong, 'resealed')
    await putBackMissing(records.database, keys)
    expect(await opensWith(wrong, child)).toBe(true)
    expect(await faults()).toContainEqual(expect.objectContaining({ code: 'not-erased' }))
    await restored(keys, putBackMissing)
    await expectMoved([wrong], child, key)
    expect(await keyOf(wrong)).toEqual(now)
    expect(await seqsAbout(wrong, 'resealed')).toEqual(before)
    expect(await faults()).toEqual([])
    await expectReplayed(3)
  })

  it('as a whole, the right child’s key among them: what is the wrong child’s gets a new key', async () => {
    const { ids, keys, key, child } = await oneMoved()
    await restored(keys)
    await expectMoved(ids, child, key)
    expect(await exported('case-right')).toContain('canary 0')
    expect(await faults()).toEqual([])
    await expectReplayed(4)
  })

  it('and once more after more was recorded under the old key, as by a version that left it there', async () => {
    const { ids, keys, key, child } = await oneMoved()
    await putBackWhole(records.database, keys)
    const late = await keep('case-wrong')
    await say(late, 'canary 3')
    expect((await keyOf(late)).key).toBe(key)
    await restored(await backup())
    await expectMoved([...ids, late], child, key)
    expect(await faults()).toEqual([])
    await expectReplayed(5)
  })

  it('as a whole, without the right child’s: nothing is lost, and the decision can be moved to the reference again', async () => {
    const ids = await three()
    const [keys, { key }] = [await backup(), await keyOf(ids[0])]
    await move(ids[0])
    const [child, other] = [await subjectBy('case-wrong'), await subjectBy('case-right')]
    await restored(keys)
    await expectMoved(ids, child, key)
    expect(await keyOf(ids[0])).toMatchObject({ subject: other })
    // Why it was moved stood under a key that no backup has.
    expect(await faults()).toEqual([{ code: 'key', seq: (await seqsAbout(ids[0], 'moved'))[0] }])
    expect(await listed('case-right')).toEqual([])
    await move(ids[0])
    expect(await listed('case-right')).toEqual([ids[0]])
    expect(await exported('case-right')).toContain('canary 0')
    await expectReplayed(3)
  })

  it('from the middle of a move, before anything was sealed again', async () => {
    const ids = await three()
    const { key } = await keyOf(ids[0])
    await retireKey(records, key)
    const keys = await backup()
    await move(ids[0])
    const child = await subjectBy('case-wrong')
    await restored(keys)
    await expectMoved(ids, child, key)
    await expectReplayed(3)
  })

  it('from between the batch of a move and the destruction of the key, with another move since', async () => {
    await keep('case-right')
    const ids = await three()
    const { key } = await keyOf(ids[0])
    const old = (await retireKey(records, key))!
    await resealAll(records, old, { by: staff })
    const [keys, between] = [await backup(), await keyOf(ids[0])]
    await records.close()
    records = await openAt(at, clock.now)
    await move(ids[0])
    const child = await subjectBy('case-wrong')
    await restored(keys)
    await expectMoved(ids, child, key)
    expect((await dataKeys()).map(row => row.key)).not.toContain(between.key)
    expect(await faults()).toEqual([])
    await expectReplayed(4)
  })

  it.each([true, false])(
    'do not bring back what was erased with the right child, whose key they have: %s',
    async has => {
      if (has) await keep('case-right')
      const ids = await three()
      const keys = await backup()
      await move(ids[0])
      await erase('case-right')
      await restored(keys)
      expect(await Promise.all(ids.map(stateOf))).toEqual(['erased', 'decision', 'decision'])
      expect(await reasonsOf(ids[0])).toEqual([undefined])
      expect(await opensWith(ids[0], await subjectBy('case-wrong'))).toBe(false)
      expect(await dataKeys()).not.toContainEqual(expect.objectContaining({ decision: 'retired:reduced-timetable' }))
      expect(await faults()).toEqual([])
    },
  )

  it.each([true, false])(
    'lose nothing of the right child though the wrong one was erased since; its key is there: %s',
    async has => {
      if (has) await keep('case-right')
      const ids = await three()
      const [keys, child] = [await backup(), await subjectBy('case-wrong')]
      await move(ids[0])
      await erase('case-wrong')
      await restored(keys)
      expect(await Promise.all(ids.map(stateOf))).toEqual(['decision', 'erased', 'erased'])
      expect(await reasonsOf(ids[0])).toEqual(['canary 0'])
      expect((await dataKeys()).filter(row => row.subject === child)).toEqual([])
      const lost = has ? [] : [{ code: 'key', seq: (await seqsAbout(ids[0], 'moved'))[0] }]
      expect(await faults()).toEqual(lost)
    },
  )

  it.each([true, false])(
    'leave what was corrected since as it is, the right child’s key being there: %s',
    async has => {
      if (has) await keep('case-right')
      const ids = await three()
      const [keys, { key }] = [await backup(), await keyOf(ids[0])]
      await move(ids[0])
      await say(ids[0], 'canary of the correction', 'corrected')
      const child = await subjectBy('case-wrong')
      await restored(keys)
      expect((await dataKeys()).map(row => row.key)).not.toContain(key)
      expect(await opensWith(ids[0], child)).toBe(false)
      // What was sealed under a key that the backup does not have is lost, and said to be.
      expect(await reasonsOf(ids[0])).toEqual(['canary 0', has ? 'canary of the correction' : undefined])
      const lost = [...(await seqsAbout(ids[0], 'moved')), ...(await seqsAbout(ids[0], 'corrected'))]
      expect(await faults()).toEqual(has ? [] : lost.map(seq => ({ code: 'key', seq })))
      expect(await exported('case-wrong')).not.toMatch(/canary (0|of the correction)/)
      await expectReplayed(has ? 4 : 3)
    },
  )

  it('of a child through whom a decision only passed: it goes to the last', async () => {
    await keep('case-right')
    const ids = await three()
    await move(ids[0])
    const [keys, between] = [await backup(), await keyOf(ids[0])]
    await move(ids[0], { toSubjectRef: 'case-third' })
    const last = await subjectBy('case-third')
    await restored(keys)
    expect(await keyOf(ids[0])).toMatchObject({ subject: last })
    expect((await dataKeys()).map(row => row.key)).not.toContain(between.key)
    expect(await opensWith(ids[0], await subjectBy('case-right'))).toBe(false)
    expect(await stateOf(ids[0])).toBe('decision')
    expect(await reasonsOf(ids[0])).toEqual(['canary 0'])
    expect(await faults()).toEqual([{ code: 'key', seq: (await seqsAbout(ids[0], 'moved')).at(-1) }])
    await expectReplayed(4)
  })

  it('are left as long as nothing else opens what they open, the right child’s key being damaged', async () => {
    await keep('case-right')
    const wrong = await keep('case-wrong')
    const [keys, { key }] = [await backup(), await keyOf(wrong)]
    await move(wrong)
    const now = await keyOf(wrong)
    const damaged = keys.dataKeys.map(row => (row.key === now.key ? { ...row, wrapped: Buffer.alloc(61, 7) } : row))
    await restored({ ...keys, dataKeys: damaged })
    expect((await dataKeys()).find(row => row.key === key)?.decision).toBe('retired:reduced-timetable')
    // Not by reading, which would record that under the damaged key.
    expect((await openRecord(records, (await selectRecordById(records.database.db, wrong))!)).state).toBe('decision')
    expect((await faults()).map(one => one.code)).toContain('key')
    await restored(keys)
    expect((await dataKeys()).map(row => row.key)).not.toContain(key)
    expect(await stateOf(wrong)).toBe('decision')
    expect(await faults()).toEqual([])
  })

  it('that were changed besides are left, and do not keep the records from being opened', async () => {
    await keep('case-right')
    const wrong = await keep('case-wrong')
    const [keys, { key }] = [await backup(), await keyOf(wrong)]
    await move(wrong)
    const changed = keys.dataKeys.map(row => (row.key === key ? { ...row, wrapped: Buffer.alloc(61, 7) } : row))
    await restored({ ...keys, dataKeys: changed })
    expect((await faults()).map(one => one.code)).toContain('not-erased')
    expect(await stateOf(wrong)).toBe('damaged')
  })
})
