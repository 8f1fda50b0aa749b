import { Engine, type RuleProperties, type TopLevelCondition } from 'json-rules-engine'
import { describe, expect, test } from 'vitest'
import { sizeOf } from '../../../test/support/sizes.ts'
import { contradictionsOf } from '../src/compile/questions.ts'
import { truthIn } from '../src/evaluate/reference/truth.ts'
import { operators, type Rule, type Scalar, scenariosOf, type VocabularyFact } from '../src/index.ts'
import type { DecisionRequest } from '../src/internal.ts'
import { boundariesOf } from './support/boundaries.ts'
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
    const scenarios = scenariosOf(realRules, { authority })
    for (const { request } of scenarios.filter((_, i) => i % sizeOf('PLAIN_EVERY') === 0)) {
      const known = completed(request)
      const decision = realRules.evaluate({ ...known, trace: 'full' })
      if (isRefused(decision)) continue
      const traced = (rule: Rule) =>
        decision.trace!.rules.find(one => one.name === rule.name && one.effective.from === rule.effective.from)
          ?.conditions
      const inForce = rules.filter(rule => traced(rule) !== undefined)
      const values = Object.entries(decision.trace!.facts).map(([name, { value }]) => [name, value] as const)
      // A fact that it makes no sense to ask has no value here, and the package takes what is absent for something.
      if (values.some(([, value]) => value === null)) continue
      const { results } = await engineFor(authority, inForce).run({ ...known.facts, ...Object.fromEntries(values) })
      const holding = inForce.filter(rule => traced(rule)!.truth === 'true')
      expect(results.map(one => one.name).sort()).toEqual(holding.map(rule => rule.name).sort())
      compared += 1
    }
    expect(compared).toBeGreaterThan(5 / sizeOf('PLAIN_EVERY'))
  })
})

type Facts = Readonly<Record<string, Scalar>>
const { domainOf } = boundariesOf(realRules)

/** A request with every fact known: what it says, what follows from that, and of everything else some value that contradicts nothing. */
const completed = (request: DecisionRequest): DecisionRequest => {
  const { dateOfBirth: _, ...asked } = request.facts
  const given: Facts = Object.fromEntries(
    Object.entries(asked).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  )
  const kept = realRules.facts.filter(fact => fact.kept && fact.given === undefined)
  const inputs = kept.filter(fact => fact.derived === undefined)
  const facts = inputs.reduce((known, fact) => withSome(request, known, fact), given)
  const followed = [...kept].reduce((known, fact) => withSome(request, known, fact), {
    ...derivedFrom({ ...request, facts }),
    ...facts,
  })
  return { ...request, facts: followed }
}

/** What the decision derived, or was supplied with. */
const derivedFrom = (request: DecisionRequest): Facts => {
  const decision = realRules.evaluate({ ...request, trace: 'full' })
  if (isRefused(decision)) return {}
  const isGiven = (name: string) => realRules.rulebook.factsByName.get(name)!.given !== undefined
  return Object.fromEntries(
    Object.entries(decision.trace!.facts).flatMap(([name, { value }]) =>
      value === null || isGiven(name) ? [] : [[name, value]],
    ),
  )
}

const withSome = ({ decision }: DecisionRequest, known: Facts, { name }: VocabularyFact): Facts => {
  if (known[name] !== undefined) return known
  const contradictions = contradictionsOf(realRules.rulebook, realRules.rulebook.decisions.get(decision)!)
  const value = domainOf(name, known).find(
    one => !contradictions.some(({ never }) => truthIn(realRules.rulebook, { ...known, [name]: one }, never) === 2),
  )
  return value === undefined ? known : { ...known, [name]: value }
}
