import { proposedFact } from '../../src/compile/decisions.ts'
import { truthIn, valueIn } from '../../src/evaluate/reference/truth.ts'
import { listTelling } from '../../src/evaluate/request/supplied.ts'
import {
  ageInYears,
  giveReply,
  type Interview,
  type InterviewReply,
  isOfCompulsorySchoolAge,
  type QuestionBearing,
  type Scalar,
  startInterview,
} from '../../src/index.ts'
import type { Decision, DecisionRequest, Rules } from '../../src/internal.ts'

/** What somebody says of a fact: a value, null if they do not know, undefined if they skip the question. */
export type Knows = (fact: string) => Scalar | null | undefined

/** Somebody who knows the facts of a request and what follows from them, and nothing else. */
export const knowsOf = (rules: Rules, { authority, asOf, facts }: DecisionRequest): Knows => {
  const { dateOfBirth: birth } = facts
  const known =
    typeof birth === 'string'
      ? { ageYears: ageInYears(birth, asOf), compulsorySchoolAge: isOfCompulsorySchoolAge(birth, asOf), ...facts }
      : facts
  // Who knows that a home would change knows what is proposed, too.
  const told = listTelling(rules.rulebook).find(one => known[one.name] === one.value)
  const all = told === undefined ? known : { [proposedFact]: told.proposed, ...known }
  return fact => (rules.rulebook.factsByName.has(fact) ? (valueIn(rules.rulebook, all, fact, authority) ?? null) : null)
}

export const replyOf = (knows: Knows, fact: string): InterviewReply => {
  const value = knows(fact)
  if (value === undefined) return { kind: 'skip' }
  return value === null ? { kind: 'not-known' } : { kind: 'answer', value }
}

/** A question of an interview, as it stood when it was put. */
export interface Asked {
  readonly fact: string
  readonly at: Interview
}

/** The interview until its answer stands or nothing could settle it. A reply that cannot be is taken back: “I do not know”. */
export const interviewOf = (
  rules: Rules,
  request: DecisionRequest,
  knows: Knows,
): { readonly asked: readonly Asked[]; readonly end: Interview } => {
  const begun = startInterview(rules, request)
  if ('issues' in begun) throw new Error(JSON.stringify(begun.issues))
  const asked: Asked[] = []
  let at: Interview = begun
  while (at.step.kind === 'question') {
    const { name } = at.step.fact
    asked.push({ fact: name, at })
    at = replied(at, replyOf(knows, name))
  }
  return { asked, end: at }
}

export const replied = (at: Interview, reply: InterviewReply): Interview => {
  const taken = giveReply(at, reply)
  const next = 'issues' in taken ? giveReply(at, { kind: 'not-known' }) : taken
  if ('issues' in next) throw new Error(JSON.stringify(next.issues))
  return next
}

export const decisionOf = ({ step }: Interview): Decision => step.decision

/** The request as it is known at a question. */
export const requestAt = ({ request, said }: Interview): DecisionRequest => {
  const facts: Record<string, Scalar | null> = { ...request.facts }
  for (const { fact, reply } of said)
    if (reply.kind !== 'skip') facts[fact] = reply.kind === 'answer' ? reply.value : null
  return { ...request, facts }
}

/** What is wrong with the proof that a question can change the answer; nothing if it holds. */
export const faultOfBearing = (rules: Rules, { fact, at }: Asked): string | undefined => {
  const bearing: QuestionBearing | undefined = at.step.kind === 'question' ? at.step.bearing : undefined
  if (bearing === undefined) return `${fact}: no proof`
  const known = requestAt(at)
  const unknown = [fact, ...Object.keys(bearing.facts)]
  if (unknown.some(name => known.facts[name] != null) || fact in bearing.facts) return `${fact}: supposes what is known`
  const answerWith = (more: DecisionRequest['facts']) => {
    const found = rules.answer({ ...known, facts: { ...known.facts, ...bearing.facts, ...more } })
    return 'issues' in found ? 'refused' : found.answer
  }
  const [first, second = null] = bearing.values
  const [answer, other] = [answerWith({ [fact]: first }), answerWith(second === null ? {} : { [fact]: second })]
  if (answer === null || answer === 'refused' || other === 'refused') return `${fact}: settles nothing`
  return answer === other ? `${fact}: makes no difference` : undefined
}

/** As version 1.0 asked: the first fact that is missing for the answer, those last that make no sense to ask. Any version’s library can be driven so. */
export const askedBefore = (
  rules: Rules,
  request: DecisionRequest,
  knows: Knows,
): { readonly asked: readonly string[]; readonly answer: string | null } => {
  const facts: Record<string, Scalar | null> = {}
  const asked: string[] = []
  for (;;) {
    const decision = rules.evaluate({ ...request, facts, trace: 'full' })
    if ('issues' in decision) throw new Error(JSON.stringify(decision.issues))
    const open = decision.missing.filter(one => one.for === 'answer' && one.state === 'not-asked').map(one => one.fact)
    const seen = Object.entries(decision.trace?.facts ?? {}).map(([fact, { value }]) => [fact, value] as const)
    const known = { ...Object.fromEntries(seen), ...facts }
    const makesNoSense = (fact: string): boolean => {
      const when = rules.rulebook.factsByName.get(fact)!.relevantWhen
      return when !== undefined && truthIn(rules.rulebook, known, when) === 0
    }
    const next = open.find(fact => !makesNoSense(fact)) ?? open[0]
    if (decision.status === 'determined' || next === undefined) return { asked, answer: decision.answer }
    asked.push(next)
    const value = knows(next) ?? null
    const isRefused = 'issues' in rules.evaluate({ ...request, facts: { ...facts, [next]: value }, trace: 'none' })
    facts[next] = isRefused ? null : value
  }
}
