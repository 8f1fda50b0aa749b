import {
  type Authority,
  type Condition,
  factClause,
  leafClauses,
  listed,
  oneLine,
  type Rulebook,
  type VocabularyFact,
} from '@virtual-school/rules'
import type { Edit } from './edit.ts'

/** Whose names the conditions use. */
export interface Names {
  readonly rulebook: Rulebook
  readonly authority: Authority
}

/** “with “the child’s age is under 18” made “the child’s age is at most 18””. */
export const editInWords = (names: Names, { kind, was, now }: Edit): string => {
  const before = conditionInWords(names, was)
  if (now === undefined) return `without “${before}”`
  if (kind === 'grouping')
    return `with ${'any' in now ? '“all of” made “any of”' : '“any of” made “all of”'} in “${before}”`
  return `with “${before}” made “${conditionInWords(names, now)}”`
}

/** A condition as one clause. */
const conditionInWords = (names: Names, condition: Condition): string => oneLine(clause(names, condition, true))

const clause = (names: Names, condition: Condition, isHeld: boolean): string => {
  if ('not' in condition) return clause(names, condition.not, !isHeld)
  if ('all' in condition) return joined(names, condition.all, isHeld, isHeld)
  if ('any' in condition) return joined(names, condition.any, isHeld, !isHeld)
  if ('condition' in condition) {
    const { statement, otherwise } = names.authority.definitions.get(condition.condition)!
    return isHeld ? statement : otherwise
  }
  const fact = names.rulebook.factsByName.get(condition.fact)!
  if (Array.isArray(condition.value) && fact.values !== undefined)
    return wordsClause(fact, condition.value, (condition.operator === 'in') === isHeld)
  const clauses = leafClauses(names.rulebook, { ...condition, found: null })
  return isHeld ? clauses.holds : clauses.fails
}

/** Of words out of a list, what may be so: two lists told alike can be compared. */
const wordsClause = (fact: VocabularyFact, members: readonly unknown[], isPositive: boolean): string => {
  const named = fact.values!.filter(one => members.includes(one.value)).map(one => factClause(fact, one.value))
  return isPositive ? listed(named, 'or') : `it is not so that ${listed(named, 'or')}`
}

const joined = (names: Names, members: readonly Condition[], isHeld: boolean, isAll: boolean): string => {
  if (members.length === 0) return isHeld ? 'always' : 'never'
  return listed(
    members.map(member => clause(names, member, isHeld)),
    isAll ? 'and' : 'or',
  )
}

/** “England’s”, “Luton’s”. */
export const possessive = (name: string): string => `${name}’s`
