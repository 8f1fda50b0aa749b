import type { Authority, Condition, Rulebook } from '@virtual-school/rules'

type Leaf = Extract<Condition, { readonly fact: string }>
type Reference = Extract<Condition, { readonly condition: string }>

/** The names that conditions lead to, through definitions, readings and derivations. */
export interface ReachedNames {
  readonly facts: Set<string>
  readonly definitions: Set<string>
}

/** Creates a walk over conditions, by the names of one authority. It adds to `reached`, and skips what is in it already. */
export const createReach = (reached: ReachedNames, { factsByName }: Rulebook, { definitions, readings }: Authority) => {
  const reachFact = (name: string): void => {
    if (reached.facts.has(name)) return
    reached.facts.add(name)
    const derived = factsByName.get(name)?.derived
    if (derived?.from) reach(derived.from)
    for (const { when } of derived?.cases ?? []) reach(when)
  }
  const reachDefinition = (name: string): void => {
    if (reached.definitions.has(name)) return
    reached.definitions.add(name)
    const definition = definitions.get(name)
    if (definition) reach(definition.conditions)
  }
  const reachReading = (id: string): void => {
    for (const { condition } of readings.get(id)?.alternatives ?? []) if (condition) reach(condition)
  }
  const reach = (condition: Condition): void => {
    if ('all' in condition) condition.all.forEach(reach)
    else if ('any' in condition) condition.any.forEach(reach)
    else if ('not' in condition) reach(condition.not)
    else reachLeaf(condition)
  }
  const reachLeaf = (leaf: Reference | Leaf): void => {
    if (leaf.reading !== undefined) reachReading(leaf.reading)
    if ('condition' in leaf) reachDefinition(leaf.condition)
    else {
      reachFact(leaf.fact)
      if (typeof leaf.value === 'object' && 'fact' in leaf.value) reachFact(leaf.value.fact)
    }
  }
  return { reach, reachFact }
}
