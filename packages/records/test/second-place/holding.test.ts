import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepDecisions } from '../../src/append/decisions.ts'
import type { Records } from '../../src/append/records.ts'
import { type DatabasePlace, openDatabase } from '../../src/database/open.ts'
import { eraseSubject } from '../../src/erase/erase-subject.ts'
import { addEvent } from '../../src/events/add-event.ts'
import { exportSubject } from '../../src/export/export-subject.ts'
import { readHead } from '../../src/log/head.ts'
import { selectRecordBySeq } from '../../src/log/read.ts'
import { activateRules } from '../../src/manage/rules.ts'
import { openLog } from '../../src/open/open.ts'
import { type LogSettings, nodePlatform } from '../../src/open/platform.ts'
import { readRecord } from '../../src/read/read-record.ts'
import type { Conflict } from '../../src/second-place/hold.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { copySqlite } from '../support/copy-sqlite.ts'
import { describeOnBoth } from '../support/databases.ts'
import { runSql } from '../support/guards.ts'
import { decided, rules, secret } from '../support/kept.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'virtual-school-holding-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
const newFolder = () => mkdtemp(join(folder, 'outside-'))

const by = { client: 'tests', actor: 'staff-7' }
const told: Conflict[] = []
const secondPlaceEvents = {
  copied: () => undefined,
  failed: () => void told.push({ size: -1, words: 'not copied' }),
  differs: (conflict: Conflict) => void told.push(conflict),
}

const open = (place: DatabasePlace, directory: string, more: Partial<LogSettings> & { override?: number } = {}) =>
  openLog(
    { place, secret, name: 'example', engine: '1.0.0', secondPlace: { directory, override: more.override }, ...more },
    { ...nodePlatform, secondPlaceEvents },
  )
const opened = async (...asked: Parameters<typeof open>): Promise<Records> => {
  const found = await open(...asked)
  if (!found.ok) throw new Error(found.issues.map(one => one.message).join(' '))
  return found.value
}
const refusal = async (...asked: Parameters<typeof open>): Promise<string> => {
  const found = await open(...asked)
  if (found.ok) throw new Error('It was not refused')
  return found.issues.map(one => `${one.pointer} ${one.message}`).join(' ')
}
const keep = (records: Records, count: number) =>
  keepDecisions(
    records,
    Array.from({ length: count }, (_, n) => decided({ by, subjectRef: `C-${n}` })),
  )
const sizesIn = async (directory: string): Promise<readonly number[]> =>
  (await readdir(directory)).filter(name => name.endsWith('.checkpoint')).map(name => Number(name.slice(0, 12)))
const sizeOf = async ({ database }: Records) => (await readHead(database.db)).size

