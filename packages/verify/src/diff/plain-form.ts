import { type Condition, canonicalJson } from '@virtual-school/rules'

/** Values in one order and each once, for lists whose order says nothing. */
export const unordered = <T>(values: readonly T[]): readonly T[] =>
  [...new Map(values.map(value => [canonicalJson(value), value])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, value]) => value)

/** A condition with the members of `all`, `any` and lists of values in one order, each once: what order cannot change. */
export const plainCondition = (condition: Condition): Condition => {
  if ('all' in condition) return { all: unordered(condition.all.map(plainCondition)) }
  if ('any' in condition) return { any: unordered(condition.any.map(plainCondition)) }
  if ('not' in condition) return { not: plainCondition(condition.not) }
  if ('condition' in condition) return condition
  return Array.isArray(condition.value) ? { ...condition, value: unordered(condition.value) } : condition
}

/** As `plainCondition`, without the readings that it names: no truth rests on them. */
export const bareCondition = (condition: Condition): Condition => {
  if ('all' in condition) return { all: unordered(condition.all.map(bareCondition)) }
  if ('any' in condition) return { any: unordered(condition.any.map(bareCondition)) }
  if ('not' in condition) return { not: bareCondition(condition.not) }
  const { reading: _, ...bare } = condition
  return plainCondition(bare)
}

/** Whether two values are the same JSON. */
export const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b)
