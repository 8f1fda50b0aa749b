import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Decision, Refusal } from '../src/index.ts'
import { evaluateToJsonWithJsonRulesEngine } from '../src/json-rules-engine.ts'
import { loadRules, readRules } from '../src/load.ts'
import type { RuleFile } from '../src/parse/rule-documents.ts'
import type { Rules } from '../src/rules.ts'
import { ruleFiles, testRequest } from './support/generate.ts'
import { type DrawnRequest, requestsTo } from './support/requests.ts'

const runs = Number(process.env.PROPERTY_RUNS ?? 300)
const isRefused = (result: Decision | Refusal): result is Refusal => 'issues' in result
const rulesOf = (files: readonly RuleFile[]): Rules => {
  const read = readRules(files)
  if (!read.ok) throw new Error(JSON.stringify(read.issues))
  return read.value
}
const shipped = await loadRules()
const drawn = requestsTo(shipped)

/** The same law over the shipped rules and over random ones. */
const law = (name: string, holds: (rules: Rules, request: DrawnRequest) => void | Promise<void>): void => {
  test(`${name}: the shipped rules`, () =>
    fc.assert(
      fc.asyncProperty(drawn, async request => holds(shipped, request)),
      { numRuns: runs },
    ))
  test(`${name}: random rules`, () =>
    fc.assert(
      fc.asyncProperty(ruleFiles, fc.array(testRequest, { minLength: 4, maxLength: 4 }), async (files, requests) => {
        const rules = rulesOf(files)
        for (const request of requests) await holds(rules, request)
      }),
      { numRuns: Math.ceil(runs / 8) },
    ))
}

/** Every completion of what is missing that the rules do not refuse, drawn from each fact's own values. */
const completed = (rules: Rules, request: DrawnRequest, names: readonly string[], pick: number): DrawnRequest => {
  const facts = { ...request.facts }
  names.forEach((name, i) => {
    const fact = rules.facts.find(one => one.name === name)!
    if (fact.type === 'boolean') facts[name] = (pick >> i) % 2 === 0
    else if (fact.type === 'enum') facts[name] = fact.values![(pick + i) % fact.values!.length]!.value
    else if (fact.type === 'date') facts[name] = ['2024-02-01', '2026-11-20', '2026-11-24'][(pick + i) % 3]!
    else facts[name] = fact.min! + ((pick + 5 * i) % (fact.max! - fact.min! + 1))
  })
  return { ...request, facts }
}

describe('laws', () => {
  law('both evaluators agree, byte for byte', async (rules, request) => {
    expect(await evaluateToJsonWithJsonRulesEngine(rules, request)).toBe(rules.evaluateToJson(request))
  })

  law('text, object and bare answer agree', (rules, request) => {
    const found = rules.evaluate(request)
    expect(rules.evaluateToJson(request)).toBe(JSON.stringify(found))
    const bare = rules.answer(request)
    if (isRefused(found)) expect(bare).toEqual({ issues: found.issues })
    else expect(bare).toEqual({ status: found.status, answer: found.answer, possibleAnswers: found.possibleAnswers })
  })

  law('answering everything that is missing determines the answer', (rules, request) => {
    const found = rules.evaluate({ ...request, trace: 'none' })
    if (isRefused(found)) return
    for (const pick of [0, 1, 2, 3]) {
      const then = rules.evaluate({
        ...completed(
          rules,
          request,
          found.missing.map(one => one.fact),
          pick,
        ),
        trace: 'none',
      })
      if (!isRefused(then)) expect(then.status).toBe('determined')
    }
  })

  law('more facts never unmake an answer, and what they leave was possible before', (rules, request) => {
    const found = rules.evaluate({ ...request, trace: 'none' })
    if (isRefused(found)) return
    const names = found.missing.map(one => one.fact)
    for (const pick of [0, 1, 2, 3, 5]) {
      const then = rules.evaluate({
        ...completed(
          rules,
          request,
          names.filter((_, i) => (pick + i) % 2 === 0),
          pick,
        ),
        trace: 'none',
      })
      if (!isRefused(then)) for (const answer of then.possibleAnswers) expect(found.possibleAnswers).toContain(answer)
    }
  })

  test('the order of files, rules and facts changes no byte', () => {
    fc.assert(
      fc.property(ruleFiles, fc.array(testRequest, { minLength: 4, maxLength: 4 }), (files, requests) => {
        const turned = [...files].reverse().map(file => {
          const { rules } = file.value as { rules?: unknown[] }
          return rules === undefined ? file : { ...file, value: { rules: [...rules].reverse() } }
        })
        const [one, other] = [rulesOf(files), rulesOf(turned)]
        expect(other.digest).toBe(one.digest)
        for (const request of requests) {
          const facts = Object.fromEntries(Object.entries(request.facts).reverse())
          expect(other.evaluateToJson({ ...request, facts })).toBe(one.evaluateToJson(request))
        }
      }),
      { numRuns: Math.ceil(runs / 4) },
    )
  })

  test('anything at all as a request is decided or refused, never thrown at', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record(
            {
              decision: fc.anything(),
              asOf: fc.anything(),
              facts: fc.anything(),
              authority: fc.anything(),
              trace: fc.anything(),
            },
            { requiredKeys: [] },
          ),
        ),
        request => {
          const found = shipped.evaluate(request as never)
          if (isRefused(found)) expect(found.issues.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: runs * 4 },
    )
  })

  const permissive = (rules: Rules, decision: string, answers: readonly string[]) => {
    const order = rules.decisions.find(one => one.id === decision)!.answers.map(one => one.id)
    const ranks = answers.map(answer => [order[1], order[0], order[2]].indexOf(answer))
    return Math.max(...ranks)
  }

  const keepsRequirements = (nationwide: Decision, local: Decision): void => {
    for (const { id, applies } of nationwide.requirements) {
      const here = local.requirements.find(one => one.id === id)
      expect(here).toBeDefined()
      if (applies === 'yes') expect(here!.applies).toBe('yes')
    }
  }

  const keepsItems = (nationwide: Decision, local: Decision): void => {
    for (const [list, items] of Object.entries(nationwide.lists)) {
      for (const { item, verb, status } of items) {
        const here = local.lists[list]!.find(one => one.item === item && one.verb === verb)
        expect(here).toBeDefined()
        if (status === 'applies') expect(here!.status).toBe('applies')
      }
    }
  }

  law('a council only adds', (rules, request) => {
    const nationwide = rules.evaluate({ ...request, authority: rules.authorities[0]!.id, trace: 'none' })
    const local = rules.evaluate({ ...request, trace: 'none' })
    if (isRefused(nationwide) || isRefused(local)) return
    if (rules.decisions.find(one => one.id === request.decision)!.form === 'permit') {
      const [here, there] = [local, nationwide].map(one => permissive(rules, request.decision, one.possibleAnswers))
      expect(here!).toBeLessThanOrEqual(there!)
    }
    keepsRequirements(nationwide, local)
    keepsItems(nationwide, local)
    for (const { action, role, basis } of nationwide.deadlines) {
      expect(local.deadlines.some(one => one.action === action && one.role === role && one.basis === basis)).toBe(true)
    }
  })
})
