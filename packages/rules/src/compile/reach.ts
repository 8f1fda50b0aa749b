import type { Condition, Leaf, Reference } from '../language/condition.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import type { Fact, FactsDocument } from '../language/facts.ts'
import type { Scalar } from '../language/values.ts'
import { listParts } from './conditions.ts'
import { listDerivingConditions } from './derivations.ts'
import { contradictionsOf, eventsFor } from './questions.ts'
import type { Authority, Rule } from './rulebook.ts'

/** What one decision of one authority can read on any day. */
export interface Reach {
  /** The values that each fact is tested against. */
  readonly constants: ReadonlyMap<string, ReadonlySet<Scalar>>
  /** The facts that each fact is compared with. */
  readonly links: ReadonlyMap<string, ReadonlySet<string>>
  readonly alternativesCount: number
}

interface Following {
  readonly authority: Authority
  readonly facts: ReadonlyMap<string, Fact>
  readonly constants: Map<string, Set<Scalar>>
  readonly links: Map<string, Set<string>>
  readonly definitions: Set<string>
  readonly readings: Set<string>
}

/** Follows every rule of a decision, what it requires, and whatever these name, to the facts. */
export const findReach = (
  authority: Authority,
  decision: DecisionDefinition,
  facts: ReadonlyMap<string, Fact>,
  contradictions: FactsDocument['contradictions'],
): Reach => {
  const at: Following = {
    authority,
    facts,
    constants: new Map(),
    links: new Map(),
    definitions: new Set(),
    readings: new Set(),
  }
  for (const { never } of contradictionsOf({ contradictions }, decision)) follow(at, never)
  for (const rule of authority.rules) if (rule.events.has(decision.id)) followRule(at, decision, rule)
  for (const { decisions, conditions } of authority.unmodelled)
    if (conditions !== undefined && decisions.includes(decision.id)) follow(at, conditions)
  const counts = [...at.readings].map(id => authority.readings.get(id)!.alternatives.length)
  return { constants: at.constants, links: at.links, alternativesCount: counts.reduce((sum, one) => sum + one, 0) }
}

const followRule = (at: Following, { id, requirements }: DecisionDefinition, rule: Rule): void => {
  follow(at, rule.conditions)
  const { clock } = rule.effective
  if (clock !== undefined) for (const day of [rule.firstDay, rule.lastDay]) if (day !== null) reach(at, clock).add(day)
  for (const event of eventsFor(rule, id)) {
    if (event.type === 'require') follow(at, requirements.find(one => one.id === event.requirement)!.test)
    if (event.type === 'deadline' && event.reading !== undefined) followReading(at, event.reading)
  }
}

const follow = (at: Following, condition: Condition): void => {
  for (const part of listParts(condition)) followPart(at, part as Leaf | Reference)
}

const followPart = (at: Following, part: Leaf | Reference): void => {
  if (part.reading !== undefined) followReading(at, part.reading)
  if ('condition' in part) {
    if (at.definitions.has(part.condition)) return
    at.definitions.add(part.condition)
    follow(at, at.authority.definitions.get(part.condition)!.conditions)
  } else if (typeof part.value === 'object' && 'fact' in part.value) {
    link(at, part.fact, part.value.fact)
    link(at, part.value.fact, part.fact)
  } else {
    const found = reach(at, part.fact)
    for (const value of Array.isArray(part.value) ? part.value : [part.value]) found.add(value)
  }
}

const followReading = (at: Following, id: string): void => {
  if (at.readings.has(id)) return
  at.readings.add(id)
  for (const { condition } of at.authority.readings.get(id)!.alternatives) if (condition) follow(at, condition)
}

const link = (at: Following, from: string, to: string): void => {
  reach(at, from)
  at.links.set(from, (at.links.get(from) ?? new Set()).add(to))
}

/** The values that a fact is tested against, itself and what derives it now being followed. */
const reach = (at: Following, name: string): Set<Scalar> => {
  const known = at.constants.get(name)
  if (known) return known
  const found = new Set<Scalar>()
  at.constants.set(name, found)
  for (const when of listDerivingConditions(at.facts.get(name) ?? {})) follow(at, when)
  return found
}
