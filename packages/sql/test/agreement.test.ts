import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawChild } from '../../rules/test/support/caseloads.ts'
import { realRules as rules } from '../../rules/test/support/law.ts'
import { pickerFor } from '../../rules/test/support/picker.ts'
import { listDifferences } from './support/agreement.ts'
import { type Engine, openDuckdb, openPostgres, openSqlite } from './support/engines.ts'

const openers = { duckdb: openDuckdb, sqlite: openSqlite, postgres: openPostgres }

describe.each(Object.entries(openers))('%s', (_, open) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await open(rules)
  }, 60_000)
  afterAll(() => engine.close())

  test.each(rules.decisions.map(one => one.id))(
    '%s is answered by a query as by evaluate',
    async decision => {
      const dice = pickerFor(`sql ${decision}`)
      const question = { decision, authority: dice.of(rules.authorities).id, asOf: '2026-11-22' }
      const rows = Array.from({ length: 60 }, () => drawChild(rules, question, dice, dice.of([1, 5, 8, 12, 16])))
      expect(await listDifferences(rules, engine, question, rows as never)).toEqual([])
    },
    60_000,
  )
})
