import type { Authority, DecisionDefinition } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import type { QuestionTerms } from '../encode/question-terms.ts'
import type { Session } from '../session.ts'
import { listRulesOnDecision } from './scope.ts'
import { followRules, noUsage, type Usage } from './usage.ts'

/** One decision of one authority, put to a solver. */
export interface Inquiry {
  readonly rules: Rules
  readonly authority: Authority
  readonly decision: DecisionDefinition
  readonly isNation: boolean
  readonly session: Session
  readonly question: QuestionTerms
  /** What the authority’s own rules on the decision read. */
  readonly own: Usage
}

/** Encodes one decision of one authority in the session. */
export const openInquiry = (
  rules: Rules,
  authority: Authority,
  decision: DecisionDefinition,
  session: Session,
): Inquiry => {
  const { rulebook } = rules
  const own = noUsage()
  followRules(rulebook, authority, listRulesOnDecision(authority, decision.id), own)
  const request = session.request(rulebook, 'a')
  const question = session.question({ rulebook, authority, decision }, request)
  return { rules, authority, decision, isNation: authority.id === rulebook.national, session, question, own }
}
