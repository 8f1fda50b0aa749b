import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Records } from '../../src/append/records.ts'
import { connectDatabase, type DatabasePlace } from '../../src/database/open.ts'
import { eraseSubject } from '../../src/erase/erase-subject.ts'
import { exportSubject } from '../../src/export/export-subject.ts'
import { listOf } from '../../src/read/list.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { describeOnBoth } from '../support/databases.ts'
import { newFolder } from '../support/folders.ts'
import { keepOne, valueIn } from '../support/keeping.ts'
import { recordsAt } from '../support/kept.ts'
import { oldPlaces } from '../support/old-places.ts'
import { isFull, oldRecords, oldSettings, people } from '../support/old-records.ts'
import {
  byReference,
  clerk,
  expectAccounts,
  expectErasing,
  expectOldProofs,
  expectReferences,
  expectSound,
  stillKept,
  subjectOf,
} from '../support/upgraded.ts'

describeOnBoth('records that version 1.0 wrote', databases => {
  const { old, open, closeAll } = oldPlaces(databases)

  it('hold every question, authority and type of record that there was', () => {
    const { given, rows } = oldRecords
    expect(new Set(given.map(one => `${one.decision} ${one.authority}`)).size).toBe(48)
    expect(new Set(rows.records!.map(row => row.type)).size).toBe(11)
    expect(new Set(given.map(one => one.client))).toEqual(new Set(['mosaic-luton', 'eclipse-norfolk']))
    for (const subjectRef of people.shared)
      expect(new Set(given.filter(one => one.subjectRef === subjectRef).map(one => one.client)).size).toBe(2)
  })

  it('are sound, say since when references are bound, and are decided again without a difference', async () => {
    await expectSound(await open(await old()), oldRecords)
  })

  it('say at the opening that brings them up to date, and at no other, of which realm they are', async () => {
    const at = await old()
    const said = ({ remarks }: Records) => remarks.filter(one => one.includes('are of the realm “default”'))
    const first = await open(at)
    expect(said(first)).toHaveLength(1)
    const { boundSince } = await verifyLog(first)
    expect(said(first)[0]).toContain(`record ${boundSince} says`)
    await closeAll()
    expect(said(await open(at))).toEqual([])
  })

  it('keep what was signed of them genuine, by the same key', async () => {
    await expectOldProofs(await open(await old()), oldRecords)
  })

  it('open, each with its account, but for what was erased', async () => {
    const records = await open(await old())
    await expectAccounts(records, oldRecords, isFull ? 1 : 3)
    expect((await verifyLog(records)).faults).toEqual([])
  })

  it('are found by their references, copied, gone on with and erased', async () => {
    const records = await open(await old())
    await expectReferences(records, oldRecords)
    await expectErasing(records, oldRecords)
    expect((await verifyLog(records)).faults).toEqual([])
  })

  it('are brought up to date once, however often and by however many at once they are opened', async () => {
    const at = await old()
    const all = await Promise.all(Array.from({ length: 4 }, () => open(at)))
    await Promise.all(all.map(one => keepOne(one, { by: clerk, subjectRef: 'L-5' })))
    const [first] = byReference(await stillKept(all[0]!, oldRecords.given)).get('L-5')!
    const listed = valueIn(await listOf(all[1]!, { subjectRef: 'L-5', limit: '5', type: 'evaluated' }, clerk)).records
    for (const item of listed) expect(item.envelope.subject).toBe(await subjectOf(all[2]!, first!.id))
    await closeAll()
    await expectSoundStill(await open(at))
  })

  const keysIn = async ({ database: { db } }: Records) =>
    (await db.selectFrom('keys.data_keys').select('key').orderBy('key').execute()).map(row => row.key)

  const expectSoundStill = async (records: Records): Promise<void> => {
    const report = await verifyLog(records)
    expect(report.faults).toEqual([])
    expect(report.counts.types['subjects-bound']).toBe(1)
  }

  /** What stands in the tables of a place, and which migrations were done. */
  const stateOf = async (at: DatabasePlace) => {
    const { db, close } = connectDatabase(at)
    const head = await db.selectFrom('log_head').select(['size', 'note']).executeTakeFirstOrThrow()
    const subjects = await sql<object>`select * from keys.subjects order by subject`.execute(db)
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
    await close()
    return { head, subjects: subjects.rows, migrations: rows.map(row => row.name) }
  }

  it('are refused with another secret or name, and stay as they were, for the program of before', async () => {
    const at = await old()
    const before = await stateOf(at)
    const secret = { value: randomBytes(32).toString('base64'), file: 'none' }
    await expect(recordsAt(at, { ...oldSettings, secret })).rejects.toThrow('another root secret')
    await expect(recordsAt(at, { ...oldSettings, name: 'other.example.org' })).rejects.toThrow('another name')
    expect(await stateOf(at)).toEqual(before)
    expect(before.migrations).toEqual(['0001-records', '0002-without-samples'])
    await expectSoundStill(await open(at))
    await closeAll()
    await expect(recordsAt(at, { ...oldSettings, secret })).rejects.toThrow('another root secret')
  })

  const swapped = async (at: DatabasePlace): Promise<readonly [string, string]> => {
    const { db, close } = connectDatabase(at)
    const rowOf = async (ref: string) => {
      const { id } = oldRecords.given.find(one => one.subjectRef === ref)!
      const { subject } = await db
        .selectFrom('records')
        .select('subject')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return db
        .selectFrom('keys.subjects')
        .select(['subject', 'lookup'])
        .where('subject', '=', subject)
        .executeTakeFirstOrThrow()
    }
    const [one, other] = [await rowOf('L-5'), await rowOf('L-6')]
    const put = (subject: string, lookup: Uint8Array) =>
      db.updateTable('keys.subjects').set({ lookup }).where('subject', '=', subject).execute()
    await put(one.subject, Buffer.alloc(32))
    await put(other.subject, one.lookup)
    await put(one.subject, other.lookup)
    await close()
    return [one.subject, other.subject]
  }

  it('of which two references were swapped before: that is not found, and the report says what it rests on', async () => {
    const at = await old()
    await swapped(at)
    const records = await open(at)
    await expectSound(records, oldRecords)
    const copy = await exportSubject(records, { subjectRef: 'L-5' }, await newFolder(), clerk)
    // Those of the other child, but for what was pruned.
    const kept = byReference(await stillKept(records, oldRecords.given)).get('L-6')!
    expect(valueIn(copy).unbound).toBe(kept.length)
    expect(kept.length).toBeGreaterThan(0)
  })

  it('of which two references were swapped since: verify, export and erase name the children', async () => {
    const at = await old()
    await open(at)
    await closeAll()
    const subjects = await swapped(at)
    const records = await open(at)
    const before = await keysIn(records)
    const { faults } = await verifyLog(records)
    for (const subject of subjects) expect(JSON.stringify(faults)).toContain(subject)
    const folder = await newFolder()
    for (const subjectRef of ['L-5', 'L-6']) {
      const copied = await exportSubject(records, { subjectRef }, folder, clerk)
      const erased = await eraseSubject(records, { subjectRef }, { reason: 'erasure-request', by: clerk })
      for (const refused of [copied, erased]) {
        expect(refused).toMatchObject({ ok: false, issues: [{ code: 'not-proved' }] })
        expect(subjects.some(subject => JSON.stringify(refused).includes(subject))).toBe(true)
      }
    }
    expect(existsSync(folder)).toBe(false)
    expect(await keysIn(records)).toEqual(before)
  })
})
