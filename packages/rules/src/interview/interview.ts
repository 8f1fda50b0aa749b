import { proposedFact } from '../compile/decisions.ts'
import type { Rulebook, VocabularyFact } from '../compile/rulebook.ts'
import type { Decision, DecisionRequest, Refusal } from '../evaluate/decision.ts'
import { checkRequest, evaluate } from '../evaluate/evaluate.ts'
import type { RequestTo } from '../typing/typed.ts'
import {
  createCase,
  type InterviewCase,
  type InterviewReply,
  inputsOf,
  makesSense,
  requestWith,
  type SaidReply,
} from './case.ts'
import { chooseQuestion, listDetails, listOpen, type NextQuestion, type QuestionBearing } from './choose.ts'

/** What comes next in an interview: a question; an offer to go on, as the answer stands and more can be found out; or the end. */
export type InterviewStep = {
  /** What can be said by now, with the trace if the request asks for it. */
  readonly decision: Decision
} & (
  | {
      readonly kind: 'question'
      readonly fact: VocabularyFact
      /** How near the answer is: any reply but “not known” settles it, one reply does, or more is needed. Past an offer: `detail`. */
      readonly outlook: NextQuestion['outlook'] | 'detail'
      /** That the question can change the answer. Absent past an offer. */
      readonly bearing?: QuestionBearing
    }
  | {
      readonly kind: 'offer'
      /** What was found: something is not met, and more may not be; the answer; or that no reply could settle it any more. */
      readonly found: 'not-met' | 'answer' | 'no-answer'
      /** How many questions there are at present. A reply may make more of them, or fewer. */
      readonly openCount: number
    }
  | { readonly kind: 'end' }
)

/** A reply that was taken out as something earlier was changed, and why. */
export interface RemovedReply extends SaidReply {
  readonly because: 'makes-no-sense' | 'contradicts' | 'not-needed'
}

/** An interview as it stands. Nothing in it ever changes: each reply makes another. */
export interface Interview {
  readonly rulebook: Rulebook
  /** As it was given: the replies are not in it. */
  readonly request: DecisionRequest
  /** In the order of the questions. */
  readonly said: readonly SaidReply[]
  /** Said before something earlier was changed; each is taken as soon as its question comes again. */
  readonly kept: readonly SaidReply[]
  /** Whether an offer to go on was taken. */
  readonly goesOn: boolean
  readonly step: InterviewStep
  /** What the last reply took out of `kept`. */
  readonly removed: readonly RemovedReply[]
}

/**
 * An interview about a request: what it leaves open is asked, and nothing that could not change the answer. Replies of an earlier
 * interview can be given; each is taken if its question comes. The issues of the request, if it is refused.
 */
export const startInterview = <R extends { readonly rulebook: Rulebook }>(
  { rulebook }: R,
  asked: RequestTo<R>,
  said: readonly SaidReply[] = [],
): Interview | Refusal => {
  const request = asked as DecisionRequest
  const issues = checkRequest(rulebook, request)
  if (issues.length > 0) return { issues }
  return advance({ rulebook, request, said: [], kept: said, goesOn: false })
}

/** All of an interview that has to be kept to come back to it: what was said. A plain value. */
export interface InterviewState {
  readonly said: readonly SaidReply[]
  readonly kept: readonly SaidReply[]
  readonly goesOn: boolean
}

/**
 * An interview as it stood when its state was kept, or after one more reply: so a program that keeps no interview between two
 * questions, as a website, asks the same as one that does. The issues, if the request is refused, or something that was said does
 * not fit beside it.
 */
export const resumeInterview = <R extends { readonly rulebook: Rulebook }>(
  { rulebook }: R,
  asked: RequestTo<R>,
  { said, kept, goesOn }: InterviewState,
  reply?: SaidReply,
): Interview | Refusal => {
  const request = asked as DecisionRequest
  const unfinished = { rulebook, request, said: reply === undefined ? said : [...said, reply], kept, goesOn }
  const refused = checkRequest(rulebook, request)
  const issues = refused.length > 0 ? refused : issuesOf(unfinished)
  if (issues.length > 0) return { issues }
  return reply === undefined ? toQuestion(unfinished) : advance(unfinished)
}

/** The interview after a reply to its question; or, if the reply cannot be, alone or beside what else is known, the issues. */
export const giveReply = (interview: Interview, reply: InterviewReply): Interview | Refusal => {
  const { step, said } = interview
  if (step.kind !== 'question') return interview
  const fact = step.fact.name
  const next = { ...interview, said: [...said, { fact, reply }] }
  const issues = issuesOf(next)
  return issues.length > 0 ? { issues } : advance(next)
}

/** The interview at the question before, without the reply to it; the same one if there is none. */
export const stepBack = (interview: Interview): Interview =>
  interview.said.length === 0 ? interview : toQuestion({ ...interview, said: interview.said.slice(0, -1) })

/**
 * The interview at the question about that fact, without the reply to it. What was said afterwards is kept, and taken again as
 * far as its questions still come. The same interview if nothing was said about the fact.
 */
