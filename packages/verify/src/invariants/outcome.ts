import type { Invariant, Outcome } from '@virtual-school/rules'
import type { Decision, RequirementFinding } from '@virtual-school/rules/internal'
import type { QuestionTerms, RequirementTerms } from '../encode/question-terms.ts'
import { and, notTerm, or, type Term } from '../smt/terms.ts'

type Status = RequirementFinding['status']
type While = NonNullable<Extract<Invariant, { kind: 'never' | 'always' }>['while']>

const statusTerm = ({ test }: RequirementTerms, status: Status): Term =>
  ({ met: test.t, unmet: test.f, unknown: and(notTerm(test.t), notTerm(test.f)) })[status]

/** That a request comes to an outcome. */
export const outcomeTerm = (terms: QuestionTerms, outcome: Outcome): Term => {
  if ('answer' in outcome) return terms.exact().get(outcome.answer)!.determined
  if ('requirement' in outcome) {
    const found = terms.requirements.filter(one => one.id === outcome.requirement)
    return or(...found.map(one => and(one.applies.t, outcome.status ? statusTerm(one, outcome.status) : 'true')))
  }
  if ('deadline' in outcome)
    return or(...terms.deadlines.filter(one => one.event.action === outcome.deadline).map(one => one.applies.t))
  return or(
    ...terms.items
      .filter(one => one.list === outcome.list && one.item === outcome.item && (outcome.verb ?? one.verb) === one.verb)
      .map(one => one.applies.t),
  )
}

/** Whether a decision came to an outcome. */
export const hasOutcome = (decision: Decision, outcome: Outcome): boolean => {
  if ('answer' in outcome) return decision.answer === outcome.answer
  if ('requirement' in outcome)
    return decision.requirements.some(
      one => one.id === outcome.requirement && one.applies === 'yes' && (outcome.status ?? one.status) === one.status,
    )
  if ('deadline' in outcome)
    return decision.deadlines.some(one => one.action === outcome.deadline && one.status === 'applies')
  return (decision.lists[outcome.list] ?? []).some(
    one => one.item === outcome.item && one.status === 'applies' && (outcome.verb ?? one.verb) === one.verb,
  )
}

const isMeant = ({ requirement }: While, id: string): boolean => requirement === 'any' || requirement === id

/** That a requirement applies and has one of the statuses. */
export const whileTerm = (terms: QuestionTerms, given: While): Term =>
  or(
    ...terms.requirements
      .filter(one => isMeant(given, one.id))
      .map(one => and(one.applies.t, or(...given.status.map(status => statusTerm(one, status))))),
  )

/** Whether a requirement applies and has one of the statuses. */
export const isWhile = ({ requirements }: Decision, given: While): boolean =>
  requirements.some(one => isMeant(given, one.id) && one.applies === 'yes' && given.status.includes(one.status))

/** “the answer is permitted”, “the requirement parent-agreement applies”. */
export const outcomeInWords = (outcome: Outcome): string => {
  if ('answer' in outcome) return `the answer is ${outcome.answer}`
  if ('requirement' in outcome)
    return `the requirement ${outcome.requirement} applies${outcome.status ? ` and is ${outcome.status}` : ''}`
  if ('deadline' in outcome) return `the deadline ${outcome.deadline} applies`
  return `${outcome.item} stands in ${outcome.list}${outcome.verb ? ` to ${outcome.verb}` : ''}`
}
