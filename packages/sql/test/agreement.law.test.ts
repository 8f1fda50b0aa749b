import { afterAll, beforeAll, expect, test } from 'vitest'
import { sizeOf } from '../../../test/support/sizes.ts'
import { scenariosOf } from '../../rules/src/index.ts'
import { drawChild } from '../../rules/test/support/caseloads.ts'
import { realRules as rules } from '../../rules/test/support/law.ts'
import { pickerFor } from '../../rules/test/support/picker.ts'
import { evaluateAll, listDifferences, type Question } from './support/agreement.ts'
import { type Engine, openDuckdb, openPostgres, openSqlite } from './support/engines.ts'

let engines: readonly Engine[] = []
beforeAll(async () => {
  engines = await Promise.all([openDuckdb, openSqlite, openPostgres].map(open => open(rules)))
}, 120_000)
afterAll(() => Promise.all(engines.map(one => one.close())))

type Rows = Parameters<typeof evaluateAll>[2]

const compareAll = async (question: Question, rows: Rows): Promise<void> => {
  const decisions = evaluateAll(rules, question, rows)
  for (const engine of engines) expect(await listDifferences(rules, engine, question, rows, decisions)).toEqual([])
}

test('the scenarios of all councils are answered by queries as by evaluate, on the days that they use', async () => {
  const asked = new Map<string, { readonly question: Question; readonly rows: Rows[number][] }>()
  for (const { request } of scenariosOf(rules)) {
    const { decision, authority = 'england', asOf, facts } = request
    const key = `${decision} ${authority} ${asOf}`
    const one = asked.get(key) ?? { question: { decision, authority, asOf }, rows: [] }
    one.rows.push(facts as Rows[number])
    asked.set(key, one)
  }
  const pieces = pickerFor('scenarios')
    .shuffled([...asked.values()])
    .slice(0, sizeOf('SQL_SCENARIO_QUESTIONS'))
  for (const { question, rows } of pieces) await compareAll(question, rows)
})

const childrenCount = sizeOf('SQL_CHILDREN')

test(`${childrenCount} random children are answered by queries as by evaluate`, async () => {
  const dice = pickerFor('sql')
  const days = ['2026-11-22', '2019-03-31', '2024-09-03', '2027-09-02']
  const questions = dice.shuffled(
    rules.decisions.flatMap(({ id: decision }) =>
      rules.authorities.flatMap(({ id: authority }) => days.map(asOf => ({ decision, authority, asOf }))),
    ),
  )
  // Making a query takes as long as some hundred rows.
  const perQuestion = Math.max(500, Math.ceil(childrenCount / questions.length))
  for (let left = childrenCount, i = 0; left > 0; left -= perQuestion, i += 1) {
    const question = questions[i % questions.length]!
    const rows = Array.from({ length: Math.min(left, perQuestion) }, () =>
      drawChild(rules, question, dice, dice.of([1, 5, 8, 12, 15, 16])),
    )
    await compareAll(question, rows as Rows)
  }
})
