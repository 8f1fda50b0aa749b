import {
  type Caution,
  cautionCodes,
  type MissingFact,
  type NotWeighed,
  type ReadingFinding,
} from '../evaluate/decision.ts'
import { capital, listed, sentence, stop } from '../kernel/words.ts'
import { forceWords } from '../wording/words.ts'
import { answerClause, type Context, changeInWords, titlesOfRule } from './context.ts'
import type { Entry, Section } from './layout.ts'

/** What is not known, as questions. */
export const missingSection = ({ decision }: Context): Section => ({
  heading: 'Questions still open',
  entries: decision.missing.map(missingEntry),
})

const missingEntry = ({ question, state, for: why, settles }: MissingFact): Entry => ({
  lead: why === 'detail' ? 'For detail only' : settles ? 'Settles the answer by itself' : 'Bears on the answer',
  text: `${question}${state === 'not-known' ? ' (It was asked, and is not known.)' : ''}`,
})

/** Wordings that can be understood in more than one way, if that matters to this decision. */
export const readingsSection = (context: Context): Section => ({
  heading: 'Words that can be read in more than one way',
  entries: context.decision.readings.map(one => readingEntry(context, one)),
})

const readingEntry = (context: Context, one: ReadingFinding): Entry => {
  const { rulebook, decision } = context
  const changes = one.changes.filter(change => change !== 'answer').map(change => changeInWords(context, change))
  return {
    text: stop(rulebook.authorities.get(decision.authority)?.readings.get(one.id)?.title ?? one.id),
    under: [
      { lead: 'Taken to mean', text: stop(one.taken) },
      { lead: 'It could also mean', text: stop(one.alternative) },
      { text: answerThen(context, one) },
      ...(changes.length === 0 ? [] : [{ lead: 'This would change too', text: stop(listed(changes, 'and')) }]),
    ],
  }
}

const answerThen = (context: Context, { answerWouldBe, changes }: ReadingFinding): string => {
  if (!changes.includes('answer')) return 'The answer would be the same.'
  if (answerWouldBe !== null) return sentence(`the answer would then be that ${answerClause(context, answerWouldBe)}`)
  return context.decision.answer === null
    ? 'The answer would still be open, but other answers would be possible.'
    : 'The answer would then be open.'
}

/** Texts that bear on the question and of which no rule is made, each with why and where it stands. */
export const notWeighedSection = (context: Context): Section => ({
  heading: 'What was not weighed',
  entries: (context.decision.notWeighed ?? []).map(one => ({
    lead: bearingLeads[one.bears],
    text: `${capital(one.title)} (${forceWords[one.force]}).`,
    under: [{ lead: 'Why it was not weighed', text: stop(one.reason) }, textSourceEntry(context, one)],
  })),
})

const bearingLeads = { bar: 'May forbid it', adds: 'May ask for more', detail: 'May change how' } as const

const textSourceEntry = ({ rulebook }: Context, { source, locator }: NotWeighed): Entry => ({
  lead: 'Source',
  text: stop(`${rulebook.sources.get(source)?.title ?? source}, ${locator}`),
})

/** What to know before relying on this, in words; whose rules answered stands with the answer. */
export const cautionsSection = (context: Context): Section => ({
  heading: 'Cautions',
  entries: context.decision.cautions
    .filter(({ code }) => code !== 'council-rules-not-held')
    .map(one => cautionEntry(context, one)),
})

const cautionEntry = (context: Context, { code, because }: Caution): Entry => {
  const titles = [...new Set(because.flatMap(name => titlesOfRule(context, name)).map(title => `“${title}”`))]
  return {
    text: cautionCodes[code],
    ...(titles.length === 0
      ? {}
      : { under: [{ lead: titles.length === 1 ? 'Rule' : 'Rules', text: stop(titles.join('; ')) }] }),
  }
}
