import { authoritiesInOrder, ownEditions } from '../compile/authorities.ts'
import { listParts } from '../compile/conditions.ts'
import { listDerivingConditions } from '../compile/derivations.ts'
import type { Authority, Rulebook } from '../compile/rulebook.ts'
import type { Condition, Leaf, Reference } from '../language/condition.ts'
import type { TestedPart } from './coverage-report.ts'
import { places } from './observed.ts'

/** A distinct test of one authority and decision, and every place where it stands. */
export interface PlacedTest {
  readonly authority: string
  readonly decision: string | null
  readonly test: TestedPart
  readonly standsIn: ReadonlySet<string>
}

interface Collector {
  readonly rulebook: Rulebook
  readonly tests: Map<string, PlacedTest & { readonly standsIn: Set<string> }>
  readonly reached: Set<string>
}

/**
 * Every test that the rules can put. Those of a rule belong to its authority and to the first question that it bears on. What stands once and is shared
 * (a requirement’s test, a definition, a derived fact) is counted once, under the first authority whose rules come to it.
 */
export const listTests = (rulebook: Rulebook): readonly PlacedTest[] => {
  const into: Collector = { rulebook, tests: new Map(), reached: new Set() }
  for (const authority of authoritiesInOrder(rulebook)) {
    for (const { name, conditions, events } of ownEditions(authority)) {
      addPlace(into, authority, [...events.keys()][0]!, places.rule(name), conditions)
      for (const [decision, followed] of events)
        for (const event of followed) {
          if (event.type !== 'require') continue
          const { test } = rulebook.decisions.get(decision)!.requirements.find(one => one.id === event.requirement)!
          addShared(into, authority, decision, places.requirement(decision, event.requirement), test)
        }
    }
  }
  return [...into.tests.values()]
}

type Place = readonly [authority: Authority, decision: string | null, place: string, condition: Condition]

const addShared = (into: Collector, ...[authority, decision, place, condition]: Place): void => {
  if (into.reached.has(place)) return
  into.reached.add(place)
  addPlace(into, authority, decision, place, condition)
}

const addPlace = (into: Collector, ...[authority, decision, place, condition]: Place): void => {
  for (const part of listParts(condition) as readonly (Leaf | Reference)[]) {
    const test: TestedPart =
      'condition' in part
        ? { condition: part.condition }
        : { fact: part.fact, operator: part.operator, value: part.value }
    const key = JSON.stringify([decision, authority.id, test])
    const known = into.tests.get(key)
    if (known) known.standsIn.add(place)
    else into.tests.set(key, { authority: authority.id, decision, test, standsIn: new Set([place]) })
    follow(into, authority, part)
  }
}

/** Goes on to what a test stands for: the definition that it names, or how its fact is derived. */
const follow = (into: Collector, authority: Authority, part: Leaf | Reference): void => {
  const { rulebook } = into
  if ('condition' in part) {
    const { conditions } = authority.definitions.get(part.condition)!
    const isNational = rulebook.authorities.get(rulebook.national)!.definitions.has(part.condition)
    const owner = isNational ? rulebook.national : authority.id
    addShared(into, authority, null, places.definition(owner, part.condition), conditions)
    return
  }
  const all = listDerivingConditions(rulebook.factsByName.get(part.fact)!)
  if (all.length > 0) addShared(into, authority, null, places.fact(part.fact), { all })
}
