import type { Scalar } from '@virtual-school/rules'
import { and, notTerm, type Term } from '../smt/terms.ts'
import type { Problem } from './problem.ts'

/** That a fact is known. */
export const isKnown = ({ request }: Problem, fact: string): Term => request.facts.get(fact)!.known

/** That a fact has one of the values; meaningful only for a fact that is given. */
export const isOneOf = ({ question }: Problem, fact: string, values: readonly Scalar[]): Term =>
  question.truthOf({ fact, operator: 'in', value: values }).t

/**
 * That the answer is given and determined. Narrowing by cases seldom determines what Kleene’s logic leaves open; if it is proved
 * that it does not here, the much shorter term says the same.
 */
export const gives = async (problem: Problem, answer: string): Promise<Term> => {
  const exact = problem.question.exact().get(answer)!.determined
  const kleene = kleeneTruth(problem, answer)
  const { kind } = await problem.find([exact, notTerm(kleene)])
  return kind === 'none' ? kleene : exact
}

const kleeneTruth = ({ question }: Problem, answer: string): Term =>
  question.answers.find(one => one.id === answer)!.truth.t

/** That the answer is given once every fact is known. */
export const wouldGive = (problem: Problem, answer: string): Term =>
  and(problem.open.total, kleeneTruth(problem, answer))

/** That at most `count` of the terms are true. */
export const atMostHold = (count: number, terms: readonly Term[]): Term => {
  const open = terms.filter(one => one !== 'false')
  if (open.length <= count) return 'true'
  return count === 0 ? and(...open.map(notTerm)) : `((_ at-most ${count}) ${open.join(' ')})`
}
