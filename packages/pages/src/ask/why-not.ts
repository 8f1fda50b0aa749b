import { sentence } from '@virtual-school/rules/internal'
import { showPage } from '../html/page.ts'
import { problemPage } from '../html/problem.ts'
import type { Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import type { FoundChanges, WhyNotReport } from '../why-not/task.ts'
import { answerWords } from '../words/answer.ts'
import { type AskState, factsSaid, requestOf, sealState } from './state.ts'

/** What would have to change for the answer that somebody wants. */
export const whyNotPage = async (tools: Tools, { form, visitor }: Visit, state: AskState): Promise<PageReply> => {
  const { service } = tools
  const definition = service.rules.rulebook.decisions.get(state.decision)!
  const wanted = definition.answers.find(({ id }) => id === form.get('wanted'))
  if (service.whyNot === undefined || wanted === undefined) return problemPage(service, 'not-found')
  const report = await service.whyNot(service.rules, { ...requestOf(state), facts: factsSaid(state.said) }, wanted.id)
  return showPage(service, {
    view: 'ask/why-not',
    title: answerWords.whyNot,
    section: 'ask',
    cache: 'none',
    status: statuses[report.kind],
    visitor,
    model: {
      isPrivate: true,
      words: answerWords,
      question: definition.question,
      wanted: sentence(wanted.summary),
      address: `${service.base}/ask/${state.decision}`,
      state: sealState(tools, state),
      ...(report.kind === 'found' ? foundModel(report) : { failure: failures[report.kind] }),
    },
  })
}

type Failure = Exclude<WhyNotReport['kind'], 'found'>

const statuses: Record<WhyNotReport['kind'], number> = { found: 200, refused: 400, busy: 503, 'too-long': 503 }
const failures: Record<Failure, string> = {
  refused: answerWords.whyNotRefused,
  busy: answerWords.whyNotBusy,
  'too-long': answerWords.whyNotTooLong,
}

/** What was found, in the sentences of the page. */
const foundModel = ({ outcome, forced, ways, isShortest, isAll, ruledOut }: FoundChanges) => ({
  outcome: answerWords.whyNotOutcome[outcome],
  forced: forced.map(sentence),
  ways: ways.map(({ learnings, changes }, i) => ({
    heading: ways.length > 1 ? answerWords.whyNotWay(i + 1) : undefined,
    learnings: learnings.map(sentence),
    changes: changes.map(sentence),
  })),
  notes:
    ways.length === 0
      ? []
      : [
          ...(isShortest ? [] : [answerWords.whyNotShorter]),
          ...(isAll ? [] : [answerWords.whyNotMore]),
          answerWords.whyNotNever,
        ],
  ruledOut: ruledOut.map(sentence),
})
