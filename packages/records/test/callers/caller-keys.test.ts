import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Records } from '../../src/append/records.ts'
import { buildCallerKeyRow, type CallerKey } from '../../src/crypto/bound-rows.ts'
import { readHead } from '../../src/log/head.ts'
import { hasClientsBeside, streamRecords } from '../../src/log/read.ts'
import {
  addCallerKey,
  callerKeys,
  callerKeysMark,
  importCallerKeys,
  revokeCallerKey,
} from '../../src/manage/caller-keys.ts'
import { splitRealm } from '../../src/manage/split-realm.ts'
import type { Envelope } from '../../src/model/envelope.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { type Databases, describeOnBoth } from '../support/databases.ts'
import { keepOne, openAt, staff, valueIn } from '../support/keeping.ts'

const by = { client: 'local', actor: 'staff-1' }
const at = new Date('2026-11-23T09:00:00.000Z')

const keyOf = (id: string, more: Partial<CallerKey> = {}): CallerKey => ({
  id,
  client: 'mosaic-luton',
  realm: 'default',
  scopes: ['decide', 'records:read'],
  created: '2026-11-22T09:00:00.000Z',
  expires: '2027-11-22T09:00:00.000Z',
  revoked: null,
  sha256: randomBytes(32).toString('hex'),
  ...more,
})

const told = async ({ database }: Records): Promise<readonly Partial<Envelope>[]> => {
  const found: Partial<Envelope>[] = []
  for await (const { envelope } of streamRecords(database.db)) {
    const { type, client, actor, realm, caller } = JSON.parse(envelope) as Envelope
    if (caller === undefined) continue
    found.push({ type, client, ...(actor && { actor }), ...(realm && { realm }), caller })
  }
  return found
}

const sizeOf = async ({ database }: Records): Promise<number> => (await readHead(database.db)).size
const faultsOf = async (records: Records) => (await verifyLog(records)).faults

const twoOn = async (place: Databases['place']) => {
  const there = await place()
  return [await openAt(there), await openAt(there)] as const
}

describeOnBoth('the keys of callers', ({ place }) => {
  it('are made and revoked for all instances, and the log says by whom', async () => {
    const [one, other] = await twoOn(place)
    const [first, second] = [keyOf('00000001'), keyOf('00000002', { realm: 'luton', expires: null })]
    const marks = [await callerKeysMark(other)]
    valueIn(await addCallerKey(one, first, by))
    marks.push(await callerKeysMark(other))
    valueIn(await addCallerKey(other, second, { client: 'local' }))
    marks.push(await callerKeysMark(one))
    expect(await callerKeys(other)).toEqual({ keys: [first, second], changed: [] })
    const revoked = { ...first, revoked: at.toISOString() }
    expect(await revokeCallerKey(other, first.id, { at, by })).toEqual(revoked)
    marks.push(await callerKeysMark(one))
    expect(await callerKeys(one)).toEqual({ keys: [revoked, second], changed: [] })
    expect(new Set(marks).size).toBe(4)
    const { id: key, client, realm, scopes, expires } = first
    const caller = { key, client, realm, scopes, expires }
    expect(await told(one)).toEqual([
      { type: 'key-created', ...by, caller },
      {
        type: 'key-created',
        client: 'local',
        realm: 'luton',
        caller: { key: second.id, client, realm: 'luton', scopes },
      },
      { type: 'key-revoked', ...by, caller },
    ])
    expect(await faultsOf(one)).toEqual([])
    await Promise.all([one.close(), other.close()])
  })

  it('are revoked once, and an id that there is not revokes nothing', async () => {
    const [one, other] = await twoOn(place)
    valueIn(await addCallerKey(one, keyOf('00000001'), by))
    const before = await sizeOf(one)
    const revoked = await Promise.all(
      [one, other, one, other].map((records, n) =>
        revokeCallerKey(records, '00000001', { at: new Date(at.getTime() + n), by }),
      ),
    )
    expect(new Set(revoked.map(key => key?.revoked)).size).toBe(1)
    expect(await sizeOf(one)).toBe(before + 1)
    expect(await revokeCallerKey(one, '00000009', { at, by })).toBeUndefined()
    expect(await addCallerKey(one, keyOf('00000001'), by)).toMatchObject({ issues: [{ code: 'duplicate-name' }] })
    expect(await sizeOf(one)).toBe(before + 1)
    await Promise.all([one.close(), other.close()])
  })

  it('go with their client to another realm', async () => {
    const records = await openAt(await place())
    await keepOne(records, { subjectRef: 'case-1' })
    valueIn(await addCallerKey(records, keyOf('00000001', { client: staff.client }), by))
    const mark = await callerKeysMark(records)
    valueIn(await splitRealm(records, { client: staff.client, realm: 'luton', by }))
    expect((await callerKeys(records)).keys).toMatchObject([{ id: '00000001', realm: 'luton' }])
    expect(await callerKeysMark(records)).toBeGreaterThan(mark)
    valueIn(await addCallerKey(records, keyOf('00000002', { client: staff.client, realm: 'norfolk' }), by))
    await revokeCallerKey(records, '00000001', { at, by })
    expect((await faultsOf(records)).filter(({ code }) => code === 'caller-key')).toEqual([])
    await records.close()
  })
})

