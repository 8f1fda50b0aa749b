import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { loadRules } from '../../rules/src/index.ts'
import type { Rules } from '../../rules/src/internal.ts'
import { drawChild } from '../../rules/test/support/caseloads.ts'
import { pickerFor } from '../../rules/test/support/picker.ts'
import { dialects, questionAsSql } from '../src/index.ts'

const rules = (await loadRules('rules', { whole: true })) as unknown as Rules

const types = { boolean: 'BOOLEAN', integer: 'INTEGER', date: 'DATE', enum: 'VARCHAR' } as const

test('duckdb', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const facts = rules.facts.filter(one => one.given === undefined)
  const dice = pickerFor('sql')
  let wrong = 0
  let refused = 0
  for (const { id: decision } of rules.decisions) {
    for (const authority of ['england', 'luton']) {
    const asked = { decision, authority, asOf: '2026-11-22' }
    const rows = Array.from({ length: 300 }, () => drawChild(rules, asked as never, dice, dice.of([1, 5, 8, 12, 16])))
    await connection.run('DROP TABLE IF EXISTS children')
    await connection.run(`CREATE TABLE children (id INTEGER, ${facts.map(one => `"${one.name}" ${types[one.type]}`).join(', ')})`)
    const cell = (value: unknown) => value === undefined || value === null ? 'NULL' : typeof value === 'string' ? `'${value}'` : String(value)
    for (let i = 0; i < rows.length; i += 100)
      await connection.run(`INSERT INTO children VALUES ${rows.slice(i, i + 100).map((row, j) => `(${i + j}, ${facts.map(one => cell((row as never)[one.name])).join(', ')})`).join(',')}`)
    const sql = questionAsSql(rules, { decision, authority, asOf: '2026-11-22', madeOn: '2026-11-22', columns: new Set(facts.map(one => one.name)), isKey: false }, dialects.duckdb!, 'children')
    const start = performance.now()
    const found = (await connection.runAndReadAll(`SELECT * FROM (${sql}) ORDER BY id`)).getRowObjectsJson()
    const took = performance.now() - start
    let differ = 0
    rows.forEach((row, i) => {
      const one = rules.evaluate({ ...asked, trace: 'none', facts: row } as never)
      const got = found[i]! as Record<string, string | null>
      const list = (text: string | null) => (text === '' || text === null ? [] : text.split(';'))
      const same = (what: string, a: unknown, b: unknown) => {
        if (JSON.stringify(a) === JSON.stringify(b)) return
        differ += 1
        if (differ < 4) console.log(decision, what, JSON.stringify(a), 'sql', JSON.stringify(b), JSON.stringify(row))
      }
      if ('issues' in one) {
        refused += 1
        same('status', 'refused', got.status)
        return
      }
      same('status', one.status, got.status)
      same('answer', one.answer, got.answer)
      same('possible', one.possibleAnswers, list(got.possible_answers!))
      const key = (...of: (string | undefined)[]) => of.filter(x => x !== undefined).join(' ').replaceAll(/[ -]/g, '_')
      for (const [k, v] of Object.entries(got)) if (k.startsWith('requirement_')) {
        const r = one.requirements.find(x => key('requirement', x.id) === k)
        same(k, r?.status ?? null, v)
      }
      for (const [l, items] of Object.entries(one.lists)) for (const it of items) same(it.item, it.status, got[key(l, it.item, it.verb)])
      for (const d of one.deadlines) { same(d.action, d.status, got[key('deadline', d.action, d.role)]); same('due ' + d.action, d.date, got[key('due', d.action, d.role)]) }
      const missing = (what: string) => one.missing.filter(x => x.for === what).map(x => x.fact).sort()
      same('missing', missing('answer'), list(got.missing!).sort())
      same('details', missing('detail'), list(got.missing_details!).sort())
      same('cautions', one.cautions.map(x => x.code), list(got.cautions!))
      same('notWeighed', (one.notWeighed ?? []).map(x => x.id), list(got.not_weighed!))
    })
    console.log(decision, authority, 'sql', sql.length, 'ms', took.toFixed(0), 'differ', differ)
    wrong += differ
    }
  }
  console.log('refused', refused)
  expect(wrong).toBe(0)
}, 200_000)
