import {
  type CautionCode,
  cautionCodes,
  dateInWords,
  type NotWeighed,
  type VocabularyFact,
} from '@virtual-school/rules'
import type { Decision, MissingFact, Rules } from '@virtual-school/rules/internal'
import { sentence } from '@virtual-school/rules/internal'
import { sayWithout } from './answer-words.ts'

/** How many questions are told at once; they are ranked again with each reply. */
const mostQuestions = 5

/** The first words of the text of a decision that is open. */
export const notKnownYet = 'Not known yet. What was given does not settle it.'

type Say = ReturnType<typeof sayWithout>

const present = (lines: readonly (string | undefined)[]): readonly string[] => lines.filter(line => line !== undefined)

/**
 * Puts an open decision into lines: that it is open, whose rules were asked, what to ask next, and what keeps it open besides.
 * Nothing in them says an answer, not even one that is still possible: who reads half of it must not take it for one.
 */
export const openLines = (rules: Rules, decision: Decision): readonly string[] => {
  const say = sayWithout(rules.rulebook.decisions.get(decision.decision)!)
  return [
    notKnownYet,
    ...councilLines(rules, decision, say),
    ...questionLines(rules, decision, say),
    ...lawLines(rules, decision, say),
    ...cautionLines(decision, say),
    'Until then nothing follows from this. Do not guess, and tell nobody what may come of it.',
  ]
}

/** If no rule of the council’s own could change anything: that, and whom to ask. */
const councilLines = (rules: Rules, { authority, cautions }: Decision, say: Say): readonly string[] => {
  if (!cautions.some(({ code }) => code === 'council-rules-not-held')) return []
  const name = rules.authorities.find(({ id }) => id === authority)?.name ?? authority
  return present([say(`No rule that is held of ${name}’s own could change this. Ask its virtual school.`)])
}

/** What to ask next, the most telling first. */
export const questionLines = (rules: Rules, { missing }: Pick<Decision, 'missing'>, say: Say): readonly string[] => {
  const open = missing.filter(one => one.for === 'answer')
  if (open.length === 0) return ['No question that can be asked settles it.']
  const more = open.length - mostQuestions
  return [
    'Ask next, the most telling first:',
    ...open.slice(0, mostQuestions).map(one => `- ${questionText(rules, one, say)}`),
    ...(more > 0 ? [`- and ${more} more; call again with the replies, and they are ranked again.`] : []),
  ]
}

const questionText = ({ rulebook }: Rules, { fact: name, question, settles, state }: MissingFact, say: Say): string => {
  const fact = rulebook.factsByName.get(name)
  const asked = say(question, `Find out “${fact?.label}”.`) ?? 'Find this out.'
  const values = fact && say(valuesInWords(fact))
  const notes = [settles ? 'This settles it.' : '', state === 'not-known' ? 'It was asked, and is not known.' : '']
  return [asked, `(${[`fact ${name}`, values].filter(Boolean).join(': ')})`, ...notes].filter(Boolean).join(' ')
}

const valuesInWords = ({ type, min, max, values = [] }: VocabularyFact): string => {
  switch (type) {
    case 'boolean':
      return 'true or false'
    case 'integer':
      return `a whole number from ${min} to ${max}`
    case 'date':
      return 'a day, as 2026-11-22'
    case 'enum':
      return `one of ${values.map(({ value }) => value).join(', ')}`
  }
}

/** Law that is not held and keeps it open, whatever else is found out. */
const lawLines = (rules: Rules, { cautions, notWeighed = [], decision }: Decision, say: Say): readonly string[] => {
  const unheld = cautions.find(({ code }) => code === 'edition-not-held')?.because ?? []
  const keeping = notWeighed.filter(one => one.bears === 'bar' || unheld.includes(one.id))
  const from = rules.rulebook.decisions.get(decision)?.completeFrom?.day
  const isEarly = cautions.some(({ code }) => code === 'before-first-edition')
  const since = isEarly && from !== undefined ? [`The law is held whole only from ${dateInWords(from)}.`] : []
  if (keeping.length === 0) return since
  return [
    ...since,
    'Law that is not held here may keep it open. Ask the council’s lawyers or its virtual school about:',
    ...present(keeping.map(one => textLine(rules, one, say))),
  ]
}

const textLine = ({ rulebook }: Rules, { title, source, locator }: NotWeighed, say: Say): string | undefined => {
  const place = `${rulebook.sources.get(source)?.title ?? source}, ${locator}`
  const said = say(sentence(title), sentence(place), sentence(source))
  return said && `- ${said}`
}

const toldElsewhere: ReadonlySet<CautionCode> = new Set([
  'council-rules-not-held',
  'edition-not-held',
  'before-first-edition',
])

const cautionLines = ({ cautions }: Decision, say: Say): readonly string[] => {
  const told = present(
    cautions.filter(({ code }) => !toldElsewhere.has(code)).map(({ code }) => say(cautionCodes[code])),
  )
  return told.length === 0 ? [] : ['Take care:', ...told.map(line => `- ${line}`)]
}
