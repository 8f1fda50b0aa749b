import {
  type Condition,
  canonicalJson,
  type Leaf,
  type OperatorName,
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
  const at = `${name} ${reading}`
  if (typeof value === 'object' && !Array.isArray(value))
    return `${at} ${comparison(operator, isHeld, canonicalJson(value))}`
  const values: readonly Scalar[] = Array.isArray(value) ? value : [value]
  if (isOrder(operator)) return `${at} ${floorOf(operator, values[0]!, isHeld)}`
  const isPositive = (operator === 'equal' || operator === 'in') === isHeld
  const words = fact.type === 'boolean' ? [true, false] : fact.values?.map(one => one.value)
  if (words === undefined) return `${at} ${isPositive ? 'in' : 'out'} ${[...values].sort().join()}`
  return `${at} in ${words.filter(word => values.includes(word) === isPositive).join()}`
}

const isOrder = (operator: OperatorName): boolean => !['equal', 'notEqual', 'in', 'notIn'].includes(operator)

const opposites: Readonly<Partial<Record<OperatorName, OperatorName>>> = {
  notEqual: 'equal',
  dateOnOrAfter: 'dateBefore',
  dateAfter: 'dateOnOrBefore',
  greaterThanInclusive: 'lessThan',
  greaterThan: 'lessThanInclusive',
}

const comparison = (operator: OperatorName, isHeld: boolean, other: string): string => {
  const opposite = opposites[operator]
  return opposite === undefined ? `${isHeld} ${operator} ${other}` : `${!isHeld} ${opposite} ${other}`
}

/** “over 5” and “at least 6” have the same floor; “under 6” is its negation. */
const floorOf = (operator: OperatorName, value: Scalar, isHeld: boolean): string => {
  const isAbove = operator.includes('greater') || operator.includes('After')
  const isShifted =
    operator === 'greaterThan' ||
    operator === 'dateAfter' ||
    operator === 'lessThanInclusive' ||
    operator === 'dateOnOrBefore'
  const shifted = typeof value === 'number' ? value + 1 : plusDays(String(value), 1)
  return `${isAbove === isHeld ? 'from' : 'below'} ${isShifted ? shifted : value}`
}
