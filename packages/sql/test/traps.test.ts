import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realRules as rules } from '../../rules/test/support/law.ts'
import { type SqlRequest, writeSql } from '../src/index.ts'
import { listDifferences } from './support/agreement.ts'
import { type Engine, openDuckdb, openPostgres, openSqlite, type Row } from './support/engines.ts'

const asOf = '2026-11-22'
const asked = { decision: 'remit', authority: 'luton', asOf, writtenOn: asOf } as const

describe.each(Object.entries({ duckdb: openDuckdb, sqlite: openSqlite, postgres: openPostgres }))('%s', (_, open) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await open(rules)
  }, 60_000)
  afterAll(() => engine.close())

  /** The rows of a question in the order of their ids. */
  const ask = async (more: Partial<SqlRequest> = {}): Promise<readonly Row[]> => {
    const made = writeSql(rules, { ...asked, dialect: engine.dialect, ...more })
    if (!made.ok) throw new Error(JSON.stringify(made.issues))
    const rows = await engine.ask(made.value.sql)
    return [...rows].sort((a, b) => Number(a.id) - Number(b.id))
  }
  const statuses = async (more: Partial<SqlRequest> = {}) => (await ask(more)).map(one => one.status)

  test('a row without an id and rows with the same id are refused, unless the table has a key', async () => {
    await engine.fill([{}, {}, {}, {}])
    await engine.run('UPDATE children SET id = 1 WHERE id = 2')
    await engine.run('UPDATE children SET id = NULL WHERE id = 3')
    expect((await statuses()).sort()).toEqual(['refused', 'refused', 'refused', 'undetermined'])
    expect((await statuses({ isKey: true })).sort()).toEqual([
      'refused',
      'undetermined',
      'undetermined',
      'undetermined',
    ])
  })

  test.each(['Never', 'never ', ' never', 'NEVER', '', 'nie'])(
    'the word “%s” is not never, and is refused',
    async word => {
      await engine.fill([{ careStatus: 'never' }, { careStatus: word }])
      expect((await statuses())[1]).toBe('refused')
      expect((await statuses())[0]).not.toBe('refused')
    },
  )

  test('ages and school ages come of births as in evaluate, also of those on 29 February and of the first days of September', async () => {
    const births = ['02-28', '02-29', '03-01', '03-31', '04-01', '08-31', '09-01', '09-07', '09-08', '12-31']
    const years = [2004, 2008, 2010, 2016, 2020, 2021]
    const rows = years.flatMap(year =>
      births
        .filter(day => day !== '02-29' || year % 4 === 0)
        .map(day => ({ dateOfBirth: `${year}-${day}`, careStatus: 'looked-after' })),
    )
    for (const day of ['2026-02-28', '2026-03-01', '2026-06-26', '2026-06-27', '2026-09-07'])
      expect(
        await listDifferences(rules, engine, { decision: 'remit', authority: 'luton', asOf: day }, rows as never),
      ).toEqual([])
  })

  test('a query for today says what the query for its day says', async () => {
    await engine.fill([{ careStatus: 'looked-after', dateOfBirth: '2015-05-05' }, { careStatus: 'never' }, {}])
    const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' })
    const of = async (more: Partial<SqlRequest>) => ask({ writtenOn: today, ...more })
    expect(await of({ asOf: 'today' })).toEqual(await of({ asOf: today }))
  })

  test('a query for today that was written under another law says so, and nothing else', async () => {
    await engine.fill([{ careStatus: 'looked-after' }])
    const made = writeSql(rules, { ...asked, dialect: engine.dialect, asOf: 'today', writtenOn: '2017-01-01' })
    if (!made.ok) throw new Error(JSON.stringify(made.issues))
    expect(made.value.speaksTo! < asOf).toBe(true)
    const [row] = await engine.ask(made.value.sql)
    const { id: _, status, rules: _r, speaks_from: _f, speaks_to: _t, ...rest } = row!
    expect(status).toBe('out-of-date')
    expect(Object.values(rest).every(one => one === null)).toBe(true)
  })

  test('a number out of range is refused', async () => {
    await engine.fill([{ ageYears: 7 }, { ageYears: 26 }, { ageYears: -1 }])
    expect((await statuses()).map(one => one === 'refused')).toEqual([false, true, true])
  })
})

test('SQLite, which keeps anything in any column, refuses what is no day, no number, and no yes or no', async () => {
  const engine = await openSqlite(rules)
  const rows = [
    { lookedAfterSince: '2026-11-02' },
    { lookedAfterSince: '02/11/2026' },
    { lookedAfterSince: '2026-02-30' },
    { dateOfBirth: '2015-5-5' },
    { ageYears: 'seven' },
    { ageYears: 7.5 },
    { parentAgrees: 'yes' },
    { parentAgrees: 2 },
  ]
  await engine.fill(rows)
  const made = writeSql(rules, { ...asked, dialect: 'sqlite' })
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  const found = await engine.ask(made.value.sql)
  expect(found.map(one => one.status === 'refused')).toEqual(rows.map((_, i) => i > 0))
  await engine.close()
})
