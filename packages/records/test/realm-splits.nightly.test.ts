import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Kept } from '../src/append/draft.ts'
import type { Records } from '../src/append/records.ts'
import { computeApiKeyMac } from '../src/crypto/bound-rows.ts'
import type { ApiKeyRow } from '../src/database/schema.ts'
import { eraseSubject } from '../src/erase/erase-subject.ts'
import { addEvent } from '../src/events/add-event.ts'
import { eventsOf } from '../src/events/events-of.ts'
import { exportSubject } from '../src/export/export-subject.ts'
import { findRealm } from '../src/find/realms.ts'
import { selectRecordById } from '../src/log/read.ts'
import { splitRealm } from '../src/manage/split-realm.ts'
import type { Reader } from '../src/model/actor.ts'
import { listOf } from '../src/read/list.ts'
import { readRecord } from '../src/read/read-record.ts'
import { selectRecords } from '../src/read/select-records.ts'
import { verifyLog } from '../src/verify/verify-log.ts'
import { append, type TestDraft } from './support/batches.ts'
import { describeOnBoth } from './support/databases.ts'
import { newFolder } from './support/folders.ts'
import { keepAll, openForEach, valueIn } from './support/keeping.ts'

const mosaic: Reader = { client: 'mosaic-luton', actor: 'staff-1' }
const eclipse: Reader = { client: 'eclipse-norfolk', actor: 'staff-2' }
const luton: Reader = { ...mosaic, realm: 'luton' }
const operator: Reader = { client: 'local', actor: 'staff-9', everyRealm: true }
const split = (records: Records, client = 'mosaic-luton', realm = 'luton') =>
  splitRealm(records, { client, realm, by: operator })

const decisionsSeen = async (records: Records, query: Record<string, string>, reader: Reader) =>
  valueIn(await listOf(records, { type: 'evaluated', limit: '200', ...query }, reader)).records.map(
    one => one.envelope.id,
  )
const idsOf = (kept: readonly Kept[]) => kept.map(one => one.id).reverse()
const subjectOf = async ({ database }: Records, { id }: Kept): Promise<string> =>
  (await selectRecordById(database.db, id))!.subject!
const erasure = { reason: 'erasure-request', by: operator } as const