describeOnBoth('keys of a file, taken over', ({ place }) => {
  it('by several at once and again: each once, with when it was made, and revoked ones stay so', async () => {
    const [one, other] = await twoOn(place)
    const good = keyOf('00000001')
    const gone = keyOf('00000002', { revoked: '2026-11-22T10:00:00.000Z' })
    const all = [good, gone]
    const counts = await Promise.all([one, other, one].map(records => importCallerKeys(records, all, by)))
    expect(counts.map(valueIn).sort()).toEqual([0, 0, 2])
    expect(valueIn(await importCallerKeys(other, all, by))).toBe(0)
    expect((await callerKeys(other)).keys).toEqual(all)
    expect((await told(one)).map(({ type, caller }) => [type, caller?.key, caller?.imported])).toEqual([
      ['key-created', good.id, good.created],
      ['key-created', gone.id, gone.created],
      ['key-revoked', gone.id, undefined],
    ])
    expect(await faultsOf(one)).toEqual([])
    await Promise.all([one.close(), other.close()])
  })

  it('a key that one of several files says was revoked is revoked, whichever is taken over first', async () => {
    const key = keyOf('00000001')
    const revoked = { ...key, revoked: '2026-11-22T10:00:00.000Z' }
    for (const files of [
      [key, revoked],
      [revoked, key],
    ]) {
      const records = await openAt(await place())
      for (const one of files) valueIn(await importCallerKeys(records, [one], by))
      expect((await callerKeys(records)).keys).toEqual([revoked])
      expect(await faultsOf(records)).toEqual([])
      await records.close()
    }
  })

  it('with the id of another key are refused, all of them', async () => {
    const records = await openAt(await place())
    valueIn(await addCallerKey(records, keyOf('00000001'), by))
    const before = await sizeOf(records)
    const refused = await importCallerKeys(records, [keyOf('00000002'), keyOf('00000001')], by)
    expect(refused).toMatchObject({ ok: false, issues: [{ message: expect.stringContaining('00000001') }] })
    expect(await sizeOf(records)).toBe(before)
    await sql`update api_keys set scopes = 'admin'`.execute(records.database.db)
    expect(await importCallerKeys(records, [keyOf('00000001')], by)).toMatchObject({ ok: false })
    await records.close()
  })
})

