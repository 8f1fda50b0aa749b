import { expect, it } from 'vitest'
import type { Records } from '../src/append/records.ts'
import { eraseSubject } from '../src/erase/erase-subject.ts'
import { addEvent } from '../src/events/add-event.ts'
import { eventsOf } from '../src/events/events-of.ts'
import { exportSubject } from '../src/export/export-subject.ts'
import { selectRecordById } from '../src/log/read.ts'
import type { Reader } from '../src/model/actor.ts'
import { explanationOf } from '../src/read/explanation.ts'
import { type ListParameter, listParameters } from '../src/read/filter.ts'
import { listOf } from '../src/read/list.ts'
import { receiptOf } from '../src/read/proofs.ts'
import { readRecord } from '../src/read/read-record.ts'
import { verifyLog } from '../src/verify/verify-log.ts'
import { describeOnBoth } from './support/databases.ts'
import { newFolder } from './support/folders.ts'
import { keepAll, keepOne, openForEach, timetable, valueIn } from './support/keeping.ts'

const luton: Reader = { client: 'mosaic-luton', actor: 'staff-1', realm: 'luton' }
const norfolk: Reader = { client: 'eclipse-norfolk', actor: 'staff-2', realm: 'norfolk' }
const everywhere: Reader = { client: 'local', actor: 'staff-3', everyRealm: true }
const nobody = '01900000-0000-7000-8000-000000000000'

const subjectOf = async ({ database }: Records, id: string): Promise<string> =>
  (await selectRecordById(database.db, id))!.subject!

type Issues = readonly { readonly code: string; readonly pointer: string; readonly message: string }[]
type Refused = { readonly ok: boolean; readonly issues?: Issues }

/** What was recorded since, as it stands in clear, without what differs each time. */
const recordedSince = async ({ database: { db } }: Records, seq: number): Promise<readonly object[]> => {
  const rows = await db.selectFrom('records').select('envelope').where('seq', '>=', seq).orderBy('seq').execute()
  return rows.map(row => {
    const { id: _, seq: __, recordedAt: ___, payload, ...rest } = JSON.parse(row.envelope)
    return { ...rest, bytes: payload?.bytes }
  })
}

const sizeOf = async ({ database: { db } }: Records): Promise<number> =>
  (await db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()).size

