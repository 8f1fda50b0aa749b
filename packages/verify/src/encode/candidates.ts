import { type Leaf, operators, type Scalar, type VocabularyFact } from '@virtual-school/rules'
import { plusDays } from '@virtual-school/rules/internal'

/** Lists one value of each kind that the tests `leaves` of the fact can tell apart: each side of every boundary. */
export const listTestedValues = (fact: VocabularyFact, leaves: readonly Leaf[]): readonly Scalar[] => {
  const tests = leaves.filter(leaf => leaf.fact === fact.name && !isLinked(leaf))
  const alike = new Map<string, Scalar>()
  for (const value of everySide(fact, tests)) {
    const signature = tests.map(leaf => (operators[leaf.operator].holds(value, leaf.value as Scalar) ? 1 : 0)).join('')
    if (!alike.has(signature)) alike.set(signature, value)
  }
  return [...alike.values()]
}

/** Whether a test compares two facts. */
export const isLinked = (leaf: Leaf): leaf is Leaf & { readonly value: { readonly fact: string } } =>
  typeof leaf.value === 'object' && 'fact' in leaf.value

/** Lists the facts whose values are compared with this one’s. */
export const listLinked = (name: string, leaves: readonly Leaf[]): readonly string[] => {
  const pairs = leaves.filter(isLinked).map(leaf => [leaf.fact, leaf.value.fact])
  return [...new Set(pairs.filter(pair => pair.includes(name)).flatMap(pair => pair.filter(one => one !== name)))]
}

const everySide = (fact: VocabularyFact, tests: readonly Leaf[]): readonly Scalar[] => {
  if (fact.type === 'boolean') return [true, false]
  if (fact.type === 'enum') return fact.values!.map(one => one.value)
  const bounds = tests.flatMap(({ value }) => (Array.isArray(value) ? value : [value])) as readonly Scalar[]
  const around = bounds.flatMap(bound =>
    [-1, 0, 1].map(step => (typeof bound === 'number' ? bound + step : plusDays(bound as string, step))),
  )
  if (fact.type === 'date') return around.length === 0 ? ['2000-01-01'] : around
  return [fact.min!, fact.max!, ...around.filter(one => (one as number) >= fact.min! && (one as number) <= fact.max!)]
}
