import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realRules as rules, rulesFrom } from '../../rules/test/support/law.ts'
import { realFiles } from '../../rules/test/support/real-files.ts'
import { type SelfCheckRequest, writeSelfCheck, writeSql } from '../src/index.ts'
import { type Engine, openDuckdb, openPostgres, openSqlite } from './support/engines.ts'

const day = '2026-11-22'

const checkOf = (asked: Pick<SelfCheckRequest, 'decision' | 'dialect'> & Partial<SelfCheckRequest>) => {
  const made = writeSelfCheck(rules, { authority: 'luton', asOf: day, writtenOn: day, ...asked })
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  return made.value
}

/** The rules with the conditions of the first rule of a question that is still in force turned round. */
const turnedRound = (decision: string) => {
  const place = realFiles.findIndex(one => one.path === `england/${decision}.json`)
  const document = structuredClone(realFiles[place]!.value) as { rules: { conditions: unknown; effective: object }[] }
  const one = document.rules.find(({ effective }) => !('to' in effective))!
  one.conditions = { all: [{ not: one.conditions }] }
  return rulesFrom(realFiles.with(place, { ...realFiles[place]!, value: document }))
}

const openers = { duckdb: openDuckdb, sqlite: openSqlite, postgres: openPostgres }

describe.each(Object.entries(openers))('the self-check of %s', (_, open) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await open(rules)
  }, 60_000)
  afterAll(() => engine.close())

  test.each(rules.decisions.map(one => one.id))('says of %s that all children agree', async decision => {
    const { sql, childrenCount } = checkOf({ decision, dialect: engine.dialect })
    const [first, ...others] = await engine.ask(sql)
    expect(others).toEqual([])
    expect(first).toEqual({
      child: 0,
      outcome: `${childrenCount} of ${childrenCount} children agree`,
      should_say: null,
      says: null,
    })
    expect(childrenCount).toBeGreaterThan(301)
  })

  test.each(['remit', 'reduced-timetable'])(
    'names the children of whom a query of %s says something else',
    async decision => {
      const { sql, query, childrenCount } = checkOf({ decision, dialect: engine.dialect })
      const planted = writeSql(turnedRound(decision), {
        decision,
        authority: 'luton',
        asOf: day,
        writtenOn: day,
        dialect: engine.dialect,
        table: 'virtual_school_children',
      })
      if (!planted.ok) throw new Error(JSON.stringify(planted.issues))
      expect(sql).toContain(query)
      const [first, ...others] = await engine.ask(sql.replace(query, () => planted.value.sql))
      expect(others.length).toBeGreaterThan(0)
      expect(first!.outcome).toBe(`${childrenCount - others.length} of ${childrenCount} children agree`)
      for (const row of others) {
        expect(row.outcome).toBe('differs')
        expect(row.says).not.toBe(row.should_say)
      }
    },
  )
})

describe('a self-check', () => {
  test('has children who are refused and, of each answer, some', () => {
    const { sql } = checkOf({ decision: 'remit', dialect: 'tsql' })
    expect(sql).toContain(`N' status=refused'`)
    for (const one of rules.rulebook.decisions.get('remit')!.answers) expect(sql).toContain(` answer=${one.id} `)
  })

  test('tells children of those facts alone that the table has', () => {
    const { sql } = checkOf({ decision: 'remit', dialect: 'tsql', facts: ['careStatus', 'ageYears'] })
    const told = /^WITH given \((.*?)\) AS/m.exec(sql)?.[1]
    expect(told).toBe('[id], [ageYears], [careStatus], [should_say]')
  })

  test('is of the day on which it is written if the query is of today', () => {
    const of = (asOf: string) => checkOf({ decision: 'remit', dialect: 'duckdb', asOf, writtenOn: '2026-12-01' }).sql
    expect(of('today')).toBe(of('2026-12-01'))
  })

  test('has the issues of the query', () => {
    const made = writeSelfCheck(rules, { decision: 'remitt', asOf: day, writtenOn: day, dialect: 'duckdb' })
    expect(made.ok ? [] : made.issues.map(one => one.suggestion)).toEqual(['remit'])
  })
})
