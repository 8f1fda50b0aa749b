import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sizeOf } from '../../../test/support/sizes.ts'
import { evaluateToJsonWithJsonRulesEngine } from '../src/json-rules-engine.ts'
import { hypothetically } from './support/hypotheticals.ts'
import { isRefused, law, realRequests, realRules } from './support/law.ts'

const requestsCount = sizeOf('LAW_REQUESTS')
const hypotheticalsCount = sizeOf('LAW_HYPOTHETICALS')

describe('both evaluators agree', () => {
  law(
    'byte for byte, trace and all',
    async (rules, request) => {
      expect((await evaluateToJsonWithJsonRulesEngine(rules, request)).text).toBe(rules.evaluateToJson(request).text)
    },
    0.5,
  )

  test('byte for byte, without traces, over real rules', async () => {
    const tally = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(realRequests, async request => {
        const untraced = { ...request, trace: 'none' } as const
        const text = realRules.evaluateToJson(untraced).text
        expect((await evaluateToJsonWithJsonRulesEngine(realRules, untraced)).text).toBe(text)
        const found = JSON.parse(text)
        const outcome = isRefused(found) ? 'refused' : (found.answer ?? 'undetermined')
        tally.set(outcome, (tally.get(outcome) ?? 0) + 1)
      }),
      { numRuns: requestsCount },
    )
    // Requests that were all refused would agree about nothing.
    const authorities = [...realRules.rulebook.authorities.values()]
    const every = [
      'refused',
      'undetermined',
      ...realRules.decisions.flatMap(one =>
        authorities.some(({ rules }) => rules.some(rule => rule.events.has(one.id)))
          ? one.answers.map(answer => answer.id)
          : [],
      ),
    ]
    if (requestsCount >= 10_000) expect(every.filter(outcome => !tally.has(outcome))).toEqual([])
  })

  test('about what is possible and what settles it, each what-if run by json-rules-engine', async () => {
    let openCount = 0
    let settledCount = 0
    await fc.assert(
      fc.asyncProperty(realRequests, async request => {
        const found = realRules.evaluate({ ...request, trace: 'none' })
        fc.pre(!isRefused(found))
        if (isRefused(found)) return
        const wanted = await hypothetically(
          realRules,
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
