import type { Condition, Scalar } from '@virtual-school/rules'
import type { DecisionRequest } from '@virtual-school/rules/internal'
import { int } from '../smt/terms.ts'
import { dayNumber } from './days.ts'
import { encodeQuestion } from './question.ts'
import type { DecisionQuestion, QuestionTerms } from './question-terms.ts'
import { type Codes, canBeGiven, type FactTerms, openCodes, valueTerm } from './request.ts'
import { openScript } from './script.ts'

/**
 * Encodes one request: the same terms as for any request, with every fact fixed, so that each folds to `true` or `false` and
 * no solver is needed.
 */
export const encodeCase = (
  question: DecisionQuestion,
  { asOf, facts }: Pick<DecisionRequest, 'asOf' | 'facts'>,
): QuestionTerms => {
  const codes = openCodes()
  const given = question.rulebook.facts
    .filter(canBeGiven)
    .map(({ name }) => [name, factTerms(codes, question, name, facts[name])] as const)
  const request = { rulebook: question.rulebook, asOf: int(dayNumber(asOf)), facts: new Map(given), total: 'false' }
  return encodeQuestion(openScript(), codes, question, request)
}

const factTerms = (
  codes: Codes,
  { rulebook }: DecisionQuestion,
  name: string,
  value: Scalar | null | undefined,
): FactTerms => {
  const fact = rulebook.factsByName.get(name)!
  if (value !== null && value !== undefined) return { known: 'true', value: valueTerm(codes, fact, value) }
  return { known: 'false', value: fact.type === 'boolean' ? 'false' : '0' }
}

/** Whether a condition is known to be true of a request. */
export const isTrueOf = (
  question: DecisionQuestion,
  request: Pick<DecisionRequest, 'asOf' | 'facts'>,
  condition: Condition,
): boolean => encodeCase(question, request).truthOf(condition).t === 'true'
