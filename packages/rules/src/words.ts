/**
 * Rules in words, as plain text: conditions, rules, deadlines, citations and the names of things. For programs that show
 * rules to people; `explain` of the main entry puts whole decisions into words.
 */

export { dateInWords } from './kernel/dates.ts'
export { type Clauses, factClause, leafClauses } from './wording/clauses.ts'
export { type AuthorityWordbook, type ConditionWords, conditionInWords } from './wording/conditions.ts'
export {
  authorityName,
  daysInForce,
  deadlineTitle,
  itemTitle,
  listTitle,
  roleTitle,
  verbPhrase,
  type Wordbook,
} from './wording/names.ts'
export {
  type CitationWords,
  citationInWords,
  deadlineInWords,
  type LabelledWords,
  type RuleWords,
  ruleInWords,
} from './wording/rules.ts'
export { bearingMeanings, entryMeanings, evidenceSentence, forceMeanings, forceWords } from './wording/words.ts'
