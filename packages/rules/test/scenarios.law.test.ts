import { describe, expect, test } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { differenceLines, judgeScenario, loadRules, scenariosOf } from '../src/index.ts'
import { evaluateToJsonWithJsonRulesEngine, evaluateWithJsonRulesEngine } from '../src/json-rules-engine.ts'

/** Every scenario that stands beside the rules, in both evaluators. */
const rules = await loadRules(realDirectory, { whole: true })

describe.each(rules.authorities.map(({ id }) => id))('%s', authority => {
  const cases = scenariosOf(rules, { authority })
  const files = [...new Set(cases.map(one => one.scenario.file))]

  test('has scenarios', () => expect(cases.length).toBeGreaterThan(0))

  test.each(files)('the scenarios of %s', async file => {
    for (const [i, one] of cases.filter(({ scenario }) => scenario.file === file).entries()) {
      const { request, scenario } = one
      const at = `${scenario.pointer}: ${scenario.name}`
      const { text } = await evaluateToJsonWithJsonRulesEngine(rules, request)
      for (const outcome of [rules.evaluate(request), JSON.parse(text)])
        expect.soft(differenceLines(judgeScenario(one, outcome)), at).toEqual([])
      expect.soft(text, at).toBe(rules.evaluateToJson(request).text)
      // As an object it is the same; the second evaluator takes long, so it is asked once in ten.
      if (i % 10 === 0) expect.soft(await evaluateWithJsonRulesEngine(rules, request), at).toEqual(JSON.parse(text))
    }
  })
})
