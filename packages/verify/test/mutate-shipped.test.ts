import { loadRules } from '@virtual-school/rules'
import { expect, test } from 'vitest'
import { mutationReport } from '../src/index.ts'

/** Every so many of the shipped mutants; `npm run mutants` tries them all. */
const every = Number(process.env.MUTANTS_EVERY ?? 70)

test('no mistake in a sample of the shipped rules goes unnoticed that could be noticed', async () => {
  const rules = await loadRules('rules', { whole: true })
  let place = 0
  const report = await mutationReport(rules, { select: () => place++ % every === 0 })
  expect(report.mutantsCount).toBeGreaterThan(50)
  expect(report.survivors.map(one => `${one.mutant.id}: ${one.witness?.text}`)).toEqual([])
})
