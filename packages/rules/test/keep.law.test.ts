import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { triesCode } from '../../../test/support/real-rules.ts'
import { runs } from '../../../test/support/sizes.ts'
import { parseSerializedRules, serializeRules } from '../src/index.ts'
import type { Rules } from '../src/internal.ts'
import { evaluateToJsonWithJsonRulesEngine } from '../src/json-rules-engine.ts'
import { ruleFiles, testRequest } from './support/generate.ts'
import { realRequests, realRules, rulesFrom } from './support/law.ts'
import type { FullRequest } from './support/random-requests.ts'

const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const again = (rules: Rules): Rules => {
  const kept = parseSerializedRules(serializeRules(rules), rules.digest)
  if (!kept.ok) throw new Error(JSON.stringify(kept.issues, null, 1))
  return kept.value
}
const realAgain = again(realRules)
const codes = (text: string, digest = digestOf(text)) => {
  const found = parseSerializedRules(text, digest)
  return found.ok ? [] : found.issues.map(one => one.code)
}

describe('kept rules', () => {
  test('are a text whose SHA-256 is the digest, and are the same text again', () => {
    expect(digestOf(serializeRules(realRules))).toBe(realRules.digest)
    expect(serializeRules(realAgain)).toBe(serializeRules(realRules))
    expect([realAgain.digest, realAgain.version]).toEqual([realRules.digest, realRules.version])
  })

  test('hold the bank holidays and the names that explanations use, and no scenario', () => {
    expect(realAgain.rulebook.calendar).toEqual(realRules.rulebook.calendar)
    expect(realAgain.sources).toEqual(realRules.sources)
    expect(realAgain.facts).toEqual(realRules.facts)
    expect(realAgain.decisions).toEqual(realRules.decisions)
    expect([...realAgain.rulebook.authorities.values()].flatMap(one => one.scenarios)).toEqual([])
  })

  test('decide the same bytes: every decision of every authority', () => {
    for (const { id: authority } of realRules.authorities)
      for (const { id: decision } of realRules.decisions)
        for (const asOf of ['2019-01-01', '2026-12-24']) {
          const request = { decision, authority, asOf, facts: {} }
          expect(realAgain.evaluateToJson(request).text).toBe(realRules.evaluateToJson(request).text)
        }
  })

  test('decide the same bytes whatever is known, in both evaluators', async () => {
    await fc.assert(
      fc.asyncProperty(realRequests, async request => {
        const text = realRules.evaluateToJson(request).text
        expect(realAgain.evaluateToJson(request).text).toBe(text)
        expect((await evaluateToJsonWithJsonRulesEngine(realAgain, request)).text).toBe(text)
      }),
      { numRuns: runs(2) },
    )
  })

  test.runIf(triesCode)('decide the same bytes, whatever the rules', () => {
    const sameAfter = (rules: Rules, requests: readonly FullRequest[]) => {
      const kept = again(rules)
      expect(digestOf(serializeRules(rules))).toBe(rules.digest)
      for (const request of requests) expect(kept.evaluateToJson(request).text).toBe(rules.evaluateToJson(request).text)
    }
    const requests = fc.array(testRequest, { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(ruleFiles, requests, (files, asked) => sameAfter(rulesFrom(files), asked)),
      { numRuns: runs(0.5) },
    )
  })
})

describe('what is refused for kept rules', () => {
  const text = serializeRules(realRules)
  test('another text than the digest is of, be it by one character', () => {
    expect(codes(`${text} `, realRules.digest)).toEqual(['malformed'])
    expect(codes(text.replace('true', 'false'), realRules.digest)).toEqual(['malformed'])
    expect(codes(text, realRules.digest.slice('sha256:'.length))).toEqual(['malformed'])
  })

  test.each(['', 'null', '[]', '{}', '{"layers":[1]}', '{"layers":[{"authority":{}}]}', '{"layers":"x"}'])(
    'a text that is no rules, though the digest fits: %s',
    other => {
      expect(codes(other).length).toBeGreaterThan(0)
    },
  )

  test('rules without one of their documents, or with what no rules have', () => {
    const whole = JSON.parse(text) as Record<string, unknown>
    for (const name of Object.keys(whole)) {
      const { [name]: _, ...rest } = whole
      expect(codes(JSON.stringify(rest)).length, name).toBeGreaterThan(0)
    }
    expect(codes(JSON.stringify({ ...whole, more: {} }))).toEqual(['unplaced-file'])
  })
})
