import { loadRules, rulesFrom, scenariosOf } from '@virtual-school/rules'
import { expect, test } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { sizeOf } from '../../../test/support/sizes.ts'
import { mutationReport } from '../src/index.ts'
import { applyChange } from '../src/mutate/apply.ts'
import { outcomeKey } from '../src/mutate/equivalence.ts'
import { listMutants } from '../src/mutate/mutation-report.ts'

const every = sizeOf('MUTANTS_EVERY')

test('no mistake in a sample of the shipped rules goes unnoticed that could be noticed', async () => {
  const rules = await loadRules(realDirectory, { whole: true })
  let place = 0
  const report = await mutationReport(rules, { select: () => place++ % every === 0 })
  expect(report.mutantsCount).toBeGreaterThan(50)
  expect(report.survivors.map(one => `${one.mutant.id}: ${one.witness?.text}`)).toEqual([])
  expect(report.equivalent.length).toBeGreaterThan(0)
  const mutants = new Map(listMutants(rules.rulebook).map(one => [one.id, one]))
  for (const { mutant, proof } of report.equivalent) {
    const mutated = rulesFrom(applyChange(rules.rulebook, mutants.get(mutant.id)!.change))
    const told = (one: typeof rules) =>
      scenariosOf(rules)
        .map(({ request }) => request)
        .filter(({ decision, authority }) =>
          proof.questions.some(asked => asked.decision === decision && asked.authority === authority),
        )
        .map(request => outcomeKey(one.evaluate({ ...request, trace: 'none' })))
    expect(told(mutated), mutant.id).toEqual(told(rules))
  }
})
