import type { Rule } from '@virtual-school/rules'
import { type Rules, sentence } from '@virtual-school/rules/internal'
import { type ConditionWords, type RuleWords, ruleInWords } from '@virtual-school/rules/words'

/** An edition of a rule in words. */
export const editionInWords = ({ rulebook }: Rules, rule: Rule): RuleWords =>
  ruleInWords({ rulebook, authority: rulebook.authorities.get(rule.layer)! }, rule)

/** Puts the editions of a rule into lines, for a person. */
export const ruleLines = (name: string, editions: readonly RuleWords[]): readonly string[] => [
  `The rule ${name}${editions.length > 1 ? `, in ${editions.length} editions` : ''}.`,
  ...editions.flatMap(edition => ['', ...editionLines(edition)]),
]

const editionLines = (words: RuleWords): readonly string[] => [
  words.title,
  `Force: ${words.force}. In force: ${words.inForce}.`,
  ...conditionLines('When', words.when),
  ...words.follows.flatMap(({ label, words: said }) => conditionLines(label, said)),
  ...words.exceptedBy.map(title => `Except if this holds: ${title}`),
  ...words.exceptionTo.map(title => `An exception to: ${title}`),
  ...words.citations.map(({ source, place }) => `Source: ${source}. ${place}`),
  ...words.cautions.map(caution => `Take care: ${caution}`),
]

const conditionLines = (label: string, { text, parts = [] }: ConditionWords): readonly string[] => [
  `${label}: ${parts.length === 0 ? sentence(text) : text}`,
  ...parts.flatMap(part => nested(part, '  ')),
]

const nested = ({ text, parts = [] }: ConditionWords, indent: string): readonly string[] => [
  `${indent}- ${text}`,
  ...parts.flatMap(part => nested(part, `${indent}  `)),
]
