import type { Condition, Scalar } from '../language/condition.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import type { Fact, FactsDocument } from '../language/facts.ts'
import type { Authority } from './rulebook.ts'

/** What one decision of one authority can read on any day. */
export interface Reach {
  /** The values that each fact is tested against. */
  readonly constants: ReadonlyMap<string, ReadonlySet<Scalar>>
  /** The facts that each fact is compared with. */
  readonly links: ReadonlyMap<string, ReadonlySet<string>>
  readonly alternativesCount: number
}

/** Follows every rule of a decision, what it requires, and whatever these name, to the facts. */
export const reachOf = (
  authority: Authority,
  decision: DecisionDefinition,
  facts: ReadonlyMap<string, Fact>,
  contradictions: FactsDocument['contradictions'],
): Reach => {
  const constants = new Map<string, Set<Scalar>>()
  const links = new Map<string, Set<string>>()
  const definitions = new Set<string>()
  const readings = new Set<string>()

  const reach = (name: string): Set<Scalar> => {
    const known = constants.get(name)
    if (known) return known
    const found = new Set<Scalar>()
    constants.set(name, found)
    const { from, cases = [] } = facts.get(name)?.derived ?? {}
    for (const when of from ? [from] : cases.map(one => one.when)) follow(when)
    return found
  }
  const link = (a: string, b: string) => links.set(a, (links.get(a) ?? new Set()).add(b))
  const followReading = (id: string): void => {
    if (readings.has(id)) return
    readings.add(id)
    for (const { condition } of authority.readings.get(id)!.alternatives) if (condition) follow(condition)
  }
  const follow = (at: Condition): void => {
    if ('all' in at) return at.all.forEach(follow)
    if ('any' in at) return at.any.forEach(follow)
    if ('not' in at) return follow(at.not)
    if (at.reading !== undefined) followReading(at.reading)
    if ('condition' in at) {
      if (definitions.has(at.condition)) return
      definitions.add(at.condition)
      return follow(authority.definitions.get(at.condition)!.conditions)
    }
    const found = reach(at.fact)
    if (typeof at.value === 'object' && 'fact' in at.value) {
      reach(at.value.fact)
      link(at.fact, at.value.fact)
      link(at.value.fact, at.fact)
    } else for (const value of Array.isArray(at.value) ? at.value : [at.value]) found.add(value)
  }

  for (const { never } of contradictions) follow(never)
  for (const rule of authority.rules.filter(one => one.decision === decision.id)) {
    const { event, effective: { clock }, firstDay, lastDay } = rule
    follow(rule.conditions)
    if (clock !== undefined) for (const day of [firstDay, lastDay]) if (day !== null) reach(clock).add(day)
    if (event.type === 'require') follow(decision.requirements.find(one => one.id === event.requirement)!.test)
    if (event.type === 'deadline' && event.reading !== undefined) followReading(event.reading)
  }
  const alternativesCount = [...readings].reduce((sum, id) => sum + authority.readings.get(id)!.alternatives.length, 0)
  return { constants, links, alternativesCount }
}
