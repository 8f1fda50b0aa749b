import { afterAll, beforeAll, expect, test } from 'vitest'
import { sizeOf } from '../../../test/support/sizes.ts'
import { drawChild } from '../../rules/test/support/caseloads.ts'
import { realRules as rules, rulesFrom } from '../../rules/test/support/law.ts'
import { pickerFor } from '../../rules/test/support/picker.ts'
import { realFiles } from '../../rules/test/support/real-files.ts'
import { evaluateAll, listDifferences } from './support/agreement.ts'
import { type Engine, openSqlite } from './support/engines.ts'

let engine: Engine
beforeAll(async () => {
  engine = await openSqlite(rules)
})
afterAll(() => engine.close())

const asOf = '2026-11-22'

interface Written {
  readonly name: string
  readonly effective?: { readonly from?: string | null; readonly to?: string }
  conditions?: unknown
}
interface Document {
  readonly decision?: string
  readonly rules?: Written[]
}

/** National rules with conditions of their own that are in force all the time, with the file that each stands in. */
const planted = realFiles.flatMap((file, place) => {
  if (!/^england\/[^/]*\.json$/.test(file.path)) return []
  const { decision, rules: all = [] } = file.value as Document
  return all.flatMap(({ name, effective, conditions }, i) => {
    const isInForce = effective?.to === undefined && effective?.from !== null
    return decision !== undefined && conditions !== undefined && isInForce ? [{ name, decision, place, i }] : []
  })
})

/** The rules with the conditions of one of them turned round. */
const turnRound = ({ place, i }: (typeof planted)[number]) => {
  const file = realFiles[place]!
  const document = structuredClone(file.value) as Document
  const rule = document.rules![i]!
  rule.conditions = { all: [{ not: rule.conditions }] }
  return rulesFrom(realFiles.with(place, { ...file, value: document }))
}

const chosen = pickerFor('planted').shuffled(planted).slice(0, sizeOf('SQL_PLANTED_CHANGES'))

test.each(chosen)('a query by rules in which $name is turned round differs from evaluate', async one => {
  const dice = pickerFor(one.name)
  const question = { decision: one.decision, authority: 'england', asOf }
  const rows = Array.from({ length: 300 }, () => drawChild(rules, question, dice, dice.of([5, 8, 12, 15, 16])))
  const found = await listDifferences(
    turnRound(one),
    engine,
    question,
    rows as never,
    evaluateAll(rules, question, rows as never),
  )
  // The digest of the rules differs in any case.
  expect(found.filter(line => !line.startsWith('rules is')).length).toBeGreaterThan(0)
})
