import { match } from 'ts-pattern'
import { eventsFor } from '../compile/questions.ts'
import type { DeadlineEvent, Rule, Rulebook, RuleEvent } from '../compile/rulebook.ts'
import { cautionCodes } from '../evaluate/decision.ts'
import { listRuleCautions } from '../evaluate/program/rule-cautions.ts'
import { periodInWords } from '../evaluate/result/deadlines.ts'
import { dateInWords } from '../kernel/dates.ts'
import { stop } from '../kernel/words.ts'
import type { Citation } from '../language/citation.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import { type AuthorityWordbook, type ConditionWords, conditionInWords, readingTitle } from './conditions.ts'
import { deadlineTitle, itemTitle, roleTitle, verbPhrase } from './names.ts'
import { evidenceSentence, forceWords } from './words.ts'

/** Something that is said of a rule, and the label it is said under: “By when”, “Met when”. */
export interface LabelledWords {
  readonly label: string
  readonly words: ConditionWords
}

/** The source of some words, and how its text is known. */
export interface CitationWords {
  /** The title of the source. */
  readonly source: string
  /** The place in it and how it is known, as sentences. */
  readonly place: string
}

/** One edition of a rule in words, as plain text. */
export interface RuleWords {
  readonly title: string
  /** What follows from the rule if it holds; nothing from an exception. */
  readonly follows: readonly LabelledWords[]
  readonly force: string
  /** The days on which it is in force: “since September 2022”. */
  readonly inForce: string
  readonly when: ConditionWords
  /** The titles of the exceptions to it, a rule each. */
  readonly exceptedBy: readonly string[]
  /** The titles of what it is an exception to, a rule each. */
  readonly exceptionTo: readonly string[]
  readonly citations: readonly CitationWords[]
  readonly cautions: readonly string[]
}

/** Puts one edition of a rule into words; what follows from it for one question, or for all of its own. `wordbook` has the authority that the words are for. */
export const ruleInWords = (wordbook: AuthorityWordbook, rule: Rule, decision?: string): RuleWords => {
  const { rulebook } = wordbook
  const questions = decision === undefined ? [...rule.events.keys()] : [decision]
  return {
    title: rule.title,
    follows: questions.flatMap(id => followsInWords(wordbook, rulebook.decisions.get(id)!, rule)),
    force: forceWords[rule.force],
    inForce: editionInWords(rulebook, rule),
    when: conditionInWords(wordbook, rule.conditions),
    exceptedBy: rule.exceptedBy.map(name => titlesOfRule(wordbook, name)),
    exceptionTo: rule.exceptionTo.map(name => titlesOfRule(wordbook, name)),
    citations: rule.citations.map(citation => citationInWords(rulebook, citation)),
    cautions: listRuleCautions(rulebook, rule).map(code => cautionCodes[code]),
  }
}

/** Puts a citation into words. */
export const citationInWords = (
  rulebook: Rulebook,
  { source, locator, evidence, damaged }: Citation,
): CitationWords => ({
  source: rulebook.sources.get(source)!.title,
  place: `${stop(locator)} ${evidenceSentence(evidence)}${damaged === true ? ' Words are missing from the copy that was read.' : ''}`,
})

/** Puts a deadline into words: what is due, by when, and to whom it falls. */
export const deadlineInWords = (wordbook: AuthorityWordbook, event: DeadlineEvent): readonly LabelledWords[] => {
  const vague =
    event.unit === 'unspecified-day' ? ' The text does not say which kind of day; calendar days are counted.' : ''
  const judged = event.reading === undefined ? '' : ` A judgement: see “${readingTitle(wordbook, event.reading)}”.`
  return [
    labelled('What is due', deadlineTitle(wordbook, event.action)),
    labelled('By when', `${stop(periodInWords(wordbook.rulebook, event))}${vague}${judged}`),
    labelled('Falls to', roleTitle(wordbook, event.role)),
  ]
}

const labelled = (label: string, text: string): LabelledWords => ({ label, words: { text } })

const followsInWords = (
  wordbook: AuthorityWordbook,
  decision: DecisionDefinition,
  rule: Rule,
): readonly LabelledWords[] => eventsFor(rule, decision.id).flatMap(event => eventInWords(wordbook, decision, event))

const eventInWords = (
  wordbook: AuthorityWordbook,
  decision: DecisionDefinition,
  event: RuleEvent,
): readonly LabelledWords[] =>
  match(event)
    .with({ type: 'conclude' }, ({ answer }) => [
      labelled('What follows', decision.answers.find(one => one.id === answer)!.summary),
    ])
    .with({ type: 'require' }, ({ requirement }) => requirementInWords(wordbook, decision, requirement))
    .with({ type: 'include' }, ({ list, item, verb }) => [
      verb === undefined
        ? labelled('What follows', itemTitle(wordbook, list, item))
        : labelled('Who', `${itemTitle(wordbook, list, item)} ${taskInWords(wordbook, list, verb)}`),
    ])
    .with({ type: 'deadline' }, one => deadlineInWords(wordbook, one))
    .with({ type: 'none' }, () => [])
    .exhaustive()

/** “is to be consulted”, “may advise”. */
const taskInWords = (wordbook: AuthorityWordbook, list: string, verb: string): string => {
  const phrase = verbPhrase(wordbook, list, verb)
  return phrase.startsWith('to ') ? `is ${phrase}` : phrase
}

/** What is required, and when it is met if that says more. */
const requirementInWords = (
  wordbook: AuthorityWordbook,
  decision: DecisionDefinition,
  id: string,
): readonly LabelledWords[] => {
  const { title, test } = decision.requirements.find(one => one.id === id)!
  const required = labelled('What is required', title)
  const met = conditionInWords(wordbook, test)
  const saysNoMore = met.parts === undefined && stop(met.text) === stop(title)
  return saysNoMore ? [required] : [required, { label: 'Met when', words: met }]
}

/** “since September 2022”, “from 1 September 2012 to 31 August 2022”; a month keeps its precision. */
const editionInWords = (rulebook: Rulebook, { effective: { from, to, clock, inferred } }: Rule): string => {
  if (from === null) return 'not yet; no day is set from which it will be'
  const days = to === undefined ? `since ${dateInWords(from)}` : `from ${dateInWords(from)} to ${dateInWords(to)}`
  const judged =
    clock === undefined ? '' : `. What counts is ${rulebook.factsByName.get(clock)!.label}, not the day of asking`
  return `${days}${inferred === true ? ' (inferred: the text is undated, and cites nothing later)' : ''}${judged}`
}

/** The editions of a rule mostly share a title. */
const titlesOfRule = ({ authority }: AuthorityWordbook, name: string): string =>
  [...new Set(authority.rules.filter(one => one.name === name).map(one => `“${one.title}”`))].join(' or ')