describeOnBoth('what a client recorded, given to a realm', ({ kind, place, open: openBare }) => {
  const open = openForEach(place)

  /** Two of one reference that both sent, two of one that Luton’s alone sent, one without, and one of Norfolk’s. */
  const shared = async (records: Records) => {
    const kept = await keepAll(records, [
      { by: mosaic, subjectRef: '12345' },
      { by: eclipse, subjectRef: '12345' },
      { by: mosaic, subjectRef: 'L-1' },
      { by: mosaic, subjectRef: 'L-1' },
      { by: mosaic },
      { by: eclipse, subjectRef: 'N-1' },
    ])
    const at = (...places: readonly number[]) => places.map(one => kept[one]!)
    return { both: at(0, 1), ours: at(2, 3), alone: kept[4]!, theirs: kept[5]!, mine: at(0, 2, 3, 4), rest: at(1, 5) }
  }

  it('is seen there and no longer in the default realm, with what people did about it', async () => {
    const records = await open()
    const { ours, both, mine, rest } = await shared(records)
    const event = { type: 'challenged', reason: 'The carer does not agree.' } as const
    const before = valueIn(await addEvent(records, { about: ours[0]!.id, event, by: mosaic }))
    const theirsBefore = valueIn(await addEvent(records, { about: both[1]!.id, event, by: eclipse }))
    expect(await decisionsSeen(records, {}, mosaic)).toHaveLength(6)

    const dry = valueIn(
      await splitRealm(records, { client: 'mosaic-luton', realm: 'luton', by: operator, dryRun: true }),
    )
    const told = { decisions: 4, moved: 1, shared: [{ decisions: { 'mosaic-luton': 1, 'eclipse-norfolk': 1 } }] }
    expect(dry).toMatchObject({ id: '', ...told })
    expect(await decisionsSeen(records, {}, mosaic)).toHaveLength(6)
    const done = valueIn(await split(records))
    expect(done).toMatchObject(told)
    expect(done.shared[0]!.subject).toBe(await subjectOf(records, both[0]!))

    expect(await decisionsSeen(records, {}, luton)).toEqual(idsOf(mine))
    expect(await decisionsSeen(records, {}, mosaic)).toEqual(idsOf(rest))
    expect(await decisionsSeen(records, {}, operator)).toHaveLength(6)
    const after = valueIn(await addEvent(records, { about: ours[0]!.id, event: { type: 'reviewed' }, by: luton }))
    const seen = async (reader: Reader) =>
      valueIn(await listOf(records, { about: ours[0]!.id }, reader)).records.map(one => one.envelope.id)
    expect(await seen(luton)).toEqual([after.id, before.id])
    expect(await seen(mosaic)).toEqual([])
    const events = async (reader: Reader) =>
      valueIn(await listOf(records, { type: 'challenged' }, reader)).records.map(one => one.envelope.id)
    expect([await events(luton), await events(mosaic)]).toEqual([[before.id], [theirsBefore.id]])
    for (const { id } of [before, after, ours[0]!]) {
      expect((await readRecord(records, id, mosaic)).ok).toBe(false)
      expect((await readRecord(records, id, luton)).ok).toBe(true)
    }
    expect((await verifyLog(records)).faults).toEqual([])
  })

  it('is found there by the same reference, which the default realm may use for another child', async () => {
    const records = await open()
    const { ours } = await shared(records)
    valueIn(await split(records))
    expect(await decisionsSeen(records, { subjectRef: 'L-1' }, luton)).toEqual(idsOf(ours))
    expect(await decisionsSeen(records, { subjectRef: 'L-1' }, mosaic)).toEqual([])
    const [again, another, oneMore] = await keepAll(records, [
      { by: luton, subjectRef: 'L-1' },
      { by: eclipse, subjectRef: 'L-1' },
      { by: eclipse, subjectRef: 'L-1' },
    ])
    expect(await subjectOf(records, again!)).toBe(await subjectOf(records, ours[0]!))
    expect(await subjectOf(records, another!)).not.toBe(await subjectOf(records, ours[0]!))
    expect(await subjectOf(records, oneMore!)).toBe(await subjectOf(records, another!))
    expect(await decisionsSeen(records, { subjectRef: 'L-1' }, eclipse)).toEqual(idsOf([another!, oneMore!]))
    const copy = valueIn(await exportSubject(records, { subjectRef: 'L-1' }, await newFolder(), luton))
    expect(copy).toMatchObject({ decisions: 3, unbound: 0 })
    expect(valueIn(await eraseSubject(records, { subjectRef: 'L-1' }, { ...erasure, by: luton })).decisions).toBe(3)
    expect(valueIn(await readRecord(records, another!.id, eclipse)).state).toBe('decision')
    expect((await verifyLog(records)).faults).toEqual([])
  })

  it('of a reference that another client sent too, each sees and exports its own, and nobody erases both', async () => {
    const records = await open()
    const { both } = await shared(records)
    const number = await subjectOf(records, both[0]!)
    valueIn(await split(records))
    expect(await decisionsSeen(records, { subjectRef: '12345' }, luton)).toEqual([both[0]!.id])
    expect(await decisionsSeen(records, { subjectRef: '12345' }, eclipse)).toEqual([both[1]!.id])
    const ways = {
      luton: [{ subjectRef: '12345' }, { record: both[0]!.id }, { subject: number }],
      eclipse: [{ subjectRef: '12345' }],
    }
    for (const named of ways.luton)
      expect(valueIn(await exportSubject(records, named, await newFolder(), luton)).decisions).toBe(1)
    for (const named of ways.eclipse)
      expect(valueIn(await exportSubject(records, named, await newFolder(), eclipse)).decisions).toBe(1)
    // An operator sees every realm, and still means one: that of the record.
    for (const { id } of both)
      expect(valueIn(await exportSubject(records, { record: id }, await newFolder(), operator)).decisions).toBe(1)
    for (const [named, by] of [
      [{ subjectRef: '12345' }, luton],
      [{ subjectRef: '12345' }, eclipse],
      [{ record: both[0]!.id }, operator],
      [{ subject: number }, operator],
    ] as const) {
      const refused = await eraseSubject(records, named, { ...erasure, by })
      expect(refused).toMatchObject({ ok: false, issues: [{ code: 'not-allowed-here' }] })
    }
    for (const { id } of both) expect(valueIn(await readRecord(records, id, operator)).state).toBe('decision')

    // What comes from now on is of a number of its own, and a copy says that there are two.
    const [later] = await keepAll(records, [{ by: luton, subjectRef: '12345' }])
    const own = await subjectOf(records, later!)
    expect(own).not.toBe(number)
    expect(await decisionsSeen(records, { subjectRef: '12345' }, luton)).toEqual([later!.id, both[0]!.id])
    const refused = await exportSubject(records, { subjectRef: '12345' }, await newFolder(), luton)
    expect(refused).toMatchObject({ ok: false, issues: [{ code: 'not-allowed-here', pointer: '/subjectRef' }] })
    expect(JSON.stringify(refused)).toContain(number)
    expect(JSON.stringify(refused)).toContain(own)
    expect(valueIn(await eraseSubject(records, { subject: own }, { ...erasure, by: luton })).decisions).toBe(1)
    expect((await verifyLog(records)).faults).toEqual([])
  })

  it('a hold of the other realm is not told with it', async () => {
    const records = await open()
    const { both } = await shared(records)
    const hold = { type: 'held', reason: 'A court of Norfolk asked.' } as const
    valueIn(await addEvent(records, { about: both[1]!.id, event: hold, by: eclipse }))
    const told = async (reader: Reader) => valueIn(await eventsOf(records, both[0]!.id, reader)).map(one => one.type)
    expect(await told(mosaic)).toEqual(['held'])
    valueIn(await split(records))
    expect(await told(luton)).toEqual([])
    expect(valueIn(await eventsOf(records, both[1]!.id, eclipse)).map(one => one.type)).toEqual(['held'])
  })

  it('an erasure from before goes with its child', async () => {
    const records = await open()
    const { ours, theirs } = await shared(records)
    valueIn(await eraseSubject(records, { record: ours[0]!.id }, erasure))
    valueIn(await eraseSubject(records, { record: theirs.id }, erasure))
    valueIn(await split(records))
    const erased = async (reader: Reader) =>
      valueIn(await listOf(records, { type: 'erased' }, reader)).records.map(one => one.envelope.subject)
    expect([await erased(luton), await erased(mosaic)]).toEqual([
      [await subjectOf(records, ours[0]!)],
      [await subjectOf(records, theirs)],
    ])
  })

  it('of two clients of one council, given one after the other, the children they share go with the second', async () => {
    const records = await open()
    const eyes: Reader = { client: 'eyes-luton', actor: 'staff-1' }
    const kept = await keepAll(records, [
      { by: mosaic, subjectRef: 'L-7' },
      { by: eyes, subjectRef: 'L-7' },
    ])
    expect(valueIn(await split(records))).toMatchObject({ decisions: 1, moved: 0, shared: [{}] })
    expect(valueIn(await split(records, 'eyes-luton'))).toMatchObject({ decisions: 1, moved: 1, shared: [] })
    expect(await decisionsSeen(records, { subjectRef: 'L-7' }, luton)).toEqual(idsOf(kept))
    const [later] = await keepAll(records, [{ by: luton, subjectRef: 'L-7' }])
    expect(await subjectOf(records, later!)).toBe(await subjectOf(records, kept[0]!))
    expect(valueIn(await eraseSubject(records, { subjectRef: 'L-7' }, { ...erasure, by: luton })).decisions).toBe(3)
    expect((await verifyLog(records)).faults).toEqual([])
  })

  it('done again gives what was recorded since, and completes one of which the keys have nothing', async () => {
    const records = await open()
    const { ours } = await shared(records)
    valueIn(await split(records))
    const [since] = await keepAll(records, [{ by: mosaic, subjectRef: 'L-1' }])
    expect(await decisionsSeen(records, { subjectRef: 'L-1' }, luton)).toEqual(idsOf(ours))
    expect(valueIn(await split(records))).toMatchObject({ decisions: 1, moved: 1, shared: [{}] })
    expect(await decisionsSeen(records, { subjectRef: 'L-1' }, luton)).toEqual(idsOf([...ours, since!]))
    // As a power cut leaves it between the two files of SQLite: the record is there, and the references are where they were.
    const { db } = records.database
    const rows = await db.selectFrom('keys.subjects').selectAll().where('realm', '=', 'luton').execute()
    expect(rows).toHaveLength(2)
    const again = await splitRealm(records, { client: 'mosaic-luton', realm: 'luton', by: operator })
    expect(again).toMatchObject({ ok: false, issues: [{ code: 'unknown-name', pointer: '/client' }] })
    expect((await verifyLog(records)).faults).toEqual([])
  })

  it('of a realm that used a reference before, both numbers are shown, and each is exported and erased by itself', async () => {
    const records = await open()
    const kept = await keepAll(records, [
      { by: mosaic, subjectRef: 'L-1' },
      { by: luton, subjectRef: 'L-1' },
    ])
    valueIn(await split(records))
    expect(await decisionsSeen(records, { subjectRef: 'L-1' }, luton)).toEqual(idsOf(kept))
    const numbers = [await subjectOf(records, kept[0]!), await subjectOf(records, kept[1]!)]
    const refused = await exportSubject(records, { subjectRef: 'L-1' }, await newFolder(), luton)
    for (const number of numbers) {
      expect(JSON.stringify(refused)).toContain(number)
      expect(valueIn(await exportSubject(records, { subject: number }, await newFolder(), luton)).decisions).toBe(1)
      expect(valueIn(await eraseSubject(records, { subject: number }, { ...erasure, by: luton })).decisions).toBe(1)
    }
    expect((await verifyLog(records)).faults).toEqual([])
  })

  it('gives the client’s keys along, and none that was changed', async () => {
    const records = await open()
    await shared(records)
    const { db } = records.database
    const key = (id: string, client: string, realm = 'default'): Omit<ApiKeyRow, 'mac'> => {
      const created = '2026-01-01T00:00:00.000Z'
      return { id, client, realm, scopes: 'decide', created, expires: null, revoked: null, sha256: randomBytes(32) }
    }
    const made = [key('a1', 'mosaic-luton'), key('a2', 'mosaic-luton', 'bedford'), key('b1', 'eclipse-norfolk')]
    const changed = key('a3', 'mosaic-luton')
    const rows = [
      ...made.map(row => ({ ...row, mac: computeApiKeyMac(records.keys, row) })),
      { ...changed, scopes: 'decide admin', mac: computeApiKeyMac(records.keys, changed) },
    ]
    await db.insertInto('api_keys').values(rows).execute()
    valueIn(await split(records))
    const found = await db.selectFrom('api_keys').select(['id', 'realm']).orderBy('id').execute()
    expect(found.map(row => `${row.id} ${row.realm}`)).toEqual(['a1 luton', 'a2 bedford', 'a3 default', 'b1 default'])
    // The rows were put there by hand, so no record says that the keys were made; only one was changed.
    const told = (await verifyLog(records)).faults.filter(one => one.message.endsWith('is not as it was written.'))
    expect(told).toMatchObject([{ code: 'caller-key', message: expect.stringContaining('a3') }])
  })

  it('leaves a reference that was changed where it is, for verify to name', async () => {
    const records = await open()
    const { ours } = await shared(records)
    const { db } = records.database
    const number = await subjectOf(records, ours[0]!)
    await db
      .updateTable('keys.subjects')
      .set({ bound: randomBytes(32) })
      .where('subject', '=', number)
      .execute()
    expect(valueIn(await split(records))).toMatchObject({ moved: 0 })
    expect(JSON.stringify((await verifyLog(records)).faults)).toContain(number)
  })

  it('is refused where it cannot be, with every issue', async () => {
    const records = await open()
    await shared(records)
    const refused = async (client: string, realm: string, by: Reader = operator) => {
      const done = await splitRealm(records, { client, realm, by })
      return done.ok ? [] : done.issues.map(issue => `${issue.code} ${issue.pointer}`)
    }
    expect(await refused('nobody', 'Luton!', { client: 'local' })).toEqual([
      'malformed /realm',
      'unknown-name /client',
      'missing-member /actor',
    ])
    expect(await refused('mosaic-luton', 'default')).toEqual(['not-allowed-here /realm'])
    expect(await refused('mosaic-luton', 'luton')).toEqual([])
    expect(await refused('mosaic-luton', 'norfolk')).toEqual(['not-allowed-here /realm'])
    expect(await refused('mosaic-luton', 'luton')).toEqual(['unknown-name /client'])
  })

  const someRealm = fc.constantFrom(null, null, null, 'luton', 'norfolk')
  const drafts = fc.array(
    fc.record({
      client: fc.constantFrom('a', 'b', 'c'),
      realm: someRealm,
      what: fc.constantFrom('evaluated', 'evaluated', 'evaluated', 'reviewed', 'moved', 'erased', 'accessed', 'split'),
      subject: fc.constantFrom('s1', 's2', 's3'),
      about: fc.nat(40),
    }),
    { minLength: 1, maxLength: 40 },
  )

  it('whatever was recorded and split, each record is listed in one realm, which is the one that opens it', async () => {
    await fc.assert(
      fc.asyncProperty(drafts, async all => {
        const database = await openBare()
        const ofClient: Record<string, string> = { a: 'luton', b: 'norfolk', c: 'luton' }
        const rows = all.map(({ client, realm, what, subject, about }, at): TestDraft => {
          const plain = { id: `id-${at}`, client, realm, about: null, subject: null }
          if (what === 'evaluated' || what === 'erased') return { ...plain, type: what, subject }
          const isDecision = all[about]?.what === 'evaluated'
          if (what === 'reviewed' || what === 'moved')
            return { ...plain, type: what, subject, about: isDecision ? `id-${about}` : 'id-of-nothing' }
          if (what === 'accessed') return { ...plain, type: what }
          const envelope = JSON.stringify({ v: 1, split: { client, realm: ofClient[client] } })
          return { ...plain, realm: null, client: 'local', type: 'realm-split', envelope }
        })
        for (const row of rows) await append(database, [row])
        const stored = await database.db.selectFrom('records').selectAll().orderBy('seq', 'desc').execute()
        const expected = new Map<string, number[]>()
        for (const row of stored) {
          const realm = await findRealm(database.db, row)
          expected.set(realm, [...(expected.get(realm) ?? []), row.seq])
        }
        for (const realm of ['default', 'luton', 'norfolk', 'none']) {
          const { rows: listed } = await selectRecords(database.db, { realm }, { limit: 200 })
          expect(listed.map(row => row.seq)).toEqual(expected.get(realm) ?? [])
        }
      }),
      { numRuns: kind === 'sqlite' ? 40 : 12 },
    )
  })
})
