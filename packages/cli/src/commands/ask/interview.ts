import {
  changeReply,
  giveReply,
  goOnAsking,
  type Interview,
  type InterviewReply,
  type InterviewStep,
  type Issue,
  startInterview,
  stepBack,
} from '@virtual-school/rules'
import type { Decision, DecisionRequest, Rules } from '@virtual-school/rules/internal'
import type { Prompter } from '../../terminal/prompter.ts'
import { aboutLines, offerMessage, progressOf, removedLine, saidLine } from './words.ts'

/** How an interview ended: with the decision reached, or with the issues of a request that was refused from the start. */
export type Ending =
  | { readonly kind: 'decided'; readonly decision: Decision }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }

const stopped: Ending = { kind: 'stopped' }

/** Puts the questions of the library’s interview to a person, until the answer stands and the person wants to know no more. */
export const interview = async (rules: Rules, request: DecisionRequest, prompter: Prompter): Promise<Ending> => {
  const begun = startInterview(rules, request)
  if ('issues' in begun) return { kind: 'refused', issues: begun.issues }
  let at: Interview = begun
  if (at.step.kind === 'question') prompter.tell(aboutLines(rules, request))
  for (;;) {
    const { step } = at
    const next: Interview | Ending =
      step.kind === 'question' ? await ask(at, step, prompter) : await conclude(at, step, prompter)
    if ('kind' in next) return next
    at = next
    for (const removed of at.removed) prompter.say(removedLine(rules, removed))
  }
}

type Asking = Extract<InterviewStep, { kind: 'question' }>

const ask = async (at: Interview, step: Asking, prompter: Prompter): Promise<Interview | Ending> => {
  const hasEarlier = at.said.length > 0
  const reply = await prompter.ask({ fact: step.fact, progress: progressOf(step, at.said.length + 1), hasEarlier })
  switch (reply.kind) {
    case 'stop':
      return stopped
    case 'enough':
      return { kind: 'decided', decision: step.decision }
    case 'back':
      return stepBack(at)
    case 'change':
      return change(at, prompter)
    default:
      return take(at, reply, prompter)
  }
}

/** A reply that cannot be, alone or beside earlier ones, is not taken, and its question comes again. */
const take = (at: Interview, reply: InterviewReply, prompter: Prompter): Interview => {
  const next = giveReply(at, reply)
  if (!('issues' in next)) return next
  for (const line of new Set(next.issues.map(issue => issue.message))) prompter.say(line)
  return { ...at, removed: [] }
}

const change = async (at: Interview, prompter: Prompter): Promise<Interview | Ending> => {
  const lines = at.said.map(one => saidLine(at.rulebook, one))
  const chosen = await prompter.choose('Which answer do you want to change?', [...lines, 'None: go on as it is'])
  if (chosen === undefined) return stopped
  return chosen < lines.length ? changeReply(at, at.said[chosen]!.fact) : { ...at, removed: [] }
}

/** Once the answer stands: shows it, goes on to what is still open, or goes back. Without a question there was nothing to go back to. */
const conclude = async (
  at: Interview,
  step: Exclude<InterviewStep, Asking>,
  prompter: Prompter,
): Promise<Interview | Ending> => {
  const decided: Ending = { kind: 'decided', decision: step.decision }
  if (step.kind === 'end' && at.said.length === 0) return decided
  const ways: readonly (readonly [string, () => Promise<Interview | Ending> | Interview | Ending])[] = [
    ['Show the answer now', () => decided],
    ...(step.kind === 'offer' ? [['Go on, and list everything', () => goOnAsking(at)] as const] : []),
    ...(at.said.length > 0
      ? ([
          ['Go back to the question before', () => stepBack(at)],
          ['Change an earlier answer', () => change(at, prompter)],
        ] as const)
      : []),
  ]
  const chosen = await prompter.choose(
    offerMessage(step),
    ways.map(([label]) => label),
  )
  return chosen === undefined ? stopped : ways[chosen]![1]()
}
