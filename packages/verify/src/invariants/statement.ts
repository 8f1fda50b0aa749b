import type { Invariant } from '@virtual-school/rules'
import { dayNumber } from '../encode/days.ts'
import { isTrueOf } from '../encode/encode-case.ts'
import type { DecisionQuestion } from '../encode/question-terms.ts'
import type { RequestTerms } from '../encode/request.ts'
import { atMost, int, notTerm, type Term } from '../smt/terms.ts'
import type { Decide, InvariantClaim } from './claim.ts'
import { hasOutcome, isWhile, outcomeInWords, outcomeTerm, whileTerm } from './outcome.ts'

type Statement = Extract<Invariant, { kind: 'never' | 'always' }>

/** That the day is one of those for which an invariant is stated. */
export const onItsDays = ({ firstDay, lastDay }: Invariant, { asOf }: RequestTerms): readonly Term[] => [
  ...(firstDay === null ? [] : [atMost(int(dayNumber(firstDay)), asOf)]),
  ...(lastDay === null ? [] : [atMost(asOf, int(dayNumber(lastDay)))]),
]
/** Whether a day is one of those for which an invariant is stated. */
export const isOnItsDays = ({ firstDay, lastDay }: Invariant, asOf: string): boolean =>
  (firstDay === null || firstDay <= asOf) && (lastDay === null || asOf <= lastDay)

/** Claims “never” or “always”: if `when` is known to be true, and `unless` is not, the outcome is never reached, or always. */
export const statementClaim = (invariant: Statement, question: DecisionQuestion, decide: Decide): InvariantClaim => {
  const { kind, when, unless, outcome, while: given } = invariant
  return {
    invariant,
    question,
    breach: terms => {
      const request = terms.request('r')
      const asked = terms.question(question, 'r')
      const reached = outcomeTerm(asked, outcome)
      return {
        is: [
          asked.consistent,
          ...onItsDays(invariant, request),
          asked.truthOf(when).t,
          ...(unless === undefined ? [] : [notTerm(asked.truthOf(unless).t)]),
          ...(given === undefined ? [] : [whileTerm(asked, given)]),
          kind === 'never' ? reached : notTerm(reached),
        ],
        requests: [request],
      }
    },
    isBreach: (...[found]) => {
      const decision = decide(found!)
      return (
        decision !== undefined &&
        isOnItsDays(invariant, found!.asOf) &&
        hasOutcome(decision, outcome) === (kind === 'never') &&
        (given === undefined || isWhile(decision, given)) &&
        isTrueOf(question, found!, when) &&
        (unless === undefined || !isTrueOf(question, found!, unless))
      )
    },
    inWords: () =>
      kind === 'never' ? `Yet ${outcomeInWords(outcome)}.` : `Yet it is not so that ${outcomeInWords(outcome)}.`,
  }
}
