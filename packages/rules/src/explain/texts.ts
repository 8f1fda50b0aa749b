import type { Decision, NotWeighed } from '../evaluate/decision.ts'
import { dateInWords } from '../kernel/dates.ts'
import { capital, sentence } from '../kernel/words.ts'
import { forms } from '../language/forms/forms.ts'
import { authorityName } from '../wording/names.ts'
import { shortForceWords } from '../wording/words.ts'
import type { Context } from './context.ts'
import type { Entry, Section } from './layout.ts'

/** Whether a council was asked, and none of its rules could change the answer. */
export const isNationalOnly = ({ cautions }: Decision): boolean =>
  cautions.some(({ code }) => code === 'council-rules-not-held')

/** Texts that were not weighed, each where a short account tells of it. */
interface SortedTexts {
  /** The council’s own, if none of its rules could change the answer. */
  readonly council: readonly NotWeighed[]
  /** Those that may keep the answer open. */
  readonly blocking: readonly NotWeighed[]
  readonly others: readonly NotWeighed[]
}

/** Sorts what was not weighed by where it is told: each text once. */
export const sortTexts = ({ decision, rulebook }: Context): SortedTexts => {
  const known = rulebook.authorities.get(decision.authority)?.unmodelled ?? []
  const unheld = decision.cautions.find(({ code }) => code === 'edition-not-held')?.because ?? []
  const placeOf = (one: NotWeighed): keyof SortedTexts => {
    const layer = known.find(text => text.id === one.id)?.layer
    if (isNationalOnly(decision) && layer === decision.authority) return 'council'
    return decision.answer === null && (one.bears === 'bar' || unheld.includes(one.id)) ? 'blocking' : 'others'
  }
  const texts = decision.notWeighed ?? []
  const at = (place: keyof SortedTexts) => texts.filter(one => placeOf(one) === place)
  return { council: at('council'), blocking: at('blocking'), others: at('others') }
}

/** If no rule of the council’s own could change the answer: that, whom to ask, and what is known of its texts. */
export const councilEntries = (context: Context): readonly Entry[] => {
  if (!isNationalOnly(context.decision)) return []
  const name = authorityName(context, context.decision.authority)
  const known = sortTexts(context).council.map(one => sentence(one.title))
  return [
    { text: `No rule that is held of ${name}’s own could change this. Ask its virtual school.` },
    ...(known.length === 0 ? [] : [{ lead: 'Known of its own texts, and not weighed', text: known.join(' ') }]),
  ]
}

/** Law that keeps an answer open, and what to do about it. */
export const openLawSection = (context: Context): Section => {
  const { blocking } = sortTexts(context)
  const since = incompleteBefore(context)
  const isOnly = !context.decision.missing.some(one => one.for === 'answer')
  return {
    heading: `Law not held ${isOnly ? 'keeps' : 'may keep'} it open: ask the council’s lawyers or its virtual school`,
    entries: [
      ...since,
      ...blocking.map(one => ({
        text: `${capital(one.title)}${one.force === 'law' ? '' : ` (${shortForceWords[one.force]})`}`,
      })),
    ],
  }
}

/** Whether it is said from which day the law is held whole. */
export const isHeldWholeFrom = (definition: Context['definition']): boolean => definition?.completeFrom !== undefined

/** For an open answer of a day before the law is held whole: since when it is. */
const incompleteBefore = ({ decision, definition }: Context): readonly Entry[] => {
  const isEarly = decision.cautions.some(({ code }) => code === 'before-first-edition')
  if (decision.answer !== null || !isEarly || definition?.completeFrom === undefined) return []
  return [{ text: `The law is held whole only from ${dateInWords(definition.completeFrom.day)}.` }]
}

/** Texts that bear on the question and of which no rule is made, by force; of guidance and policy that only says how, a count is given. */
export const textsSections = (context: Context): readonly Section[] => {
  const told = sortTexts(context).others.filter(isTold)
  const headingOf = (one: NotWeighed) => headingOfText(context, one)
  return [...new Set(told.map(headingOf))].map(heading => ({
    heading,
    entries: told.filter(one => headingOf(one) === heading).map(one => ({ text: sentence(one.title) })),
  }))
}

const headingOfText = ({ definition }: Context, { force, bears }: NotWeighed): string => {
  const isRestricting = definition !== undefined && forms[definition.form].restricts
  const bar = isRestricting ? ', which may forbid it' : ', which may change the answer'
  return `${capital(shortForceWords[force])} not weighed${bears === 'bar' ? bar : ''}`
}

const isTold = ({ force, bears }: NotWeighed): boolean => force === 'law' || bears !== 'detail'

/** How many texts a short account leaves out. */
export const countFoldedTexts = (context: Context): number =>
  sortTexts(context).others.filter(one => !isTold(one)).length
