import { randomUUID } from 'node:crypto'
import {
  buildExplanation,
  type ExplanationSection,
  type Interview,
  resumeInterview,
  type SaidReply,
} from '@virtual-school/rules'
import type { Decision } from '@virtual-school/rules/internal'
import { type FieldError, renderPage } from '../html/page.ts'
import { problemPage } from '../html/problem.ts'
import type { Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { answerWords } from '../words/answer.ts'
import { answerRows } from './answers.ts'
import { otherQuestions } from './next.ts'
import { type AskState, factsSaid, requestOf, sealState } from './state.ts'

/** What a page with an answer shows besides: that it was kept, or what was wrong with what was typed to keep it. */
export interface AnswerExtras {
  readonly kept?: { readonly id: string; readonly when: string }
  readonly errors?: readonly FieldError[]
}

/** The decision on what was said, as `decide` gives it; the issues, if the rules refuse it by now. */
export const decideOn = ({ service }: Tools, state: AskState, said: readonly SaidReply[] = state.said) =>
  service.rules.evaluate({ ...requestOf(state), facts: factsSaid(said), trace: 'full' })

/** The answer on one screen, and all that it rests on, folded. */
export const answerPage = (
  tools: Tools,
  visit: Visit,
  state: AskState,
  { kept, errors = [] }: AnswerExtras = {},
): PageReply => {
  const { service } = tools
  const decision = decideOn(tools, state)
  if ('issues' in decision) return problemPage(service, 'changed', `${service.base}/ask/${state.decision}`)
  const { title, about, found } = buildExplanation(service.rules, decision, {
    detail: 'short',
    rest: answerWords.rest,
  })
  const [answer, ...sections] = found
  return renderPage(service, {
    view: 'ask/answer',
    title,
    section: 'ask',
    cache: 'none',
    errors,
    status: errors.length > 0 ? 400 : 200,
    visitor: visit.visitor,
    model: {
      isPrivate: true,
      words: answerWords,
      about,
      answer,
      sections,
      full: fullAccount(tools, decision),
      rows: answerRows(tools, state),
      address: `${service.base}/ask/${state.decision}`,
      state: sealState(tools, { ...state, key: state.key ?? randomUUID() }),
      more: openQuestions(tools, state),
      kept,
      canKeep: service.records !== undefined && visit.visitor?.scopes.has('decide') === true,
      asksPerson: visit.visitor?.person === undefined,
      realm: answerWords.keepRealm(visit.visitor?.realm ?? ''),
      typed: { reference: visit.form.get('reference'), person: visit.form.get('person') },
      others: otherQuestions(tools, state),
      councils: otherCouncils(tools, state),
      canWhyNot: visit.visitor !== undefined,
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

/** What more could be asked, and on what. */
const openQuestions = (tools: Tools, state: AskState) => {
  const at = resumeInterview(tools.service.rules, requestOf(state), state)
  if ('issues' in at) return undefined
  return describeOpen(at)
}

const describeOpen = ({ step }: Interview) => {
  if (step.kind === 'end') return undefined
  if (step.kind === 'question') return { action: 'continue', label: answerWords.goOnAsking, texts: [] }
  const texts = [answerWords.moreOpen(step.openCount), ...(step.found === 'not-met' ? [answerWords.moreNotMet] : [])]
  return { action: 'more', label: answerWords.goOn, texts }
}

const otherCouncils = ({ service }: Tools, { authority }: AskState) =>
  service.rules.authorities.filter(({ id }) => id !== authority).map(({ id, name }) => ({ value: id, text: name }))