describeOnBoth('the second place of checkpoints', ({ place, kind }) => {
  /** A log of some records with its second place, closed. */
  const log = async (count: number) => {
    const [at, directory] = [await place(), await newFolder()]
    const records = await opened(at, directory)
    await keep(records, count)
    await records.close()
    return { at, directory }
  }

  /** A place that a log with the keys of another is begun in: what a copy of that log would be, had it gone on otherwise. */
  const placeLike = async (at: DatabasePlace): Promise<DatabasePlace> => {
    const [like, to] = [await opened(at, await newFolder()), await place()]
    const keys = await like.database.db.selectFrom('keys.deployment_keys').selectAll().execute()
    await like.close()
    const database = await openDatabase(to)
    await database.db.insertInto('keys.deployment_keys').values(keys).execute()
    await database.close()
    return to
  }

  test('is told of every way of adding to the log, and has the last checkpoint once it is closed', async () => {
    const { at, directory } = await log(2)
    expect(await sizesIn(directory)).toEqual([2])
    const ways: readonly ((records: Records, id: string) => Promise<unknown>)[] = [
      records => activateRules(records, rules, by),
      (records, id) => addEvent(records, { about: id, event: { type: 'challenged', reason: 'It is wrong.' }, by }),
      (records, id) => readRecord(records, id, by),
      records => exportSubject(records, { subjectRef: 'C-0' }, join(folder, `copy-${kind}`), by),
      records => eraseSubject(records, { subjectRef: 'C-0' }, { reason: 'erasure-request', by }),
    ]
    for (const way of ways) {
      const records = await opened(at, directory)
      const before = await sizeOf(records)
      const { id } = (await selectRecordBySeq(records.database.db, 1))!
      await way(records, id)
      const size = await sizeOf(records)
      expect(size).toBeGreaterThan(before)
      await records.close()
      expect((await sizesIn(directory)).at(-1)).toBe(size)
    }
  })

  test('has what another added to the log while this one was idle', async () => {
    const { at, directory } = await log(1)
    const idle = await opened(at, directory)
    const other = await opened(at, await newFolder())
    await keep(other, 2)
    await other.close()
    await idle.close()
    expect((await sizesIn(directory)).at(-1)).toBe(3)
  })

  test('refuses a log that was put back, with sizes and roots, until just that is overridden, which is recorded', async () => {
    const { at, directory } = await log(5)
    const older = await placeLike(at)
    const put = await opened(older, await newFolder())
    await keep(put, 3)
    await put.close()
    const said = await refusal(older, directory)
    expect(said).toMatch(
      /checkpoint in the second place is of 5 records and the root \S+=; the log has 3 records and the root \S+=/,
    )
    expect(said).toMatch(/cut off or put back.*CHECKPOINT_OVERRIDE=5/)
    expect(await refusal(older, directory, { override: 4 })).toContain('CHECKPOINT_OVERRIDE=5')
    const records = await opened(older, directory, { override: 5 })
    expect(await sizeOf(records)).toBe(4)
    expect(records.remarks.filter(one => /Record 3 says that the log went on though/.test(one))).toHaveLength(1)
    const { envelope } = (await selectRecordBySeq(records.database.db, 3))!
    const root = (await readFile(join(directory, '000000000005.checkpoint'), 'utf8')).split('\n')[2]
    expect(JSON.parse(envelope)).toMatchObject({
      type: 'checkpoint-overridden',
      client: 'local',
      overridden: { size: 5, root },
    })
    await records.close()
    expect(await sizesIn(directory)).toEqual([5])
    expect(await sizesIn(join(directory, 'after-000000000005'))).toEqual([4])
    await goOn(older, directory)
  })

  /** Once overridden, the log goes on by itself, and being put back once more is found. */
  const goOn = async (at: DatabasePlace, directory: string) => {
    const later = await opened(at, directory, { override: 5 })
    expect(later.remarks.join()).toMatch(/CHECKPOINT_OVERRIDE is set and there is nothing to override/)
    expect(later.remarks.join()).not.toContain('the log went on though')
    await keep(later, 3)
    const report = await verifyLog(later, {
      checkpoints: [
        { note: await readFile(join(directory, '000000000005.checkpoint'), 'utf8'), after: [] },
        { note: await readFile(join(directory, 'after-000000000005/000000000004.checkpoint'), 'utf8'), after: [5] },
      ],
    })
    // Its rules were never activated, so they are not kept.
    expect(new Set(report.faults.map(one => one.code))).toEqual(new Set(['rulebook']))
    expect(report.outside).toEqual({ size: 4, count: 1 })
    expect(report.remarks.join()).toMatch(/Record 3 says that the log went on though/)
    // Also to whoever has nothing but the public key.
    const { database, verifierKey } = later
    expect((await verifyLog({ database, verifierKey })).remarks).toEqual(report.remarks)
    await later.close()
    expect(await sizesIn(join(directory, 'after-000000000005'))).toEqual([4, 7])
    await writeFile(
      join(directory, 'after-000000000005/000000000009.checkpoint'),
      later.signer.sign({ size: 9, root: Buffer.alloc(32) }),
    )
    expect(await refusal(at, directory, { override: 5 })).toMatch(/is of 9 records .* CHECKPOINT_OVERRIDE=9/)
  }

  test('refuses a log that went on otherwise, of another key, or changed before', async () => {
    const { at, directory } = await log(4)
    const fork = await placeLike(at)
    const forked = await opened(fork, await newFolder())
    await keep(forked, 6)
    await forked.close()
    expect(await refusal(fork, directory)).toMatch(
      /the first 4 records of this log lead to the root \S+=\. So the log was changed/,
    )
    const stranger = { value: Buffer.alloc(32, 'another secret').toString('base64'), file: 'none' }
    const said = await refusal(await place(), directory, { secret: stranger })
    expect(said).toMatch(/is not of this log, since its key did not sign it .* the log has 0 records/)
    await writeFile(join(directory, '000000000005.checkpoint'), 'not a note')
    expect(await refusal(at, directory)).toMatch(/by its name of 5 records, is not of this log,.*CHECKPOINT_OVERRIDE=5/)
  })

  test('that cannot be read stops the start, and one that is empty beside records is told', async () => {
    const { at, directory } = await log(1)
    await writeFile(join(directory, 'file'), '')
    expect(await refusal(at, join(directory, 'file'))).toMatch(/CHECKPOINT_DIR .* cannot be read/)
    const records = await opened(at, await newFolder())
    expect(records.remarks.join()).toMatch(/CHECKPOINT_DIR holds no checkpoint though the log has records/)
    await records.close()
  })

  test('that is not there stops a log that has records, and is made for a new one alone', async () => {
    const [at, directory] = [await place(), join(await newFolder(), 'made')]
    const records = await opened(at, directory)
    expect(await sizesIn(directory)).toEqual([])
    await keep(records, 2)
    await records.close()
    expect(await sizesIn(directory)).toEqual([2])
    await rename(directory, `${directory}-elsewhere`)
    expect(await refusal(at, directory)).toMatch(/^\/CHECKPOINT_DIR .* the log has 2 records: is a volume not mounted/)
    expect(await refusal(at, directory, { override: 2 })).toMatch(/is a volume not mounted/)
    expect(existsSync(directory)).toBe(false)
    await rename(`${directory}-elsewhere`, directory)
    const again = await opened(at, directory)
    // It goes while the log is open: that is told, and no other is made in its place.
    await rename(directory, `${directory}-elsewhere`)
    told.splice(0)
    await keep(again, 1)
    await again.close()
    expect(told).toContainEqual({ size: -1, words: 'not copied' })
    expect(existsSync(directory)).toBe(false)
  })

  test('is looked at with each copy while the service runs, and what differs is told', async () => {
    const { at, directory } = await log(2)
    const records = await opened(at, directory)
    told.splice(0)
    const ahead = records.signer.sign({ size: 50, root: Buffer.alloc(32) })
    await writeFile(join(directory, '000000000050.checkpoint'), ahead)
    await keep(records, 1)
    await records.close()
    expect(told).toMatchObject([{ size: 50, words: expect.stringMatching(/of 50 records .* the log has 3 records/) }])
    expect(await sizesIn(directory)).toEqual([2, 3, 50])
  })

  test.runIf(kind === 'sqlite')('finds a folder that was put back from a copy', async () => {
    const { at, directory } = await log(2)
    const [from, to] = [(at as { directory: string }).directory, join(folder, 'put-back')]
    await copySqlite(from, to)
    const records = await opened(at, directory)
    await keep(records, 2)
    await records.close()
    expect(await refusal({ directory: to }, directory)).toMatch(/of 4 records .* the log has 2 records/)
  })

  test('refuses tables whose guards are gone before anything is added, and names them', async () => {
    const { at, directory } = await log(2)
    const records = await opened(at, directory)
    const [name, on] = kind === 'sqlite' ? ['records_no_update', ''] : ['records_append_only', ' on records']
    await runSql(records.database.db, `drop trigger ${name}${on}`)
    await records.close()
    const said = await refusal(at, directory)
    expect(said).toMatch(/nothing is added to them/)
    expect(said).toMatch(new RegExp(`trigger “${name}” of the table “records” is missing. It is: CREATE TRIGGER`))
  })
})
