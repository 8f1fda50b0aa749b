import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sizeOf, testSeed } from '../../../test/support/sizes.ts'
import { passScratch } from '../src/evaluate/passes/first-pass.ts'
import { loadFacts } from '../src/evaluate/passes/lanes.ts'
import { suppose } from '../src/evaluate/passes/narrowing.ts'
import { programOf } from '../src/evaluate/program/question.ts'
import type { FactValues } from '../src/evaluate/request/parse-request.ts'
import { parseRequest } from '../src/evaluate/request/parse-request.ts'
import { truthsFromJsonRulesEngine } from '../src/json-rules-engine/truths.ts'
import { evaluateToJsonWithJsonRulesEngine } from '../src/json-rules-engine.ts'
import { realRequests as drawn, realRules as rules } from './support/law.ts'

const requestsCount = sizeOf('AGREEMENT_REQUESTS')
const withWhatIfsCount = sizeOf('AGREEMENT_WHAT_IFS')

const batches = function* (count: number) {
  for (let from = 0; from < count; from += 5_000)
    yield fc.sample(drawn, { numRuns: Math.min(5_000, count - from), seed: testSeed + from })
}

test(`both evaluators give the same bytes for ${requestsCount} random requests to real rules`, async () => {
  let compared = 0
  for (const batch of batches(requestsCount)) {
    for (const request of batch) {
      const asked = { ...request, trace: compared % 10 === 0 ? 'full' : 'none' } as const
      const wanted = rules.evaluateToJson(asked).text
      const found = (await evaluateToJsonWithJsonRulesEngine(rules, asked)).text
      if (found !== wanted) expect(found, JSON.stringify(asked)).toBe(wanted)
      compared += 1
    }
  }
  expect(compared).toBe(requestsCount)
})

/** The answers that json-rules-engine's truths leave possible; none where the facts contradict one another. */
const possibleBySecond = async (program: ReturnType<typeof programOf>, values: FactValues): Promise<number> => {
  const truths = await truthsFromJsonRulesEngine(program, values)
  return program.answers.reduce((set, literal, i) => (truths[literal] === 0 ? set : set | (1 << i)), 0)
}

test(`and for every what-if of ${withWhatIfsCount} of them`, async () => {
  let compared = 0
  for (const batch of batches(withWhatIfsCount)) {
    for (const request of batch) {
      const parsed = parseRequest(rules.rulebook, request)
      if (!parsed.ok) continue
      const program = programOf(rules.rulebook, parsed.value)
      const scratch = passScratch(program)
      loadFacts(program, scratch.lanes, parsed.value.values)
      const unknown = program.facts.filter(fact => fact.askable && scratch.lanes.classes[fact.slot]! < 0)
      for (const { slot, values, sets } of suppose(
        program,
        scratch,
        unknown.map(fact => fact.slot),
      )) {
        for (const [i, { value }] of values.entries()) {
          if (sets[i] === 0) continue
          const supposed = parsed.value.values.with(program.facts[slot]!.fact.index, value)
          expect(
            await possibleBySecond(program, supposed),
            `${JSON.stringify(request)} ${program.facts[slot]!.fact.name}`,
          ).toBe(sets[i])
          compared += 1
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(withWhatIfsCount)
})