describeOnBoth('a key that was changed where it is stored', ({ place }) => {
  const changes = [
    ['given another scope', sql`update api_keys set scopes = 'decide admin' where id = '00000001'`, 'not as it was'],
    ['given another realm', sql`update api_keys set realm = 'norfolk' where id = '00000001'`, 'not as it was'],
    ['made to last', sql`update api_keys set expires = null where id = '00000001'`, 'not as it was'],
    ['made to open with another secret', sql`update api_keys set sha256 = ${Buffer.alloc(32)}`, 'not as it was'],
    ['brought back to life', sql`update api_keys set revoked = null where id = '00000002'`, 'not as it was'],
    ['copied under another id', sql`update api_keys set id = '00000003' where id = '00000001'`, 'not as it was'],
    ['taken away', sql`delete from api_keys where id = '00000001'`, 'is gone'],
  ] as const

  it.each(changes)('%s: is none, and is found', async (_, change, message) => {
    const records = await openAt(await place())
    valueIn(await addCallerKey(records, keyOf('00000001'), by))
    valueIn(await addCallerKey(records, keyOf('00000002'), by))
    await revokeCallerKey(records, '00000002', { at, by })
    await change.execute(records.database.db)
    const { keys } = await callerKeys(records)
    expect(keys.filter(key => key.revoked === null && key.scopes.length === 2).length).toBeLessThan(2)
    expect(keys.some(key => key.scopes.includes('admin') || key.realm === 'norfolk')).toBe(false)
    const faults = await faultsOf(records)
    expect(new Set(faults.map(one => one.code))).toEqual(new Set(['caller-key']))
    expect(faults.map(one => one.message).join()).toContain(message)
    await records.close()
  })

  it('put back as it was before it was revoked: found by the log', async () => {
    const records = await openAt(await place())
    valueIn(await addCallerKey(records, keyOf('00000001'), by))
    const { db } = records.database
    const before = await db.selectFrom('api_keys').selectAll().executeTakeFirstOrThrow()
    await revokeCallerKey(records, '00000001', { at, by })
    await db.updateTable('api_keys').set(before).execute()
    expect(await faultsOf(records)).toMatchObject([
      { code: 'caller-key', message: expect.stringContaining('was revoked, and it is not') },
    ])
    await records.close()
  })

  it('made by one who holds the binding key, without a record: found by the log', async () => {
    const [one, stranger] = [await openAt(await place()), await openAt(await place())]
    await one.database.db
      .insertInto('api_keys')
      .values(buildCallerKeyRow(one.keys, keyOf('00000007')))
      .execute()
    expect(await faultsOf(one)).toMatchObject([{ code: 'caller-key', message: expect.stringContaining('No record') }])
    // With the keys of another deployment it is no key at all.
    await one.database.db.deleteFrom('api_keys').execute()
    await one.database.db
      .insertInto('api_keys')
      .values(buildCallerKeyRow(stranger.keys, keyOf('00000007')))
      .execute()
    expect(await callerKeys(one)).toEqual({ keys: [], changed: ['00000007'] })
    await Promise.all([one.close(), stranger.close()])
  })
})

describeOnBoth('verifying while keys are made and revoked', ({ place }) => {
  it('finds nothing wrong', async () => {
    const [one, other] = await twoOn(place)
    let isDone = false
    const changing = (async () => {
      for (let n = 1; n <= 20; n += 1) {
        const id = n.toString(16).padStart(8, '0')
        valueIn(await addCallerKey(other, keyOf(id), by))
        if (n % 2 === 0) await revokeCallerKey(other, id, { at, by })
      }
      isDone = true
    })()
    do expect(await faultsOf(one)).toEqual([])
    while (!isDone)
    await changing
    expect(await faultsOf(one)).toEqual([])
    await Promise.all([one.close(), other.close()])
  })
})

describeOnBoth('a log', ({ place }) => {
  it('tells whether anybody but this command and this machine added to it', async () => {
    const records = await openAt(await place())
    valueIn(await addCallerKey(records, keyOf('00000001'), by))
    expect(await hasClientsBeside(records.database, 'local')).toBe(false)
    await keepOne(records)
    expect(await hasClientsBeside(records.database, 'local')).toBe(true)
    await records.close()
  })
})
