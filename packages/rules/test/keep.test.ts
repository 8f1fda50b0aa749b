import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keptRules, type Rules, rulesFromKept } from '../src/index.ts'
import { evaluateToJsonWithJsonRulesEngine } from '../src/json-rules-engine.ts'
import { ruleFiles, testRequest } from './support/generate.ts'
import { rulesFrom, runs, shipped, shippedRequests } from './support/law.ts'
import type { FullRequest } from './support/random-requests.ts'

const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const again = (rules: Rules): Rules => {
  const kept = rulesFromKept(keptRules(rules), rules.digest)
  if (!kept.ok) throw new Error(JSON.stringify(kept.issues, null, 1))
  return kept.value
}
const shippedAgain = again(shipped)
const codes = (text: string, digest = digestOf(text)) => {
  const found = rulesFromKept(text, digest)
  return found.ok ? [] : found.issues.map(one => one.code)
}

describe('kept rules', () => {
  test('are a text whose SHA-256 is the digest, and are the same text again', () => {
    expect(digestOf(keptRules(shipped))).toBe(shipped.digest)
    expect(keptRules(shippedAgain)).toBe(keptRules(shipped))
    expect([shippedAgain.digest, shippedAgain.version]).toEqual([shipped.digest, shipped.version])
  })

  test('hold the bank holidays and the names that explanations use, and no scenario', () => {
    expect(shippedAgain.rulebook.calendar).toEqual(shipped.rulebook.calendar)
    expect(shippedAgain.sources).toEqual(shipped.sources)
    expect(shippedAgain.facts).toEqual(shipped.facts)
    expect(shippedAgain.decisions).toEqual(shipped.decisions)
    expect([...shippedAgain.rulebook.authorities.values()].flatMap(one => one.scenarios)).toEqual([])
  })

  test('decide the same bytes: every decision of every authority', () => {
    for (const { id: authority } of shipped.authorities)
      for (const { id: decision } of shipped.decisions)
        for (const asOf of ['2019-01-01', '2026-12-24']) {
          const request = { decision, authority, asOf, facts: {} }
          expect(shippedAgain.evaluateToJson(request)).toBe(shipped.evaluateToJson(request))
        }
  })

  test('decide the same bytes whatever is known, in both evaluators', async () => {
    await fc.assert(
      fc.asyncProperty(shippedRequests, async request => {
        const text = shipped.evaluateToJson(request)
        expect(shippedAgain.evaluateToJson(request)).toBe(text)
        expect(await evaluateToJsonWithJsonRulesEngine(shippedAgain, request)).toBe(text)
      }),
      { numRuns: runs(2) },
    )
  })

  test('decide the same bytes, whatever the rules', () => {
    const sameAfter = (rules: Rules, requests: readonly FullRequest[]) => {
      const kept = again(rules)
      expect(digestOf(keptRules(rules))).toBe(rules.digest)
      for (const request of requests) expect(kept.evaluateToJson(request)).toBe(rules.evaluateToJson(request))
    }
    const requests = fc.array(testRequest, { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(ruleFiles, requests, (files, asked) => sameAfter(rulesFrom(files), asked)),
      { numRuns: runs(0.5) },
    )
  })
})

describe('what is refused for kept rules', () => {
  const text = keptRules(shipped)
  test('another text than the digest is of, be it by one character', () => {
    expect(codes(`${text} `, shipped.digest)).toEqual(['malformed'])
    expect(codes(text.replace('true', 'false'), shipped.digest)).toEqual(['malformed'])
    expect(codes(text, shipped.digest.slice('sha256:'.length))).toEqual(['malformed'])
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
