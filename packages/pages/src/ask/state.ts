import type { CivilDate, InterviewReply, InterviewState, SaidReply } from '@virtual-school/rules'
import type { DecisionRequest } from '@virtual-school/rules/internal'
import { problemPage } from '../html/problem.ts'
import type { Tools, Visit } from '../html/route.ts'
import type { InterviewMove, MovedInterview } from '../interview/move.ts'
import type { PageReply } from '../parts.ts'

/** Answers that travel in a form are used for a day: then the child’s situation or the rules may be others. */
export const answersMilliseconds = 24 * 60 * 60 * 1_000

/** All of an interview, as it travels in the form of each page, sealed. */
export interface AskState extends InterviewState {
  readonly decision: string
  readonly authority: string
  readonly asOf: CivilDate
  /** The fact that is asked about on this page. */
  readonly fact?: string
  /** Of the page with the answer: under which it is kept, once however often it is sent. */
  readonly key?: string
}

/** The field that holds it. */
export const stateField = 'answers'

/** The state as the text of its field. */
export const sealState = ({ sealer }: Tools, state: AskState): string => sealer.seal('answers', state)

/** The state that a form brought; what to answer, if it is too old or was changed; undefined if the form brought none. */
export const openState = (
  { sealer, service }: Tools,
  { form, params }: Visit,
): { readonly state: AskState } | { readonly reply: PageReply } | undefined => {
  const text = form.get(stateField)
  if (text === '') return undefined
  const opened = sealer.unseal('answers', text, answersMilliseconds)
  if (opened.kind === 'open') return { state: opened.value as AskState }
  return {
    reply: problemPage(service, opened.kind, `${service.base}/ask/${encodeURIComponent(params.decision ?? '')}`),
  }
}

/** What the rules are asked about the child, without what was said. */
export const requestOf = ({ decision, authority, asOf }: AskState): DecisionRequest => ({
  decision,
  authority,
  asOf,
  trace: 'none',
  facts: {},
})

/** What was said, as facts. Of what was skipped there is none. */
export const factsSaid = (said: readonly SaidReply[]): DecisionRequest['facts'] =>
  Object.fromEntries(
    said.flatMap(({ fact, reply }) => (reply.kind === 'skip' ? [] : [[fact, saidValue(reply)] as const])),
  )

const saidValue = (reply: InterviewReply) => (reply.kind === 'answer' ? reply.value : null)

/** Makes a step of the interview of a state. */
export const hold = ({ service }: Tools, state: AskState, act: InterviewMove['act']): Promise<MovedInterview> => {
  const { said, kept, goesOn } = state
  return service.holdInterview(service.rules, { request: requestOf(state), state: { said, kept, goesOn }, act })
}
