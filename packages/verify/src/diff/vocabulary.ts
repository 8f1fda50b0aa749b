import type { Rulebook, VocabularyFact } from '@virtual-school/rules'

/**
 * Builds a rulebook with a vocabulary for both sides: every fact that either has; of facts that both have, the values that both
 * have. Facts without a common value keep those of the newer side; they cannot be compared (`listIncomparable`).
 */
export const buildCommonVocabulary = (old: Rulebook, now: Rulebook): Rulebook => {
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

/** Lists the facts that both sides have by name but without a common value. */
export const listIncomparable = (old: Rulebook, now: Rulebook): ReadonlySet<string> =>
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

/** Adds the facts that only the other side has. */
export const addForeignFacts = (own: Rulebook, other: Rulebook): Rulebook => {
  const facts = [...own.facts, ...other.facts.filter(fact => !own.factsByName.has(fact.name))]
  return { ...own, facts, factsByName: new Map(facts.map(fact => [fact.name, fact])) }
}
