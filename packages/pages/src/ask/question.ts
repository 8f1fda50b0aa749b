import { dateInWords, type RemovedReply, sentence, type VocabularyFact } from '@virtual-school/rules'
import { authorityName } from '@virtual-school/rules/words'
import { rulesOnFact } from '../held/rules-on-fact.ts'
import { dayFields, dayItems } from '../html/days.ts'
import { type FieldError, showPage } from '../html/page.ts'
import type { Tools, Visit } from '../html/route.ts'
import type { ShownStep } from '../interview/move.ts'
import type { PageReply } from '../parts.ts'
import { askWords } from '../words/ask.ts'
import { type AskState, sealState } from './state.ts'

/** What a page shows of an interview that stands at a question. */
interface Asking {
  readonly state: AskState
  readonly step: Extract<ShownStep, { kind: 'question' }>
  readonly removed: readonly RemovedReply[]
  /** What is wrong with what was typed; the page then keeps it. */
  readonly errors?: readonly FieldError[]
}

const mostRules = 3

/** One question on a page, with nothing chosen beforehand. */
export const questionPage = (tools: Tools, visit: Visit, asking: Asking): PageReply => {
  const { service } = tools
  const { state, step, removed, errors = [] } = asking
  const { fact, outlook, possibleAnswers } = step
  const { rulebook } = service.rules
  const rules = rulesOnFact(rulebook, state, fact.name)
  return showPage(service, {
    view: 'ask/question',
    title: fact.question,
    section: 'ask',
    // What was typed stands on it in clear.
    cache: errors.length > 0 ? 'none' : 'sealed',
    errors,
    visitor: visit.visitor,
    model: {
      isPrivate: true,
      words: askWords,
      address: `${service.base}/ask/${state.decision}`,
      state: sealState(tools, { ...state, fact: fact.name }),
      caption: `${rulebook.decisions.get(state.decision)!.question} ${askWords.questionNumber(state.said.length + 1)}`,
      hasAnswers: state.said.length > 0,
      ...inputOf(fact, visit, errors),
      outlook: askWords.outlook[outlook],
      rulesOnIt: rules.slice(0, mostRules).map(({ title, layer, name }) => ({
        title,
        href: `/rules/${layer}/${name}`,
      })),
      moreRules: rules.length > mostRules ? askWords.moreRules(rules.length - mostRules) : '',
      possible: answersInWords(tools, state.decision, possibleAnswers),
      about: `${authorityName(service.rules, state.authority)}, ${dateInWords(state.asOf)}`,
      removed: removedWords(tools, removed),
    },
  })
}

/** Each answer that is left, as a sentence. */
const answersInWords = ({ service }: Tools, decision: string, possible: readonly string[]): readonly string[] => {
  const { answers } = service.rules.rulebook.decisions.get(decision)!
  return answers.filter(({ id }) => possible.includes(id)).map(({ summary }) => sentence(summary))
}

/** What became of earlier replies as one before them was changed. */
const removedWords = ({ service }: Tools, removed: readonly RemovedReply[]): readonly string[] =>
  removed.map(({ fact, because }) => {
    const question = service.rules.rulebook.factsByName.get(fact)?.question ?? fact
    return `“${question}” ${askWords.takenOutBecause[because]}.`
  })

const mostHelp = 160
const isLong = (help = ''): boolean => help.length > mostHelp

/** The inputs for a fact, with what was typed if something is wrong with it. */
const inputOf = (fact: VocabularyFact, { form }: Visit, errors: readonly FieldError[]) => {
  const isTyped = errors.length > 0
  // A long help is folded, so that what can be chosen is seen at once.
  const [help, more] = isLong(fact.help) ? ['', fact.help] : [fact.help ?? '', undefined]
  const isNotKnown = isTyped && form.get('known') !== ''
  if (fact.type === 'date') {
    const shown = isTyped ? Object.fromEntries(dayFields.map(name => [name, form.get(name)])) : {}
    const items = dayItems('date', shown, errors)
    return { kind: 'date', help: `${help} ${askWords.dateHint}`.trim(), more, dayItems: items, isNotKnown }
  }
  const typed = isTyped ? form.get('value') : undefined
  if (fact.type === 'integer')
    return {
      kind: 'number',
      help: `${help} ${askWords.numberHint(fact.min!, fact.max!)}`.trim(),
      more,
      typed,
      isNotKnown,
    }
  return { kind: 'choice', help, more, typed, items: choicesOf(fact) }
}

/** The choices, and “I do not know yet” on every question. */
const choicesOf = (fact: VocabularyFact) => [
  ...(fact.type === 'boolean'
    ? [
        { value: 'yes', text: askWords.yes },
        { value: 'no', text: askWords.no },
      ]
    : fact.values!.map(({ value, statement }) => ({ value, text: sentence(statement) }))),
  { divider: askWords.or },
  { value: 'not-known', text: askWords.notKnown },
]
