import {
  changeReply,
  goOnAsking,
  type Interview,
  type InterviewState,
  type Issue,
  type RemovedReply,
  resumeInterview,
  type SaidReply,
  startInterview,
  stepBack,
  type VocabularyFact,
} from '@virtual-school/rules'
import type { Decision, DecisionRequest, Rules } from '@virtual-school/rules/internal'

/** One step of an interview: where it stands, and what somebody does there. Plain data. */
export interface InterviewMove {
  readonly request: DecisionRequest
  readonly state: InterviewState
  readonly act:
    | { readonly kind: 'begin' | 'stay' | 'back' | 'more' }
    | { readonly kind: 'reply'; readonly reply: SaidReply }
    | { readonly kind: 'change'; readonly fact: string }
}

/** What is shown of where an interview stands. */
export type ShownStep =
  | {
      readonly kind: 'question'
      readonly fact: VocabularyFact
      readonly outlook: 'settles' | 'may-settle' | 'open' | 'detail'
      readonly possibleAnswers: Decision['possibleAnswers']
    }
  | { readonly kind: 'offer'; readonly found: 'not-met' | 'answer' | 'no-answer'; readonly openCount: number }
  | { readonly kind: 'end' }

/** Where an interview stands after a step. Plain data. */
export interface StandingInterview extends InterviewState {
  readonly step: ShownStep
  readonly removed: readonly RemovedReply[]
}

/** Where it stands, or why the step cannot be. */
export type MovedInterview = StandingInterview | { readonly issues: readonly Issue[] }

/** Makes a step of an interview, by the library’s interview and nothing else. */
export const moveInterview = (rules: Rules, move: InterviewMove): MovedInterview => {
  const at = moved(rules, move)
  if ('issues' in at) return at
  const { said, kept, goesOn, step, removed } = at
  return { said, kept, goesOn, removed, step: shownStep(step) }
}

const moved = (rules: Rules, { request, state, act }: InterviewMove): ReturnType<typeof resumeInterview> => {
  if (act.kind === 'begin') return startInterview(rules, request, state.kept)
  if (act.kind === 'reply') return resumeInterview(rules, request, state, act.reply)
  const at = resumeInterview(rules, request, state)
  if ('issues' in at) return at
  if (act.kind === 'change') return changeReply(at, act.fact)
  if (act.kind === 'back') return stepBack(at)
  return act.kind === 'more' ? goOnAsking(at) : at
}

const shownStep = (step: Interview['step']): ShownStep => {
  if (step.kind === 'question') {
    const { kind, fact, outlook, decision } = step
    return { kind, fact, outlook, possibleAnswers: decision.possibleAnswers }
  }
  if (step.kind === 'end') return { kind: 'end' }
  const { kind, found, openCount } = step
  return { kind, found, openCount }
}
