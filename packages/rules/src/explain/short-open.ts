import { listFactNames, listParts } from '../compile/conditions.ts'
import { eventsFor } from '../compile/questions.ts'
import { type Caution, type CautionCode, cautionCodes, type MissingFact } from '../evaluate/decision.ts'
import type { Context } from './context.ts'
import { counted, fold } from './fold.ts'
import type { Entry, Section } from './layout.ts'
import { countFoldedTexts, isHeldWholeFrom } from './texts.ts'

const mostQuestions = 4

/** What is not known and bears on the answer, as questions; what stands as a requirement that is not known is not asked again. */
export const questionsSection = (context: Context, rest: string): Section => {
  const told = factsOfNeeds(context)
  const open = context.decision.missing.filter(one => one.for === 'answer' && !told.has(one.fact))
  return { heading: 'Questions that it turns on', entries: fold(open.map(questionEntry), mostQuestions, rest) }
}

const questionEntry = ({ question, settles, state }: MissingFact): Entry => ({
  text: `${question}${settles ? ' (This settles it.)' : ''}${state === 'not-known' ? ' (Asked, and not known.)' : ''}`,
})

/** The facts of requirements that are not known and test nothing else. */
const factsOfNeeds = ({ decision, definition }: Context): ReadonlySet<string> =>
  new Set(
    (definition?.requirements ?? [])
      .filter(({ id }) => decision.requirements.some(one => one.id === id && one.status === 'unknown'))
      .flatMap(({ test }) => {
        const names = new Set(listFactNames(test))
        return names.size === 1 && listParts(test).every(part => 'fact' in part) ? [...names] : []
      }),
  )

const readingsOf = ({ decision, rulebook }: Context, isOfAnswer: boolean): readonly string[] => {
  const known = rulebook.authorities.get(decision.authority)?.readings
  const decisive = new Set(decision.readings.filter(one => one.changes.includes('answer')).map(one => one.id))
  const ids = new Set(decision.readings.map(one => one.id).filter(id => decisive.has(id) === isOfAnswer))
  return [...ids].map(id => known?.get(id)?.title ?? id)
}

/** What to know before relying on the answer, each in one sentence; what the answer or a text has said is not said again. */
export const cautionsInShort = (context: Context): Section => ({
  heading: 'Take care',
  entries: [
    ...readingsOf(context, true).map(title => ({ text: `The answer hangs on how this is read: “${title}”.` })),
    ...context.decision.cautions
      .filter(one => !isToldElsewhere(context, one.code) && !isOfOffersOnly(context, one))
      .map(one => ({ text: cautionCodes[one.code] })),
  ],
})

const isToldElsewhere = ({ decision, definition }: Context, code: CautionCode): boolean => {
  if (code === 'council-rules-not-held' || code === 'rests-on-unread-text') return true
  const isOpen = decision.answer === null
  return isOpen && (code === 'edition-not-held' || (code === 'before-first-edition' && isHeldWholeFrom(definition)))
}

/** Whether a caution is only about what a council offers, which no answer rests on. */
const isOfOffersOnly = (context: Context, { because }: Caution): boolean => {
  const { decision, rulebook } = context
  const items = Object.values(decision.lists).flat()
  const behind = (isOffer: boolean) => items.filter(one => (one.force === 'local-offer') === isOffer)
  const offered = new Set(behind(true).flatMap(one => one.because))
  const bearing = new Set(
    [...decision.requirements, ...behind(false), ...decision.deadlines].flatMap(one => one.because),
  )
  const rules = rulebook.authorities.get(decision.authority)?.rules ?? []
  const concludes = (name: string) =>
    rules.some(rule => rule.name === name && eventsFor(rule, decision.decision).some(one => one.type === 'conclude'))
  return because.length > 0 && because.every(name => offered.has(name) && !bearing.has(name) && !concludes(name))
}

/** What a short account leaves out of what is open. */
export const countFoldedPoints = (context: Context): readonly string[] => [
  ...counted(context.decision.missing.filter(one => one.for === 'detail').length, 'question', 'questions'),
  ...counted(readingsOf(context, false).length, 'reading', 'readings'),
  ...counted(countFoldedTexts(context), 'text', 'texts'),
]