export const changeReply = (interview: Interview, fact: string): Interview => {
  const place = interview.said.findIndex(one => one.fact === fact)
  if (place < 0) return interview
  const said = interview.said.slice(0, place)
  const later = interview.said.slice(place + 1)
  const kept = [...later, ...interview.kept.filter(one => one.fact !== fact)]
  return toQuestion({ ...interview, said, kept })
}

/** The interview past its offer, so that all that is still open is asked; the same one if there is no offer. */
export const goOnAsking = (interview: Interview): Interview =>
  interview.step.kind === 'offer' ? advance({ ...interview, goesOn: true }) : interview

type Unfinished = Pick<Interview, 'rulebook' | 'request' | 'said' | 'kept' | 'goesOn'>

const issuesOf = ({ rulebook, request, said }: Unfinished): Refusal['issues'] => {
  const found = evaluate(rulebook, { ...requestWith(request, said), trace: 'none' })
  return 'issues' in found ? found.issues : []
}

/** As it stands, nothing of what was kept being taken. */
const toQuestion = (unfinished: Unfinished): Interview => ({
  ...unfinished,
  step: nextStep(unfinished, lookAt(unfinished)),
  removed: [],
})

/** Takes what was kept as long as its questions come, and takes out what can no longer be said. */
const advance = (from: Unfinished): Interview => {
  const removed: RemovedReply[] = []
  let { said, kept } = from
  for (;;) {
    const unfinished = { ...from, said, kept }
    const seen = lookAt(unfinished)
    const step = nextStep(unfinished, seen)
    const asked = step.kind === 'question' ? kept.find(one => one.fact === step.fact.name) : undefined
    if (asked === undefined) {
      removed.push(...kept.flatMap(one => removedFrom(unfinished, seen, step, one)))
      return { ...unfinished, kept: kept.filter(one => !removed.some(other => other.fact === one.fact)), step, removed }
    }
    kept = kept.filter(one => one !== asked)
    if (issuesOf({ ...unfinished, said: [...said, asked] }).length > 0)
      removed.push({ ...asked, because: 'contradicts' })
    else said = [...said, asked]
  }
}

/** An interview as its questions are chosen: what is known, and what is decided by it. */
interface Seen {
  readonly about: InterviewCase
  readonly decision: Decision
}

/** Whatever was said was found good when it was said, so a refusal is an error of ours. */
const lookAt = ({ rulebook, request, said }: Unfinished): Seen => {
  const about = createCase(rulebook, request, said)
  const decision = evaluate(rulebook, requestWith(request, said))
  if (!about.ok || 'issues' in decision) throw new Error('An interview went on with facts that are refused.')
  return { about: about.value, decision }
}

const nextStep = ({ goesOn }: Unfinished, { about, decision }: Seen): InterviewStep => {
  const choice = decision.status === 'determined' ? undefined : chooseQuestion(about, decision)
  if (choice !== undefined) {
    const { fact, ...rest } = choice
    return { kind: 'question', decision, fact: askedOf(about, fact), ...rest }
  }
  const details = listDetails(about, decision)
  const [first] = details
  if (first === undefined) return { kind: 'end', decision }
  if (goesOn) return { kind: 'question', decision, fact: askedOf(about, first), outlook: 'detail' }
  return { kind: 'offer', decision, found: whatWasFound(decision), openCount: details.length }
}

/** The fact as it is asked about: a question about some actions offers those alone, as it refuses all others. */
const askedOf = ({ rulebook, request }: InterviewCase, name: string): VocabularyFact => {
  const fact = rulebook.factsByName.get(name)!
  const proposes = rulebook.decisions.get(request.decision)?.proposes
  if (name !== proposedFact || proposes === undefined) return fact
  return { ...fact, values: fact.values!.filter(({ value }) => proposes.includes(value)) }
}

const whatWasFound = ({ answer, requirements }: Decision): 'not-met' | 'answer' | 'no-answer' => {
  if (answer === null) return 'no-answer'
  const isOpen = requirements.some(one => one.status === 'unknown' || one.applies === 'unknown')
  return isOpen && requirements.some(one => one.status === 'unmet' && one.applies === 'yes') ? 'not-met' : 'answer'
}

/** A reply that can no longer be said as things stand, with the reason; nothing if its question may still come. */
const removedFrom = (
  unfinished: Unfinished,
  { about, decision }: Seen,
  step: InterviewStep,
  one: SaidReply,
): readonly RemovedReply[] => {
  // It may be from an interview by other rules.
  if (!about.rulebook.factsByName.has(one.fact)) return [{ ...one, because: 'not-needed' }]
  if (makesSense(about, about.known, one.fact) === 0) return [{ ...one, because: 'makes-no-sense' }]
  if (issuesOf({ ...unfinished, said: [...unfinished.said, one] }).length > 0)
    return [{ ...one, because: 'contradicts' }]
  const open = listOpen(about, decision, false)
  const canStillCome = open.includes(one.fact) || inputsOf(about, one.fact).some(input => open.includes(input))
  return canStillCome && step.kind !== 'end' ? [] : [{ ...one, because: 'not-needed' }]
}
