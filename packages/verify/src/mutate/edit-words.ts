import { type Condition, operators, type VocabularyFact } from '@virtual-school/rules'
import { listed, oneLine } from '@virtual-school/rules/internal'
import { type AuthorityWordbook, factClause, leafClauses } from '@virtual-school/rules/words'
import type { Edit } from './edit.ts'

/** Puts an edit into words: “with “the child’s age is under 18” made “the child’s age is at most 18””. */
export const editInWords = (wordbook: AuthorityWordbook, { kind, was, now }: Edit): string => {
  const before = conditionClause(wordbook, was)
  if (now === undefined) return `without “${before}”`
  if (kind === 'grouping')
    return `with ${'any' in now ? '“all of” made “any of”' : '“any of” made “all of”'} in “${before}”`
  return `with “${before}” made “${conditionClause(wordbook, now)}”`
}

/** A condition as one clause. */
const conditionClause = (wordbook: AuthorityWordbook, condition: Condition): string =>
  oneLine(clause(wordbook, condition, true))

const clause = (wordbook: AuthorityWordbook, condition: Condition, isHeld: boolean): string => {
  if ('not' in condition) return clause(wordbook, condition.not, !isHeld)
  if ('all' in condition) return joinClauses(wordbook, condition.all, isHeld, isHeld)
  if ('any' in condition) return joinClauses(wordbook, condition.any, isHeld, !isHeld)
  if ('condition' in condition) {
    const { statement, otherwise } = wordbook.authority.definitions.get(condition.condition)!
    return isHeld ? statement : otherwise
  }
  const fact = wordbook.rulebook.factsByName.get(condition.fact)!
  if (Array.isArray(condition.value) && fact.values !== undefined)
    return wordsClause(fact, condition.value, operators[condition.operator].negated !== isHeld)
  const clauses = leafClauses(wordbook.rulebook, { ...condition, found: null })
  return isHeld ? clauses.holds : clauses.fails
}

/** Of words out of a list, those that may be so: two lists in the same form can be compared. */
const wordsClause = (fact: VocabularyFact, members: readonly unknown[], isPositive: boolean): string => {
  const named = fact.values!.filter(one => members.includes(one.value)).map(one => factClause(fact, one.value))
  return isPositive ? listed(named, 'or') : `it is not so that ${listed(named, 'or')}`
}

const joinClauses = (
  wordbook: AuthorityWordbook,
  members: readonly Condition[],
  isHeld: boolean,
  isAll: boolean,
): string => {
  if (members.length === 0) return isHeld ? 'always' : 'never'
  return listed(
    members.map(member => clause(wordbook, member, isHeld)),
    isAll ? 'and' : 'or',
  )
}

/** A name as an owner: “England’s”, “Luton’s”. */
export const possessive = (name: string): string => `${name}’s`
