import { type Authority, type Condition, leafClauses, type Rulebook } from '@virtual-school/rules'

/** A condition as a clause that is true when it holds, in an authority’s words. */
export const conditionInWords = (rulebook: Rulebook, authority: Authority, condition: Condition): string => {
  const of = (one: Condition) => conditionInWords(rulebook, authority, one)
  if ('all' in condition) return condition.all.map(of).join(', and ')
  if ('any' in condition) return condition.any.map(of).join(', or ')
  if ('not' in condition) return `it is not so that ${of(condition.not)}`
  return 'condition' in condition
    ? authority.definitions.get(condition.condition)!.statement
    : leafClauses(rulebook, { ...condition, found: null }).holds
}
