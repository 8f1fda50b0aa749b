import type { Condition, Definition, Reading, Rule, VocabularyFact } from '@virtual-school/rules'
import { eventsFor, listFactNames, listParts } from '@virtual-school/rules/internal'
import type { View } from './view.ts'

/** What the rules of a page rest on: named meanings, facts that are worked out, and judgements. */
export interface Reached {
  readonly definitions: readonly Definition[]
  readonly facts: readonly VocabularyFact[]
  readonly readings: readonly Reading[]
}

interface Following {
  readonly view: View
  readonly definitions: Set<string>
  readonly facts: Set<string>
  readonly readings: Set<string>
}

/** Follows the rules of a page to all that they rest on. */
export const followRules = (view: View): Reached => {
  const at: Following = { view, definitions: new Set(), facts: new Set(), readings: new Set() }
  for (const rule of view.own) followRule(at, rule)
  const { definitions, readings } = view.authority
  return {
    definitions: [...at.definitions].map(name => definitions.get(name)!),
    facts: view.rulebook.facts.filter(fact => at.facts.has(fact.name) && fact.derived !== undefined),
    readings: [...at.readings].map(id => readings.get(id)!),
  }
}

const followRule = (at: Following, rule: Rule): void => {
  const { id, requirements } = at.view.decision
  follow(at, rule.conditions)
  for (const event of eventsFor(rule, id)) {
    if (event.type === 'deadline' && event.reading !== undefined) at.readings.add(event.reading)
    if (event.type === 'require') follow(at, requirements.find(one => one.id === event.requirement)!.test)
  }
}

const follow = (at: Following, condition: Condition): void => {
  for (const part of listParts(condition)) {
    if ('reading' in part && part.reading !== undefined) at.readings.add(part.reading)
    if ('condition' in part && !at.definitions.has(part.condition)) {
      at.definitions.add(part.condition)
      follow(at, at.view.authority.definitions.get(part.condition)!.conditions)
    }
  }
  for (const name of listFactNames(condition)) followFact(at, name)
}

const followFact = (at: Following, name: string): void => {
  if (at.facts.has(name)) return
  at.facts.add(name)
  const { from, cases = [] } = at.view.rulebook.factsByName.get(name)!.derived ?? {}
  for (const one of [...(from ? [from] : []), ...cases.map(({ when }) => when)]) follow(at, one)
}
