import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateToJsonWithJsonRulesEngine } from '../src/json-rules-engine.ts'
import { hypothetically } from './support/hypotheticals.ts'
import { isRefused, law, runs, shipped, shippedRequests } from './support/law.ts'

/** How many requests json-rules-engine answers too; `npm run laws` asks for 100,000 and for 1,000 with every what-if. */
const requestsCount = Number(process.env.LAW_REQUESTS ?? runs(30))
const hypotheticalsCount = Number(process.env.LAW_HYPOTHETICALS ?? runs(0.5))

describe('both evaluators agree', () => {
  law(
    'byte for byte, trace and all',
    async (rules, request) => {
      expect(await evaluateToJsonWithJsonRulesEngine(rules, request)).toBe(rules.evaluateToJson(request))
    },
    0.5,
  )

  test('byte for byte, without traces, over the shipped rules', { timeout: 3_600_000 }, async () => {
    const tally = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(shippedRequests, async request => {
        const untraced = { ...request, trace: 'none' } as const
        const text = shipped.evaluateToJson(untraced)
        expect(await evaluateToJsonWithJsonRulesEngine(shipped, untraced)).toBe(text)
        const found = JSON.parse(text)
        const outcome = isRefused(found) ? 'refused' : (found.answer ?? 'undetermined')
        tally.set(outcome, (tally.get(outcome) ?? 0) + 1)
      }),
      { numRuns: requestsCount },
    )
    // Requests that were all refused would agree about nothing.
    const every = [
      'refused',
      'undetermined',
      ...shipped.decisions.flatMap(one =>
        shipped.rules.some(rule => rule.decision === one.id) ? one.answers.map(answer => answer.id) : [],
      ),
    ]
    if (requestsCount >= 10_000) expect(every.filter(outcome => !tally.has(outcome))).toEqual([])
  })

  test('about what is possible and what settles it, each what-if run by json-rules-engine', {
    timeout: 3_600_000,
  }, async () => {
    let openCount = 0
    let settledCount = 0
    await fc.assert(
      fc.asyncProperty(shippedRequests, async request => {
        const found = shipped.evaluate({ ...request, trace: 'none' })
        fc.pre(!isRefused(found))
        if (isRefused(found)) return
        const wanted = await hypothetically(
          shipped,
          request,
          found.missing.filter(one => one.for === 'answer').map(one => one.fact),
        )
        fc.pre(wanted !== undefined)
        expect(found.possibleAnswers).toEqual(wanted!.possibleAnswers)
        openCount += Number(found.answer === null)
        settledCount += Number(wanted!.settling.length > 0)
        expect(
          found.missing
            .filter(one => one.settles)
            .map(one => one.fact)
            .sort(),
        ).toEqual([...wanted!.settling].sort())
      }),
      { numRuns: hypotheticalsCount, maxSkipsPerRun: 1_000 },
    )
    // Were nothing ever open, nothing would have been compared.
    if (hypotheticalsCount >= 300) expect(Math.min(openCount, settledCount)).toBeGreaterThan(0)
  })
})
