import type { Rule } from '@virtual-school/rules'
import { eventsFor, stop } from '@virtual-school/rules/internal'
import { listTitle, ruleInWords } from '@virtual-school/rules/words'
import {
  bullets,
  citationEntry,
  conditionEntry,
  type Entry,
  labelledEntry,
  noteEntries,
  plain,
  section,
  wordsEntry,
} from './markdown.ts'
import { isCurrent, type View } from './view.ts'

/** The rules that an authority itself has, under what follows from them; then those that do not hold today. */
export const ownSections = (view: View): readonly string[] => {
  const { own, authority } = view
  if (own.length === 0) return section('Rules', [noRulesOf(authority.name)])
  const current = own.filter(isCurrent)
  const headings = [...new Set(current.map(rule => headingOf(view, rule)))]
  const prospective = own.filter(rule => rule.firstDay === null)
  const ended = own.filter(rule => rule.firstDay !== null && rule.lastDay !== null)
  return [
    ...headings.flatMap(heading =>
      rulesSection(
        view,
        heading,
        [],
        current.filter(rule => headingOf(view, rule) === heading),
      ),
    ),
    ...rulesSection(view, 'Not in force', [notInForce], prospective),
    ...rulesSection(view, 'Earlier editions', [earlier], ended),
  ]
}

const notInForce = 'Enacted or published, with no day from which it holds. No answer rests on it.'
const earlier = 'Each held until its last day, and still answers a question about a day on which it held.'

const noRulesOf = (name: string): string =>
  plain(`The document of ${name} that is held here has no rule on this question. So ${name} answers as England does.`)

/** A rule stands under the first thing that follows from it. */
const headingOf = (view: View, rule: Rule): string => {
  const event = eventsFor(rule, view.decision.id)[0]!
  switch (event.type) {
    case 'conclude':
      return 'What leads to an answer'
    case 'require':
      return 'What is required'
    case 'include':
      return listTitle(view, event.list)
    case 'deadline':
      return 'By when'
    case 'none':
      return 'Exceptions'
  }
}

const rulesSection = (
  view: View,
  heading: string,
  introduction: readonly string[],
  rules: readonly Rule[],
): readonly string[] =>
  section(heading, rules.length === 0 ? [] : [...introduction, ...rules.flatMap(rule => ruleBlocks(view, rule))])

/** One edition of a rule, whole: what follows, how binding it is, since when, for whom, and where it is written. */
const ruleBlocks = (view: View, rule: Rule): readonly string[] => {
  const words = ruleInWords(view, rule, view.decision.id)
  const entries: readonly Entry[] = [
    ...words.follows.map(wordsEntry),
    ...(words.follows.length + words.exceptionTo.length === 0
      ? [labelledEntry('What follows', 'Nothing in this time.')]
      : []),
    labelledEntry('Force', `${words.force}.`),
    labelledEntry('In force', plain(stop(words.inForce))),
    conditionEntry('When', words.when),
    ...words.exceptedBy.map(titles => labelledEntry('But not when this exception holds', plain(stop(titles)))),
    ...words.exceptionTo.map(titles => labelledEntry('An exception to', plain(stop(titles)))),
    ...words.citations.map(citationEntry),
    ...noteEntries(rule.note),
    ...words.cautions.map(caution => labelledEntry('Caution', plain(caution))),
    labelledEntry('Name in the rule files', `\`${rule.name}\``),
  ]
  return section(words.title, [bullets(entries)], 3)
}
