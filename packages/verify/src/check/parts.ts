import type { Condition, Leaf } from '@virtual-school/rules'

type Part = Leaf | Extract<Condition, { readonly condition: string }>

/** Every test and every reference to a definition in a condition. */
export const partsOf = (condition: Condition): readonly Part[] => {
  if ('all' in condition) return condition.all.flatMap(partsOf)
  if ('any' in condition) return condition.any.flatMap(partsOf)
  return 'not' in condition ? partsOf(condition.not) : [condition]
}

/** The facts that a test reads. */
export const factsOf = ({ fact, value }: Leaf): readonly string[] =>
  typeof value === 'object' && 'fact' in value ? [fact, value.fact] : [fact]

/** The facts that a condition itself tests, once each; what its definitions test is not among them. */
export const factsIn = (condition: Condition): readonly string[] => [
  ...new Set(partsOf(condition).flatMap(part => ('fact' in part ? factsOf(part) : []))),
]
