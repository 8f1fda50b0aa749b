import {
  type Condition,
  canonicalJson,
  type Leaf,
  operators,
  type Relation,
  type Scalar,
  type VocabularyFact,
} from '@virtual-school/rules'
import { plusDays } from '@virtual-school/rules/internal'

type Facts = ReadonlyMap<string, VocabularyFact>

/** A key that two conditions share only if they say the same by Kleene’s logic, so that no mistake is tried twice. */
export const meaningOf = (condition: Condition, facts: Facts): string => meaning(condition, facts, true)

const meaning = (condition: Condition, facts: Facts, isHeld: boolean): string => {
  if ('not' in condition) return meaning(condition.not, facts, !isHeld)
  if ('all' in condition) return group(condition.all, facts, isHeld, isHeld)
  if ('any' in condition) return group(condition.any, facts, isHeld, !isHeld)
  if ('condition' in condition) return `${isHeld ? '' : '!'}${canonicalJson(condition)}`
  return leafMeaning(condition, facts.get(condition.fact)!, isHeld)
}

const group = (members: readonly Condition[], facts: Facts, isHeld: boolean, isAll: boolean): string => {
  const parts = [...new Set(members.map(member => meaning(member, facts, isHeld)))].sort()
  return parts.length === 1 ? parts[0]! : `${isAll ? 'all' : 'any'}(${parts.join(' ')})`
}

/** A list of words is the words that pass; an order is a floor, held or not. */
const leafMeaning = (leaf: Leaf, fact: VocabularyFact, isHeld: boolean): string => {
  const { reading = '', fact: name, operator, value } = leaf
  const { relation, swapped, negated } = operators[operator]
  const at = `${name} ${reading}`
  const isPositive = negated !== isHeld
  if (typeof value === 'object' && !Array.isArray(value))
    return `${at} ${isPositive} ${relation} ${swapped ? 'swapped ' : ''}${canonicalJson(value)}`
  const values: readonly Scalar[] = Array.isArray(value) ? value : [value]
  return `${at} ${relationMeaning[relation](values, fact, isPositive, swapped)}`
}

type Meaning = (values: readonly Scalar[], fact: VocabularyFact, isPositive: boolean, isSwapped: boolean) => string

/** The words that pass; of a fact that is no word, the values that do or those that do not. */
const passing: Meaning = (values, fact, isPositive) => {
  const words = fact.type === 'boolean' ? [true, false] : fact.values?.map(one => one.value)
  if (words === undefined) return `${isPositive ? 'in' : 'out'} ${[...values].sort().join()}`
  return `in ${words.filter(word => values.includes(word) === isPositive).join()}`
}

/** “over 5” and “at least 6” have the same floor; “under 6” is its negation. */
const floor: Meaning = ([value], _fact, isPositive, isSwapped) => {
  const above = typeof value === 'number' ? value + 1 : plusDays(String(value), 1)
  return `${isPositive === isSwapped ? 'from' : 'below'} ${isSwapped ? above : value}`
}

const relationMeaning: Readonly<Record<Relation, Meaning>> = { equals: passing, isAmong: passing, isBelow: floor }
