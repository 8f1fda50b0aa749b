import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sizeOf } from '../../../test/support/sizes.ts'
import { drawChild } from '../../rules/test/support/caseloads.ts'
import { realRules as rules } from '../../rules/test/support/law.ts'
import { pickerFor } from '../../rules/test/support/picker.ts'
import { listDifferences, write } from './support/agreement.ts'
import { isHere, openPython, type PythonEngine } from './support/python-engine.ts'

// Engines that need Python: `npm run agreement:spark`, `npm run agreement:tsql`. PYTHON names another interpreter.

const names = { spark: 'Spark, by pyspark', tsql: 'T-SQL, translated by sqlglot and run on DuckDB' } as const
const childrenCount = sizeOf('SQL_OTHER_CHILDREN')
const asOf = '2026-11-22'

for (const dialect of ['spark', 'tsql'] as const) {
  if (!isHere(dialect)) console.warn(`Skipped, as Python has not what it needs: ${names[dialect]}.`)
  describe.skipIf(!isHere(dialect))(names[dialect], () => {
    let engine: PythonEngine
    beforeAll(async () => {
      engine = await openPython(rules, dialect)
    }, 120_000)
    afterAll(() => engine.close())

    test.each(rules.decisions.map(one => one.id))('%s is answered by a query as by evaluate', async decision => {
      const dice = pickerFor(`${dialect} ${decision}`)
      const question = { decision, authority: dice.of(rules.authorities).id, asOf }
      const rows = Array.from({ length: Math.ceil(childrenCount / rules.decisions.length) }, () =>
        drawChild(rules, question, dice, dice.of([1, 5, 8, 12, 16])),
      )
      expect(await listDifferences(rules, engine, question, rows as never)).toEqual([])
    })

    test.runIf(dialect === 'spark').each(rules.decisions.map(one => one.id))(
      '%s needs no exchange of rows if the table has a key',
      async decision => {
        await engine.fill([])
        const { sql } = write(rules, { decision, authority: 'england', asOf }, dialect, { isKey: true })
        expect(await engine.plan(sql)).not.toMatch(/Exchange|Window/)
      },
    )
  })
}
