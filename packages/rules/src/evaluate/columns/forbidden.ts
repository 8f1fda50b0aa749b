import { all, always, any, type Circuit, never, not } from './circuit.ts'
import type { CodeSet, Domain } from './domain.ts'
import { anyWithFactors } from './factors.ts'

/** What of some contradictions would be so if a fact were known to have the code at this place; of those alone that turn on the fact. */
export const forbiddenBy = (
  circuit: Circuit,
  contradictions: readonly number[],
  { fact }: Domain,
  place: number,
): number => {
  const known = new Map<number, number>()
  const resolve = (expression: number): number => {
    const found = known.get(expression) ?? resolveOne(circuit, expression, fact.index, place, resolve)
    known.set(expression, found)
    return found
  }
  const changed = contradictions.flatMap(one => {
    const found = resolve(one)
    return found === one ? [] : [found]
  })
  return anyWithFactors(circuit, changed)
}

/** An expression in which a fact is known to have the code at a place. */
const resolveOne = (
  circuit: Circuit,
  expression: number,
  fact: number,
  place: number,
  resolve: (expression: number) => number,
): number => {
  const one = circuit.expressions[expression]!
  if (one.kind === 'word' || (one.kind === 'set' && one.fact !== fact)) return expression
  if (one.kind === 'set') return ((one.set >> BigInt(place)) & 1n) === 1n ? always : never
  if (one.kind === 'not') return not(circuit, resolve(one.of))
  const members = one.members.map(resolve)
  return one.kind === 'all' ? all(circuit, members) : any(circuit, members)
}

/** By fact, the sets of codes that some expressions ask for. */
export const setsBehind = (
  { expressions }: Circuit,
  roots: readonly number[],
): ReadonlyMap<number, readonly CodeSet[]> => {
  const found = new Map<number, CodeSet[]>()
  const seen = new Set<number>(roots)
  for (const expression of seen) {
    const one = expressions[expression]!
    if (one.kind === 'set') found.set(one.fact, [...(found.get(one.fact) ?? []), one.set])
    else if (one.kind === 'not') seen.add(one.of)
    else if (one.kind !== 'word') for (const member of one.members) seen.add(member)
  }
  return found
}
