import type { Condition, Leaf, Rulebook, VocabularyFact } from '@virtual-school/rules'
import { bareCondition, isSame } from './plain-form.ts'

/**
 * The rules whose vocabulary both sides can be asked in: every fact that either has; of what both have, the values that both
 * know. Facts of which nothing is common are left to the newer side; nobody can be asked of them (`incomparable`).
 */
export const commonVocabulary = (old: Rulebook, now: Rulebook): Rulebook => {
  const kept = now.facts.map(fact => common(old.factsByName.get(fact.name), fact))
  const gone = old.facts.filter(fact => !now.factsByName.has(fact.name))
  const facts = [...kept, ...gone]
  return { ...now, facts, factsByName: new Map(facts.map(fact => [fact.name, fact])) }
}

const common = (before: VocabularyFact | undefined, after: VocabularyFact): VocabularyFact => {
  if (before === undefined || before.type !== after.type) return after
  const { values, min, max } = commonDomain(before, after)
  if (values?.length === 0 || (min !== undefined && max !== undefined && min > max)) return after
  return {
    ...after,
    ...(values === undefined ? {} : { values }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  }
}

const commonDomain = (before: VocabularyFact, after: VocabularyFact) => ({
  values: after.values?.filter(one => before.words.has(one.value)),
  min: larger(before.min, after.min),
  max: smaller(before.max, after.max),
})

/** The facts that both sides have by name but of which they have no value in common. */
export const incomparable = (old: Rulebook, now: Rulebook): ReadonlySet<string> =>
  new Set(
    now.facts
      .filter(after => {
        const before = old.factsByName.get(after.name)
        if (before === undefined) return false
        const { values, min, max } = commonDomain(before, after)
        return (
          before.type !== after.type || values?.length === 0 || (min !== undefined && max !== undefined && min > max)
        )
      })
      .map(fact => fact.name),
  )

const larger = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined ? undefined : Math.max(a, b)
const smaller = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined ? undefined : Math.min(a, b)

/** One side’s rules, which can also speak of the facts that only the other has. */
export const withFactsOf = (own: Rulebook, other: Rulebook): Rulebook => {
  const facts = [...own.facts, ...other.facts.filter(fact => !own.factsByName.has(fact.name))]
  return { ...own, facts, factsByName: new Map(facts.map(fact => [fact.name, fact])) }
}

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
