import { match } from 'ts-pattern'
import type { Rule } from '../compile/rulebook.ts'
import { cautionsOfRule } from '../evaluate/cautions.ts'
import { periodInWords } from '../evaluate/deadlines.ts'
import { cautionCodes } from '../evaluate/decision.ts'
import { dateInWords } from '../kernel/dates.ts'
import { deadlineTitle, itemTitle, roleTitle, verbPhrase } from '../wording/names.ts'
import { forceWords, stop } from '../wording/words.ts'
import { readingTitle, whenEntry } from './conditions.ts'
import { bullets, type Entry, plain, section, told } from './markdown.ts'
import { citationEntry } from './sources.ts'
import type { View } from './view.ts'

/** One edition of a rule, whole: what follows, how binding it is, since when, for whom, and where it is written. */
export const ruleBlocks = (view: View, rule: Rule): readonly string[] => {
  const { rulebook } = view
  const cautions = cautionsOfRule(rulebook, rule).map(code => told('Caution', plain(cautionCodes[code])))
  const entries = [
    ...followsEntries(view, rule),
    told('Force', `${forceWords[rule.force]}.`),
    told('In force', plain(stop(inForce(view, rule)))),
    whenEntry(view, 'When', rule.conditions),
    ...exceptionEntries(view, rule),
    ...rule.citations.map(citation => citationEntry(rulebook, citation)),
    ...(rule.note === undefined ? [] : [told('Note', plain(rule.note))]),
    ...cautions,
    told('Name in the rule files', `\`${rule.name}\``),
  ]
  return section(rule.title, [bullets(entries)], 3)
}

const followsEntries = (view: View, { event }: Rule): readonly Entry[] =>
  match(event)
    .with({ type: 'conclude' }, ({ answer }) => [
      told('What follows', plain(stop(view.decision.answers.find(one => one.id === answer)!.summary))),
    ])
    .with({ type: 'require' }, ({ requirement }) => requirementEntries(view, requirement))
    .with({ type: 'include' }, ({ list, item, verb }) => [
      verb === undefined
        ? told('What follows', plain(stop(itemTitle(view, list, item))))
        : told('Who', plain(stop(`${itemTitle(view, list, item)} ${partOf(view, list, verb)}`))),
    ])
    .with({ type: 'deadline' }, one => deadlineEntries(view, one))
    .with({ type: 'none' }, () => [])
    .exhaustive()

/** “is to be consulted”, “may advise”. */
const partOf = (view: View, list: string, verb: string): string => {
  const phrase = verbPhrase(view, list, verb)
  return phrase.startsWith('to ') ? `is ${phrase}` : phrase
}

/** What is required, and how it is told that it is met, where that says more. */
const requirementEntries = (view: View, id: string): readonly Entry[] => {
  const { title, test } = view.decision.requirements.find(one => one.id === id)!
  const asked = told('What is required', plain(stop(title)))
  const met = whenEntry(view, 'Met when', test)
  return met.line === told('Met when', plain(stop(title))).line ? [asked] : [asked, met]
}

const deadlineEntries = (view: View, event: Extract<Rule['event'], { type: 'deadline' }>): readonly Entry[] => {
  const vague =
    event.unit === 'unspecified-day' ? ' The text does not say which kind of day; calendar days are counted.' : ''
  const judged = event.reading === undefined ? '' : ` A judgement: see “${readingTitle(view, event.reading)}”.`
  return [
    told('What is due', plain(stop(deadlineTitle(view, event.action)))),
    told('By when', plain(`${stop(periodInWords(view.rulebook, event))}${vague}${judged}`)),
    told('Falls to', plain(stop(roleTitle(view, event.role)))),
  ]
}

/** “since September 2022”, “from 1 September 2012 to 31 August 2022”; a month keeps its precision. */
const inForce = ({ rulebook }: View, { effective: { from, to, clock, inferred } }: Rule): string => {
  if (from === null) return 'not yet; no day is set from which it will be'
  const days = to === undefined ? `since ${dateInWords(from)}` : `from ${dateInWords(from)} to ${dateInWords(to)}`
  const judged =
    clock === undefined ? '' : `. What counts is ${rulebook.factsByName.get(clock)!.label}, not the day of asking`
  return `${days}${inferred === true ? ' (inferred: the text is undated, and cites nothing later)' : ''}${judged}`
}

const exceptionEntries = (view: View, rule: Rule): readonly Entry[] => [
  ...rule.exceptedBy.map(name => told('But not when this exception holds', plain(stop(titlesOf(view, name))))),
  ...rule.exceptionTo.map(name => told('An exception to', plain(stop(titlesOf(view, name))))),
]

/** The editions of a rule mostly share a title. */
const titlesOf = ({ authority }: View, name: string): string =>
  [...new Set(authority.rules.filter(one => one.name === name).map(one => `“${one.title}”`))].join(' or ')
