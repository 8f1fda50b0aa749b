import { factsIn, partsOf } from '../compile/conditions.ts'
import type { VocabularyFact } from '../compile/rulebook.ts'
import type { Condition } from '../language/condition.ts'
import type { Definition, Reading } from '../language/rulebook.ts'
import { readingsOfRule } from './rule.ts'
import type { View } from './view.ts'

/** What the rules of a page come to, besides themselves: named meanings, what is worked out, and judgements. */
export interface Reached {
  readonly definitions: readonly Definition[]
  readonly facts: readonly VocabularyFact[]
  readonly readings: readonly Reading[]
}

export const reachedFrom = (view: View): Reached => {
  const found = { definitions: new Set<string>(), facts: new Set<string>(), readings: new Set<string>() }
  const follow = (condition: Condition): void => {
    for (const part of partsOf(condition)) {
      if ('reading' in part && part.reading !== undefined) found.readings.add(part.reading)
      if ('condition' in part && !found.definitions.has(part.condition)) {
        found.definitions.add(part.condition)
        follow(view.authority.definitions.get(part.condition)!.conditions)
      }
    }
    for (const name of factsIn(condition)) followFact(name)
  }
  const followFact = (name: string): void => {
    if (found.facts.has(name)) return
    found.facts.add(name)
    const { from, cases = [] } = view.rulebook.factsByName.get(name)!.derived ?? {}
    for (const one of [...(from ? [from] : []), ...cases.map(({ when }) => when)]) follow(one)
  }
  for (const rule of view.own) {
    follow(rule.conditions)
    for (const id of readingsOfRule(rule)) found.readings.add(id)
    const { event } = rule
    if (event.type === 'require') follow(view.decision.requirements.find(one => one.id === event.requirement)!.test)
  }
  return {
    definitions: [...found.definitions].map(name => view.authority.definitions.get(name)!),
    facts: view.rulebook.facts.filter(fact => found.facts.has(fact.name) && fact.derived !== undefined),
    readings: [...found.readings].map(id => view.authority.readings.get(id)!),
  }
}
