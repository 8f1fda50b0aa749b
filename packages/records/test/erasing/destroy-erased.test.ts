import { expect, it } from 'vitest'
import type { Records } from '../../src/append/records.ts'
import { openDatabase } from '../../src/database/open.ts'
import type { Schema } from '../../src/database/schema.ts'
import { destroyErased } from '../../src/erase/destroy-erased.ts'
import { eraseSubject } from '../../src/erase/erase-subject.ts'
import { prune } from '../../src/erase/prune.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { describeOnBoth } from '../support/databases.ts'
import { clockAt, keepOne, openAt, staff, valueIn } from '../support/keeping.ts'

const tables = ['keys.data_keys', 'keys.subjects', 'record_index'] as const
type Backup = { readonly [Table in (typeof tables)[number]]: readonly Schema[Table][] }

const backupOf = async ({ database: { db } }: Records): Promise<Backup> =>
  Object.fromEntries(
    await Promise.all(tables.map(async table => [table, await db.selectFrom(table).selectAll().execute()])),
  ) as Backup

/** Puts back rows that are no longer there, into the tables that are in use. */
const restore = async ({ database: { db } }: Records, backup: Backup): Promise<void> => {
  for (const table of tables)
    for (const row of backup[table])
      await db
        .insertInto(table)
        .values(row as never)
        .onConflict(conflict => conflict.doNothing())
        .execute()
}

const erase = async (records: Records, subjectRef: string) =>
  valueIn(await eraseSubject(records, { subjectRef }, { reason: 'court-order', by: staff }))

describeOnBoth('keys of what was erased, brought back', ({ kind, place }) => {
  it.each([0, 1, 3])(
    'are destroyed when the records are opened, after they were opened %i times without',
    async times => {
      const at = await place()
      const records = await openAt(at)
      for (const subjectRef of ['case-1', 'case-2']) await keepOne(records, { subjectRef })
      const backup = await backupOf(records)
      await erase(records, 'case-1')
      await records.close()
      for (let n = 0; n < times; n += 1) {
        const between = await openAt(at)
        await keepOne(between, { subjectRef: `case-of-${n}` })
        await between.close()
      }
      const again = await openAt(at)
      await restore(again, backup)
      expect((await verifyLog(again)).isSound).toBe(false)
      await again.close()
      const last = await openAt(at)
      expect((await verifyLog(last)).faults).toEqual([])
      expect((await backupOf(last))['keys.data_keys']).toHaveLength(1 + times)
      await last.close()
    },
  )

  it('are destroyed by year and question alone where that is what was erased', async () => {
    const at = await place()
    const clock = clockAt('2018-06-01T00:00:00.000Z')
    const early = await openAt(at, clock.now)
    await keepOne(early, { subjectRef: 'case-1' })
    clock.time = new Date('2026-06-01T00:00:00.000Z')
    await keepOne(early, { subjectRef: 'case-1' })
    const backup = await backupOf(early)
    valueIn(await prune(early, { policy: 'default=3', by: staff }))
    expect((await backupOf(early))['keys.data_keys']).toHaveLength(1)
    await restore(early, backup)
    expect((await backupOf(early))['keys.data_keys']).toHaveLength(2)
    await early.close()
    const again = await openAt(at, clock.now)
    expect((await backupOf(again))['keys.data_keys'].map(row => row.year)).toEqual([2026])
    expect((await verifyLog(again)).faults).toEqual([])
    await again.close()
  })

  it('are found among many that came meanwhile, and much is noted and not looked at again', async () => {
    const at = await place()
    const records = await openAt(at)
    await keepOne(records, { subjectRef: 'case-1' })
    const backup = await backupOf(records)
    await erase(records, 'case-1')
    for (let n = 0; n < 300; n += 1) await keepOne(records, { subjectRef: `case-of-${n}` })
    expect(await destroyErased(records.database)).toBe(0)
    await restore(records, backup)
    expect(await destroyErased(records.database)).toBe(1)
    expect(await destroyErased(records.database)).toBe(0)
    await records.close()
  })

  it.runIf(kind === 'sqlite')('are looked for without the write lock', async () => {
    const at = await place()
    const records = await openAt(at)
    await keepOne(records, { subjectRef: 'case-1' })
    await erase(records, 'case-1')
    const other = await openDatabase(at)
    await other.db.transaction().execute(async within => {
      await within
        .insertInto('record_index')
        .values({ seq: -1, subject: null, answer: null, status: null, rules: null })
        .execute()
      expect(await destroyErased(records.database)).toBe(0)
    })
    await other.close()
    await records.close()
  })
})
