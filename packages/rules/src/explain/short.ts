import { dateInWords } from '../kernel/dates.ts'
import { capital, listed, sentence, stop } from '../kernel/words.ts'
import { forms } from '../language/forms/forms.ts'
import { authorityName } from '../wording/names.ts'
import { answerClause, type Context } from './context.ts'
import { type Entry, filled, type Section } from './layout.ts'
import type { ShortAccount } from './screen.ts'
import { countFoldedNeeds, itemSections, needsSections } from './short-needs.ts'
import { cautionsInShort, countFoldedPoints, questionsSection } from './short-open.ts'
import { timesSection } from './short-times.ts'
import { councilEntries, isNationalOnly, openLawSection, textsSections } from './texts.ts'

/**
 * One screen: the answer, whose rules gave it, what to do, who and by when, what is not known and what was not weighed. Never
 * shortened are the answer, each requirement that is not met or not known, who and by when, cautions, and texts not weighed
 * that are law or forbid. Of anything else that is long a count is given, and `rest` says how to get it.
 */
export const buildShort = (context: Context, rest = 'the full account'): ShortAccount => ({
  title: context.definition?.question ?? context.decision.decision,
  about: whoseRules(context),
  answer: answerInShort(context),
  blocks: [
    filled([...needsSections(context), openLawSection(context), questionsSection(context, rest)]),
    filled([...itemSections(context, rest), timesSection(context)]),
  ],
  smallPrint: filled([...textsSections(context), cautionsInShort(context), foldedSection(context, rest)]),
})

/** The council, the day, and whose rules answered: “Norfolk, 22 November 2026. England’s rules answered.” */
const whoseRules = (context: Context): string => {
  const { decision, rulebook } = context
  const { authority, asOf, rules } = decision
  const [national, day] = [authorityName(context, rulebook.national), dateInWords(asOf)]
  if (rules.layers.length < 2) return `By ${national}’s rules, as they stood on ${day}.`
  const names = rules.layers.map(layer => authorityName(context, layer))
  const whose = isNationalOnly(decision) ? `${national}’s rules answered` : `By the rules of ${listed(names, 'and')}`
  return `${authorityName(context, authority)}, ${day}. ${whose}.`
}

/** The answer in a sentence; of one that is open, those that are left if that says more; and what to think of it at once. */
const answerInShort = (context: Context): Section => {
  const { decision } = context
  const { answer } = decision
  const clause = answer === null ? openClause(context) : answerClause(context, answer)
  return {
    heading: 'Answer',
    isProse: true,
    entries: [
      { text: clause === undefined ? stop(decision.summary) : sentence(clause) },
      ...possibleInShort(context),
      ...absenceInShort(context),
      ...councilEntries(context),
    ],
  }
}

const openClause = ({ definition }: Context): string | undefined =>
  definition && `it cannot yet be said ${definition.unknownSummary}`

/** Which answers are left, if some are ruled out; that something may go ahead or may not goes without saying. */
const possibleInShort = (context: Context): readonly Entry[] => {
  const { answer, possibleAnswers } = context.decision
  const { answers = [] } = context.definition ?? {}
  const isLeft = answers.map(one => possibleAnswers.includes(one.id))
  if (answer !== null || possibleAnswers.length < 2 || !isLeft.includes(false)) return []
  if (permissivenessOf(context)?.some((permits, i) => permits === 0 && isLeft[i])) return []
  return possibleAnswers.map(one => ({ text: sentence(`it may be that ${answerClause(context, one)}`) }))
}

/** After an answer that only nothing held here speaks against: that it does not mean that nobody else has a say. */
const absenceInShort = (context: Context): readonly Entry[] => {
  const { decision, definition, rulebook } = context
  if (isNationalOnly(decision) || !restsOnAbsence(context)) return []
  const isOfPeople = (rulebook.lists.get(definition?.collects ?? '')?.verbs.length ?? 0) > 0
  return [{ text: `Rules that are not held here may ${isOfPeople ? 'still name somebody' : 'say otherwise'}.` }]
}

/** Not “it may go ahead”, as then something was asked and is met. */
const restsOnAbsence = (context: Context): boolean => {
  const { decision, definition } = context
  const position = definition?.answers.findIndex(one => one.id === decision.answer) ?? -1
  const permits = permissivenessOf(context)
  const isAsked = permits !== undefined && permits[position] !== Math.max(...permits)
  return definition?.answers[position]?.restsOnAbsence === true && !isAsked
}

/** How much each answer permits, if it is asked what may be done. */
const permissivenessOf = ({ definition }: Context): readonly number[] | undefined =>
  (definition && forms[definition.form].permissiveness) ?? undefined

/** What was left out, as counts. */
const foldedSection = (context: Context, rest: string): Section => ({
  heading: capital(`${rest} adds`),
  entries: [
    { text: ['the rules and sources', ...countFoldedNeeds(context), ...countFoldedPoints(context)].join(', ') },
  ],
})
