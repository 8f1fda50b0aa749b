/**
 * What authors who come from json-rules-engine write, and what stands for it here. docs/json-rules-engine.md is for them.
 */

/** What is said of a member that json-rules-engine has and rule files have not, by the member. */
const membersSaid: ReadonlyMap<string, string> = new Map([
  [
    'priority',
    'Order never matters here: every rule and every condition is tried. A rule that makes way is named by the other in “exceptionTo”.',
  ],
  ['path', 'A fact has one value, and there is nothing inside it to look for. Make a fact of what is meant.'],
  ['params', 'A fact takes no parameters: it is what is known of the child. Make a fact of each case that is meant.'],
  ['onSuccess', 'Rules are data and run no code. What follows from a rule stands in its “event”.'],
  ['onFailure', 'Rules are data and run no code. What follows if a rule does not hold is said by another rule.'],
])

/** A sentence on a member that is not known, if it is one of json-rules-engine’s; else empty. */
export const saidOfMember = (name: string): string => {
  const said = membersSaid.get(name)
  return said === undefined ? '' : ` ${said}`
}

/** Operators as they are written elsewhere: in json-rules-engine, by its authors’ habit, or in programs. */
const operatorsMeant: ReadonlyMap<string, string> = new Map(
  Object.entries({
    equal: ['=', '==', '===', 'eq', 'is', 'not:notEqual'],
    notEqual: ['!=', '!==', '<>', 'ne', 'neq', 'isNot', 'not:equal'],
    in: ['contains', 'oneOf', 'anyOf', 'isOneOf', 'someFact:equal', 'swap:contains', 'not:notIn'],
    notIn: ['doesNotContain', 'noneOf', 'not:in', 'not:contains'],
    lessThan: ['<', 'lt', 'less', 'not:greaterThanInclusive'],
    lessThanInclusive: ['<=', '=<', 'lte', 'le', 'lessThanOrEqual', 'lessThanOrEqualTo', 'not:greaterThan'],
    greaterThan: ['>', 'gt', 'greater', 'not:lessThanInclusive'],
    greaterThanInclusive: ['>=', '=>', 'gte', 'ge', 'greaterThanOrEqual', 'greaterThanOrEqualTo', 'not:lessThan'],
    dateBefore: ['before', 'isBefore'],
    dateOnOrBefore: ['onOrBefore', 'beforeOrOn', 'beforeInclusive', 'isSameOrBefore'],
    dateAfter: ['after', 'isAfter'],
    dateOnOrAfter: ['onOrAfter', 'afterOrOn', 'afterInclusive', 'isSameOrAfter', 'since'],
  }).flatMap(([name, others]) => others.map(other => [other.toLowerCase(), name] as const)),
)

/** The operator that is called otherwise elsewhere; undefined if nothing is. */
export const operatorMeant = (word: string): string | undefined => operatorsMeant.get(word.toLowerCase())
