import type { Authority, Condition, DecisionDefinition, Rule, Rulebook, RuleEvent } from '@virtual-school/rules'
import { listDerivingConditions, listFactNames, listParts } from '@virtual-school/rules/internal'

/** The names that rules use, directly or through one another. */
export interface Usage {
  readonly facts: Set<string>
  readonly definitions: Set<string>
  readonly readings: Set<string>
}

/** Nothing used yet. */
export const noUsage = (): Usage => ({ facts: new Set(), definitions: new Set(), readings: new Set() })

/** Follows an authority’s rules, and what they require, through definitions, readings and derivations to the facts, and adds all names to `usage`. */
export const followRules = (rulebook: Rulebook, authority: Authority, rules: readonly Rule[], usage: Usage): void => {
  for (const { conditions, effective, events } of rules) {
    follow(rulebook, authority, conditions, usage)
    if (effective.clock !== undefined) followFact(rulebook, authority, effective.clock, usage)
    for (const [decision, followed] of events)
      for (const event of followed) followEvent(rulebook, authority, rulebook.decisions.get(decision)!, event, usage)
  }
  for (const { layer, conditions } of authority.unmodelled)
    if (layer === authority.id && conditions !== undefined) follow(rulebook, authority, conditions, usage)
}

const followEvent = (
  rulebook: Rulebook,
  authority: Authority,
  { requirements }: DecisionDefinition,
  event: RuleEvent,
  usage: Usage,
): void => {
  if (event.type === 'require')
    follow(rulebook, authority, requirements.find(one => one.id === event.requirement)!.test, usage)
  if (event.type !== 'deadline') return
  followFact(rulebook, authority, event.of, usage)
  if (event.reading !== undefined) followReading(rulebook, authority, event.reading, usage)
}

const follow = (rulebook: Rulebook, authority: Authority, condition: Condition, usage: Usage): void => {
  for (const part of listParts(condition)) {
    if (part.reading !== undefined) followReading(rulebook, authority, part.reading, usage)
    if ('condition' in part) followDefinition(rulebook, authority, part.condition, usage)
    else for (const fact of listFactNames(part)) followFact(rulebook, authority, fact, usage)
  }
}

const followDefinition = (rulebook: Rulebook, authority: Authority, name: string, usage: Usage): void => {
  if (usage.definitions.has(name)) return
  usage.definitions.add(name)
  follow(rulebook, authority, authority.definitions.get(name)!.conditions, usage)
}

const followReading = (rulebook: Rulebook, authority: Authority, id: string, usage: Usage): void => {
  if (usage.readings.has(id)) return
  usage.readings.add(id)
  for (const { condition } of authority.readings.get(id)!.alternatives)
    if (condition !== undefined) follow(rulebook, authority, condition, usage)
}

/** Adds a fact to `usage`, and what it is derived from. */
export const followFact = (rulebook: Rulebook, authority: Authority, name: string, usage: Usage): void => {
  if (usage.facts.has(name)) return
  usage.facts.add(name)
  for (const when of listDerivingConditions(rulebook.factsByName.get(name)!)) follow(rulebook, authority, when, usage)
}
