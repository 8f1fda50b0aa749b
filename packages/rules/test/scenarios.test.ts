import { describe, expect, test } from 'vitest'
import { differenceLines, judgeScenario, loadRules, scenariosOf } from '../src/index.ts'
import { evaluateToJsonWithJsonRulesEngine, evaluateWithJsonRulesEngine } from '../src/json-rules-engine.ts'

/** Every scenario that stands beside the rules, in both evaluators. */
const rules = await loadRules(new URL('../../../rules', import.meta.url).pathname, { whole: true })

for (const { id } of rules.authorities) {
  describe(id, () => {
    const cases = scenariosOf(rules, { authority: id })
    test('has scenarios', () => expect(cases.length).toBeGreaterThan(0))
    for (const one of cases) {
      test(`${one.scenario.file} ${one.scenario.pointer}: ${one.scenario.name}`, async () => {
        const { request } = one
        for (const outcome of [rules.evaluate(request), await evaluateWithJsonRulesEngine(rules, request)]) {
          const lines = differenceLines(judgeScenario(one, outcome))
          expect(lines, lines.join('\n')).toEqual([])
        }
        expect(await evaluateToJsonWithJsonRulesEngine(rules, request)).toBe(rules.evaluateToJson(request))
      })
    }
  })
}
