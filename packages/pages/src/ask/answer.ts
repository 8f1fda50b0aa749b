import { randomUUID } from 'node:crypto'
import { buildExplanation, type ExplanationSection, type SaidReply } from '@virtual-school/rules'
import { type Decision, shortAccount } from '@virtual-school/rules/internal'
import { dayItems, typedDay } from '../html/days.ts'
import { type FieldError, showPage } from '../html/page.ts'
import { problemPage } from '../html/problem.ts'
import type { Tools, Visit } from '../html/route.ts'
import type { ShownStep } from '../interview/move.ts'
import type { PageReply } from '../parts.ts'
import { answerWords } from '../words/answer.ts'
import { answerRows } from './answers.ts'
import { besideCouncils, holdsFor, otherQuestions, wantedAnswers } from './next.ts'
import { type AskState, factsSaid, hold, requestOf, sealState } from './state.ts'

/** What a page with an answer shows besides: that it was kept, or what was wrong with what was typed to keep it. */
export interface AnswerExtras {
  readonly kept?: { readonly id: string; readonly when: string }
  readonly errors?: readonly FieldError[]
  /** Whether the full account is open, and is printed too. */
  readonly isAnnexed?: boolean
  /** Where the interview stands; left out: it is worked out. */
  readonly step?: ShownStep
}

/** The decision on what was said, as `decide` gives it; the issues, if the rules refuse it by now. */
export const decideOn = ({ service }: Tools, state: AskState, said: readonly SaidReply[] = state.said) =>
  service.rules.evaluate({ ...requestOf(state), facts: factsSaid(said), trace: 'full' })

/** The answer on one screen, and all that it rests on, folded. */
export const answerPage = async (
  tools: Tools,
  visit: Visit,
  state: AskState,
  { kept, errors = [], isAnnexed = false, step }: AnswerExtras = {},
): Promise<PageReply> => {
  const { service } = tools
  const decision = decideOn(tools, state)
  if ('issues' in decision) return problemPage(service, 'changed', `${service.base}/ask/${state.decision}`)
  const { title, about, answer, blocks, smallPrint } = shortAccount(service.rules, decision)
  return showPage(service, {
    view: 'ask/answer',
    title,
    section: 'ask',
    cache: 'none',
    errors,
    visitor: visit.visitor,
    model: {
      isPrivate: true,
      words: answerWords,
      about,
      answer,
      blocks,
      // The last says what the full account adds.
      smallPrint: smallPrint.slice(0, -1),
      adds: smallPrint.at(-1)?.entries,
      full: fullAccount(tools, decision),
      rows: answerRows(tools, state),
      address: `${service.base}/ask/${state.decision}`,
      state: sealState(tools, { ...state, key: state.key ?? randomUUID() }),
      more: describeOpen(step ?? (await standing(tools, state))),
      kept,
      isAnnexed,
      canKeep: service.records !== undefined && visit.visitor?.scopes.has('decide') === true,
      asksPerson: visit.visitor?.person === undefined,
      realm: answerWords.keepRealm(visit.visitor?.realm ?? ''),
      typed: { reference: visit.form.get('reference'), person: visit.form.get('person') },
      others: otherQuestions(tools, state),
      councils: besideCouncils(tools, state),
      wanted: wantedAnswers(tools, decision, visit),
      // Of an answer that is open it need not be said how long it holds.
      holds: decision.answer === null ? undefined : holdsFor(tools, state),
      asLongAs:
        decision.answer !== null && decision.requirements.some(one => one.status === 'unmet' && one.applies === 'yes'),
      birthItems: dayItems('birth', typedDay(visit.form), errors),
    },
  })
}

/** All that is known of the answer, in parts that are folded on a screen. */
const fullAccount = ({ service }: Tools, decision: Decision) => {
  const { found, workings, appendix } = buildExplanation(service.rules, decision)
  const parts: readonly (readonly [string, readonly ExplanationSection[]])[] = [
    [answerWords.found, found],
    [answerWords.workings, workings],
    [answerWords.appendix, appendix],
  ]
  return parts.filter(([, sections]) => sections.length > 0).map(([heading, sections]) => ({ heading, sections }))
}

const standing = async (tools: Tools, state: AskState): Promise<ShownStep> => {
  const at = await hold(tools, state, { kind: 'stay' })
  return 'issues' in at ? { kind: 'end' } : at.step
}

/** What more could be asked, and on what. */
const describeOpen = (step: ShownStep) => {
  if (step.kind === 'end') return undefined
  if (step.kind === 'question') return { action: 'continue', label: answerWords.goOnAsking, texts: [] }
  const texts = [answerWords.moreOpen(step.openCount), ...(step.found === 'not-met' ? [answerWords.moreNotMet] : [])]
  return { action: 'more', label: answerWords.goOn, texts }
}
