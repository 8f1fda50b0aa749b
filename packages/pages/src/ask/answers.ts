import { type InterviewReply, sentence, type VocabularyFact } from '@virtual-school/rules'
import { dateInWords } from '@virtual-school/rules/words'
import { showPage } from '../html/page.ts'
import type { Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { askWords } from '../words/ask.ts'
import { type AskState, sealState } from './state.ts'

/** What was said to each question, as a row of a list. */
export const answerRows = ({ service }: Tools, { said }: Pick<AskState, 'said'>) =>
  said.flatMap(({ fact, reply }) => {
    const known = service.rules.rulebook.factsByName.get(fact)
    return known === undefined ? [] : [{ fact, question: known.question, reply: replyInWords(known, reply) }]
  })

const replyInWords = ({ values }: VocabularyFact, reply: InterviewReply): string => {
  if (reply.kind === 'skip') return askWords.skipped
  if (reply.kind === 'not-known') return askWords.notKnown
  const { value } = reply
  if (typeof value === 'boolean') return value ? askWords.yes : askWords.no
  const statement = values?.find(one => one.value === value)?.statement
  if (statement !== undefined) return sentence(statement)
  return typeof value === 'string' ? dateInWords(value) : String(value)
}

/** Everything that was said, each with a way to change it. */
export const answersPage = (tools: Tools, { visitor }: Visit, state: AskState): PageReply =>
  showPage(tools.service, {
    view: 'ask/answers',
    title: askWords.yourAnswers,
    section: 'ask',
    cache: 'none',
    visitor,
    model: {
      isPrivate: true,
      words: askWords,
      question: tools.service.rules.rulebook.decisions.get(state.decision)!.question,
      address: `${tools.service.base}/ask/${state.decision}`,
      state: sealState(tools, state),
      rows: answerRows(tools, state),
    },
  })