describeOnBoth('two realms that share a service', ({ place }) => {
  const open = openForEach(place)

  it('mean two children by one reference', async () => {
    const records = await open()
    const [ours, theirs, again] = await keepAll(records, [
      { by: luton, subjectRef: '12345' },
      { by: norfolk, subjectRef: '12345' },
      { by: luton, subjectRef: '12345' },
    ])
    const [one, other] = [await subjectOf(records, ours!.id), await subjectOf(records, theirs!.id)]
    expect(one).not.toBe(other)
    expect(await subjectOf(records, again!.id)).toBe(one)
    for (const [reader, ids] of [
      [luton, [again!.id, ours!.id]],
      [norfolk, [theirs!.id]],
    ] as const) {
      const listed = valueIn(await listOf(records, { subjectRef: '12345' }, reader)).records
      expect(listed.map(item => item.envelope.id).filter(id => ids.includes(id))).toEqual(ids)
      expect(listed.filter(item => item.envelope.type === 'evaluated')).toHaveLength(ids.length)
    }
    const copies = [await newFolder(), await newFolder()]
    expect(valueIn(await exportSubject(records, { subjectRef: '12345' }, copies[0]!, luton)).decisions).toBe(2)
    expect(valueIn(await exportSubject(records, { subjectRef: '12345' }, copies[1]!, norfolk)).decisions).toBe(1)
    const erased = await eraseSubject(records, { subjectRef: '12345' }, { reason: 'erasure-request', by: luton })
    expect(valueIn(erased)).toMatchObject({ subject: one, decisions: 2 })
    expect(valueIn(await readRecord(records, theirs!.id, norfolk)).state).toBe('decision')
    expect((await verifyLog(records)).faults).toEqual([])
  })

  it('answer an id of another realm as one that nobody has, whatever is asked of it', async () => {
    const records = await open()
    const [theirs] = await keepAll(records, [{ by: norfolk, subjectRef: 'case-9' }])
    await keepOne(records, { by: luton, subjectRef: 'case-9' })
    const event = { type: 'reviewed' } as const
    const added = valueIn(await addEvent(records, { about: theirs!.id, event, by: norfolk }))
    const folder = await newFolder()
    const asked: Readonly<Record<string, (id: string) => Promise<Refused>>> = {
      readRecord: id => readRecord(records, id, luton),
      explanationOf: id => explanationOf(records, id, luton, 'json'),
      receiptOf: id => receiptOf(records, id, luton),
      addEvent: id => addEvent(records, { about: id, event, by: luton }),
      'addEvent, a hold': id => addEvent(records, { about: id, event: { type: 'held', reason: 'Why.' }, by: luton }),
      eventsOf: id => eventsOf(records, id, luton),
      exportSubject: id => exportSubject(records, { record: id }, folder, luton),
      eraseSubject: id => eraseSubject(records, { record: id }, { reason: 'erasure-request', by: luton }),
    }
    for (const [name, ask] of Object.entries(asked))
      for (const id of [theirs!.id, added.id]) {
        const before = await sizeOf(records)
        const [found, none] = [await ask(id), await ask(nobody)]
        expect(found, name).toEqual(none)
        expect(found.issues, name).toMatchObject([{ code: 'unknown-name' }])
        expect(await sizeOf(records), name).toBe(before)
      }
    const number = await subjectOf(records, theirs!.id)
    const ofNumber = (subject: string) => [
      exportSubject(records, { subject }, folder, luton),
      eraseSubject(records, { subject }, { reason: 'erasure-request' as const, by: luton }),
    ]
    expect(await Promise.all(ofNumber(number))).toEqual(await Promise.all(ofNumber('0'.repeat(32))))
    expect(valueIn(await readRecord(records, theirs!.id, everywhere)).state).toBe('decision')
  })

  it('list nothing of another realm, by whichever filter, in the bytes of a list of nothing', async () => {
    const records = await open()
    const [theirs] = await keepAll(records, [
      { by: norfolk, subjectRef: 'case-9' },
      { by: norfolk, subjectRef: 'case-9' },
      { by: norfolk, request: { ...timetable, authority: 'norfolk' } },
    ])
    const page = valueIn(await listOf(records, { limit: '1' }, norfolk))
    valueIn(await addEvent(records, { about: theirs!.id, event: { type: 'reviewed' }, by: norfolk }))
    const [item] = valueIn(await listOf(records, { subjectRef: 'case-9', type: 'evaluated' }, norfolk)).records
    const day = item!.envelope.recordedAt.slice(0, 10)
    const theirsBy: Readonly<Record<Exclude<ListParameter, 'limit'>, string>> = {
      decision: 'reduced-timetable',
      authority: 'norfolk',
      answer: item!.found!.answer!,
      type: 'evaluated',
      from: day,
      to: day,
      rule: item!.found!.rules[0]!,
      caution: 'rests-on-restated-source',
      reading: 'none',
      rules: item!.envelope.rules!.digest,
      subject: await subjectOf(records, theirs!.id),
      subjectRef: 'case-9',
      about: theirs!.id,
      client: norfolk.client,
      realm: 'norfolk',
      cursor: page.next!,
    }
    // A filter that is added to the table has to be tried here too.
    expect(Object.keys({ ...theirsBy, limit: '' }).sort()).toEqual(Object.keys(listParameters).sort())
    for (const [name, value] of Object.entries(theirsBy)) {
      const before = await sizeOf(records)
      const found = await listOf(records, { [name]: value, client: norfolk.client }, luton)
      // A subject and a reference together are refused, so the list of nothing is by a subject that nobody is.
      const nobody = name === 'subject' ? { subject: '0'.repeat(32) } : { [name]: value, subjectRef: 'nobody' }
      const none = await listOf(records, { ...nobody, client: norfolk.client }, luton)
      expect(JSON.stringify(found), name).toBe('{"ok":true,"value":{"records":[],"next":null}}')
      expect(JSON.stringify(found), name).toBe(JSON.stringify(none))
      // Nor does what stands in clear of having looked tell one from the other.
      const [looked, lookedForNobody] = await recordedSince(records, before)
      expect(looked, name).toEqual(lookedForNobody)
      expect(looked, name).toMatchObject({ type: 'accessed', realm: 'luton' })
      expect(looked, name).not.toHaveProperty('about')
    }
    const all = valueIn(await listOf(records, {}, luton)).records
    expect(all.filter(one => one.envelope.realm !== 'luton')).toEqual([])
    expect(valueIn(await listOf(records, { client: norfolk.client }, everywhere)).records.length).toBeGreaterThan(3)
  })

  it('are told apart from the realm of those who have none', async () => {
    const records = await open()
    const bare: Reader = { client: 'local', actor: 'staff-4' }
    const [ours, theirs] = await keepAll(records, [
      { by: bare, subjectRef: '12345' },
      { by: norfolk, subjectRef: '12345' },
    ])
    expect(await subjectOf(records, ours!.id)).not.toBe(await subjectOf(records, theirs!.id))
    const seen = async (reader: Reader) =>
      valueIn(await listOf(records, { type: 'evaluated' }, reader)).records.map(one => one.envelope.id)
    expect([await seen(bare), await seen(norfolk)]).toEqual([[ours!.id], [theirs!.id]])
    expect(await seen({ ...bare, realm: 'default' })).toEqual([ours!.id])
    expect((await seen(everywhere)).sort()).toEqual([ours!.id, theirs!.id].sort())
    // A reference is of one realm also to who sees all of them.
    const byReference = await listOf(records, { subjectRef: '12345', type: 'evaluated' }, everywhere)
    expect(valueIn(byReference).records.map(one => one.envelope.id)).toEqual([ours!.id])
    const inNorfolk = { subjectRef: '12345', type: 'evaluated', realm: 'norfolk' }
    expect(valueIn(await listOf(records, inNorfolk, everywhere)).records.map(one => one.envelope.id)).toEqual([
      theirs!.id,
    ])
  })
})
