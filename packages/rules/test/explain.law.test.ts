import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { triesCode } from '../../../test/support/real-rules.ts'
import { runs } from '../../../test/support/sizes.ts'
import { explain } from '../src/index.ts'
import type { Decision, DecisionRequest, Rules } from '../src/internal.ts'
import { explainedRules as rules } from './support/explain-fixture.ts'
import { clausesStated, sourcesCited } from './support/explained.ts'
import { ruleFiles, testRequest } from './support/generate.ts'
import { realRules, rulesFrom } from './support/law.ts'

const formats = ['text', 'markdown'] as const

/** What must hold of any explanation of any decision. */
const checkExplanation = (explainer: Rules, request: DecisionRequest) => {
  const decision = explainer.evaluate(request)
  if ('issues' in decision) return
  const reread = JSON.parse(JSON.stringify(decision)) as Decision
  for (const format of formats) {
    const said = explain(explainer, decision, { format })
    expect(explain(explainer, reread, { format })).toBe(said)
    expect(explain(explainer, decision, { format })).toBe(said)
    const plain = said.replace(/\\(.)/g, '$1')
    for (const { title, because } of decision.requirements) {
      expect(plain).toContain(title)
      for (const name of because) expect(plain).toContain(name)
    }
    for (const source of sourcesCited(decision)) expect(plain).toContain(source)
    expect(clausesStated(explainer, request, decision, plain)).toEqual([])
  }
}

describe('of every decision', () => {
  test.runIf(triesCode)('by random rules: told without fail, wholly, and nothing said that is not known', () => {
    fc.assert(
      fc.property(
        ruleFiles,
        fc.array(testRequest, { minLength: 5, maxLength: 5 }),
        fc.constantFrom('full' as const, 'none' as const),
        (files, requests, trace) => {
          const random = rulesFrom(files)
          for (const request of requests) checkExplanation(random, { ...request, trace })
        },
      ),
      { numRuns: runs(2.4) },
    )
  })

  test('by real rules', () => {
    const value = (fact: Rules['facts'][number]): fc.Arbitrary<string | number | boolean> => {
      if (fact.type === 'boolean') return fc.boolean()
      if (fact.type === 'enum') return fc.constantFrom(...fact.values!.map(one => one.value))
      return fact.type === 'integer'
        ? fc.integer({ min: fact.min!, max: fact.max! })
        : fc.constantFrom('2021-06-30', '2024-08-19', '2026-11-22')
    }
    const facts = fc.record(
      Object.fromEntries(realRules.facts.filter(fact => fact.kept).map(fact => [fact.name, fc.option(value(fact))])),
      { requiredKeys: [] },
    )
    const request = fc.record({
      decision: fc.constantFrom(...realRules.decisions.map(one => one.id)),
      authority: fc.constantFrom(...realRules.authorities.map(one => one.id)),
      asOf: fc.constantFrom('2010-01-01', '2021-07-01', '2023-05-01', '2024-08-18', '2026-11-22'),
      facts,
    })
    fc.assert(
      fc.property(request, asked => checkExplanation(realRules, asked as DecisionRequest)),
      { numRuns: runs(2.4) },
    )
  })

  test('in the words of rules that know nothing of it', () => {
    fc.assert(
      fc.property(ruleFiles, testRequest, (files, request) => {
        const decision = rulesFrom(files).evaluate(request)
        if ('issues' in decision) return
        for (const format of formats)
          for (const { title } of decision.requirements) expect(explain(rules, decision, { format })).toContain(title)
      }),
      { numRuns: 50 },
    )
  })
})
