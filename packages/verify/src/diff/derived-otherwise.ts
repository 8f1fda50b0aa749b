import type { Condition, Leaf, Rulebook, VocabularyFact } from '@virtual-school/rules'
import { bareCondition, isSame } from './plain-form.ts'

/** The facts that the two sides work out differently, or from such facts: what is given of them is not all there is to them. */
export const derivedOtherwise = (old: Rulebook, now: Rulebook): ReadonlySet<string> => {
  const found = new Set<string>()
  const isOtherwise = (fact: VocabularyFact): boolean => {
    const [before, after] = [derivationOf(old.factsByName.get(fact.name)), derivationOf(fact)]
    return !isSame(before, after) || factsIn(after).some(name => found.has(name))
  }
  for (let size = -1; size !== found.size; ) {
    size = found.size
    for (const fact of now.facts) if (old.factsByName.has(fact.name) && isOtherwise(fact)) found.add(fact.name)
  }
  return found
}

const derivationOf = (fact: VocabularyFact | undefined) => ({
  from: fact?.derived?.from === undefined ? null : bareCondition(fact.derived.from),
  cases: fact?.derived?.cases?.map(one => ({ value: one.value, when: bareCondition(one.when) })) ?? [],
})

const factsIn = ({ from, cases }: ReturnType<typeof derivationOf>): readonly string[] =>
  [...(from === null ? [] : [from]), ...cases.map(one => one.when)]
    .flatMap(leavesIn)
    .flatMap(({ fact, value }) => (typeof value === 'object' && 'fact' in value ? [fact, value.fact] : [fact]))

const leavesIn = (condition: Condition): readonly Leaf[] => {
  if ('all' in condition) return condition.all.flatMap(leavesIn)
  if ('any' in condition) return condition.any.flatMap(leavesIn)
  if ('not' in condition) return leavesIn(condition.not)
  return 'condition' in condition ? [] : [condition]
}
