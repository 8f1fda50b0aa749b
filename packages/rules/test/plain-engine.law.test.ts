import { Engine, type RuleProperties, type TopLevelCondition } from 'json-rules-engine'
import { describe, expect, test } from 'vitest'
import { type DecisionRequest, operators, type Rule, scenariosOf } from '../src/index.ts'
import { isRefused, realRules } from './support/law.ts'

/** The rules are json-rules-engine's own JSON: its `Engine` takes each as it stands, once it has the definitions and date operators. */
const engineFor = (authority: string, rules: readonly Rule[]): Engine => {
  const engine = new Engine([], { allowUndefinedFacts: true })
  for (const [name, { holds }] of Object.entries(operators)) {
    if (name.startsWith('date')) engine.addOperator(name, holds as (a: string, b: string) => boolean)
  }
  for (const [name, { conditions }] of realRules.rulebook.authorities.get(authority)!.definitions) {
    engine.setCondition(name, conditions as TopLevelCondition)
  }
  for (const { name, conditions, event } of rules)
    engine.addRule({ name, conditions, event } as unknown as RuleProperties)
  return engine
}

describe.each(realRules.authorities.map(({ id }) => id))('a plain Engine with the rules of %s', authority => {
  const { rules } = realRules.rulebook.authorities.get(authority)!

  test('takes each of them', () => {
    for (const rule of rules)
      expect(() => engineFor(authority, [rule]), `${rule.name} from ${rule.effective.from}`).not.toThrow()
  })

  test('runs them all together, and says of the conditions what the trace says, where every fact is known', async () => {
    let compared = 0
    for (const { request } of scenariosOf(realRules, { authority })) {
      const known = completed(request)
      const decision = realRules.evaluate({ ...known, trace: 'full' })
      if (isRefused(decision)) continue
      const traced = (rule: Rule) =>
        decision.trace!.rules.find(one => one.name === rule.name && one.effective.from === rule.effective.from)
          ?.conditions
      const inForce = rules.filter(rule => traced(rule) !== undefined)
      const { results } = await engineFor(authority, inForce).run({ ...known.facts })
      const holding = inForce.filter(rule => traced(rule)!.truth === 'true')
      expect(results.map(one => one.name).sort()).toEqual(holding.map(rule => rule.name).sort())
      compared += 1
    }
    expect(compared).toBeGreaterThan(5)
  })
})

type Facts = Record<string, boolean | number | string | null>

/** A request with every fact known: what it says, what follows from that, and some value of everything else. */
const completed = (request: DecisionRequest): DecisionRequest => {
  const { dateOfBirth: _, ...given } = request.facts
  const kept = realRules.facts.filter(fact => fact.kept)
  const put = (known: Facts, facts: typeof kept): Facts => ({
    ...Object.fromEntries(facts.map(fact => [fact.name, someValue(fact)])),
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null)),
  })
  const facts = put(
    given,
    kept.filter(fact => fact.derived === undefined),
  )
  const traced = realRules.evaluate({ ...request, facts, trace: 'full' })
  const derived = isRefused(traced) ? [] : Object.entries(traced.trace!.facts).map(([name, { value }]) => [name, value])
  return { ...request, facts: put({ ...facts, ...Object.fromEntries(derived) }, kept) }
}

const someValue = ({ type, values, min }: (typeof realRules.facts)[number]) => {
  if (type === 'boolean') return false
  if (type === 'enum') return values!.at(-1)!.value
  return type === 'integer' ? Math.max(min!, 8) : '2026-11-20'
}
