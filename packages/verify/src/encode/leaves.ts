import type { Condition, Leaf } from '@virtual-school/rules'
import { contradictionsOf, listDerivingConditions } from '@virtual-school/rules/internal'
import type { DecisionQuestion } from './question-terms.ts'

/** Lists every test of a fact that the question can reach, through definitions, readings, derivations and contradictions. */
export const listLeaves = ({ rulebook, authority, decision }: DecisionQuestion): readonly Leaf[] => {
  const leaves: Leaf[] = []
  const seen = new Set<string>()
  const once = (key: string, visit: () => void): void => {
    if (seen.has(key)) return
    seen.add(key)
    visit()
  }
  const walk = (condition: Condition): void => {
    if ('all' in condition) return condition.all.forEach(walk)
    if ('any' in condition) return condition.any.forEach(walk)
    if ('not' in condition) return walk(condition.not)
    if (condition.reading !== undefined) once(`reading ${condition.reading}`, () => alternatives(condition.reading!))
    if ('condition' in condition)
      return once(`definition ${condition.condition}`, () =>
        walk(authority.definitions.get(condition.condition)!.conditions),
      )
    leaves.push(condition)
    fact(condition.fact)
    if (typeof condition.value === 'object' && 'fact' in condition.value) fact(condition.value.fact)
  }
  const alternatives = (id: string): void => {
    for (const one of authority.readings.get(id)!.alternatives) if (one.condition !== undefined) walk(one.condition)
  }
  const fact = (name: string): void =>
    once(`fact ${name}`, () => {
      for (const when of listDerivingConditions(rulebook.factsByName.get(name)!)) walk(when)
    })
  for (const rule of authority.rules.filter(one => one.events.has(decision.id) && one.firstDay !== null)) {
    walk(rule.conditions)
    const { clock } = rule.effective
    if (clock === undefined) continue
    walk({ fact: clock, operator: 'dateOnOrAfter', value: rule.firstDay! })
    if (rule.lastDay !== null) walk({ fact: clock, operator: 'dateOnOrBefore', value: rule.lastDay })
  }
  for (const one of decision.requirements) walk(one.test)
  for (const { decisions, conditions } of authority.unmodelled)
    if (conditions !== undefined && decisions.includes(decision.id)) walk(conditions)
  for (const one of contradictionsOf(rulebook, decision)) walk(one.never)
  return leaves
}
