import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { pickerFor } from '../../rules/test/support/picker.ts'
import type { Records } from '../src/append/records.ts'
import { tables } from '../src/verify/stored-columns.ts'
import { verifyLog } from '../src/verify/verify-log.ts'
import { describeOnBoth } from './support/databases.ts'
import { pastGuards } from './support/guards.ts'
import { recordsAt } from './support/kept.ts'
import { type TableName, tableNames } from './support/log-copy.ts'
import { flipped } from './support/mutations.ts'
import { variedLog } from './support/varied-log.ts'

type Cell = string | number | Buffer | null
const put = (
  { database }: Records,
  { table, column, value, at }: { table: TableName; column: string; value: Cell; at: readonly [string, Cell] },
) =>
  pastGuards(database, db =>
    sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value} where ${sql.ref(at[0])} = ${at[1]}`.execute(db),
  )

/** The constraints of the tables stand where nobody drops them too. */
const constrained = ['one']
const cells = tableNames.flatMap(table =>
  Object.keys(tables[table])
    .filter(column => !constrained.includes(column))
    .map(column => ({ table, column, key: Object.keys(tables[table])[0]! })),
)

/** A bit so high that no other row has the number that comes of it. */
const unusedNumber = (was: number): number => was + 2 ** 20
const changed = (was: Cell, picker: Parameters<typeof flipped>[1]): Cell =>
  was === null ? 'x' : ((flipped(was, picker) ?? 'x') as Cell)

const codesOf = async (records: Records): Promise<readonly string[]> =>
  (await verifyLog(records)).faults.map(one => one.code)

describeOnBoth('verifying what was changed in the tables', ({ place, kind }) => {
  test('finds a bit of each column of each table', async () => {
    const records = await recordsAt(await place())
    const db = records.database.db as unknown as Kysely<never>
    await variedLog(records, 24)
    await sql`insert into tree_tiles (level, idx, hash) values (1, 0, ${Buffer.alloc(32)})`.execute(db)
    expect(await codesOf(records)).toEqual(['tile'])
    await pastGuards(records.database, () => sql`delete from tree_tiles`.execute(db))
    const picker = pickerFor(kind)
    const unnoticed: string[] = []
    for (const { table, column, key } of cells) {
      const found = await sql<
        Record<string, Cell>
      >`select * from ${sql.table(table)} order by ${sql.ref(key)} limit 2`.execute(db)
      const row = found.rows.at(-1)
      const was = row?.[column]
      if (row === undefined || was === undefined) continue
      const value = column === key && typeof was === 'number' ? unusedNumber(was) : changed(was, picker)
      await put(records, { table, column, value: value as Cell, at: [key, row[key]!] })
      if ((await codesOf(records)).length === 0) unnoticed.push(`${table}.${column}`)
      await put(records, { table, column, value: was, at: [key, column === key ? (value as Cell) : row[key]!] })
    }
    expect(unnoticed).toEqual([])
    expect(await codesOf(records)).toEqual([])
    await records.close()
  })

  test.runIf(kind === 'sqlite')(
    'reads text that is none, numbers that are too large, and null, and says so',
    async () => {
      const records = await recordsAt(await place())
      await variedLog(records, 9)
      await pastGuards(records.database, async db => {
        for (const column of ['client', 'envelope', 'id'])
          await sql`update records set ${sql.ref(column)} = cast(x'ff41' as text) where seq = 3`.execute(db)
        await sql`update records set about = cast(x'4100' as text), id = cast(x'4200' as text) where seq = 6`.execute(
          db,
        )
        await sql`update records set seq = 9007199254740995 where seq = 5`.execute(db)
        await sql`update log_head set note = cast(x'fe' as text), size = 9007199254740997`.execute(db)
        await sql`update keys.data_keys set subject = cast(x'ff' || cast(key as blob) as text)`.execute(db)
      })
      const codes = new Set(await codesOf(records))
      for (const code of ['unreadable', 'sequence', 'head', 'checkpoint', 'key']) expect(codes).toContain(code)
      await records.close()
    },
  )

  test('finds what was taken away, and where the end of the log is gone', async () => {
    const records = await recordsAt(await place())
    await variedLog(records, 9)
    await pastGuards(records.database, db => sql`delete from records where seq = 4`.execute(db))
    expect(await codesOf(records)).toContain('sequence')
    await pastGuards(records.database, db => sql`delete from log_head`.execute(db))
    expect(await codesOf(records)).toContain('head')
    await records.close()
  })
})
