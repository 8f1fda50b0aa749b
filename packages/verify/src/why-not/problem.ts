import type { DecisionRequest, Scalar, VocabularyFact } from '@virtual-school/rules'
import { dayNumber } from '../encode/days.ts'
import type { QuestionTerms } from '../encode/question.ts'
import type { RequestTerms } from '../encode/request.ts'
import type { Session } from '../session.ts'
import { and, equal, implies, int, not, type Term } from '../smt/terms.ts'
import type { Start } from './start.ts'

/** The question put to the solver: any facts at all, on the day that is asked about. */
export interface Problem {
  readonly start: Start
  readonly session: Session
  readonly request: RequestTerms
  readonly question: QuestionTerms
  /** Facts that a request can give, in vocabulary order. */
  readonly facts: readonly VocabularyFact[]
  /** One request in which all of these hold; `undecided` also where time is up. */
  readonly find: (terms: readonly Term[]) => Promise<Found>
}

export type Found =
  | { readonly kind: 'found'; readonly facts: DecisionRequest['facts'] }
  | { readonly kind: 'none' }
  | { readonly kind: 'undecided' }

/** Poses the question in a session; `isOver` says when nothing more may be asked. */
export const problemOf = (start: Start, session: Session, isOver: () => boolean): Problem => {
  const { rulebook } = start.rules
  const request = session.request(rulebook, 'r')
  const authority = rulebook.authorities.get(start.request.authority)!
  const question = session.question({ rulebook, authority, decision: start.decision }, request)
  session.add(equal(request.asOf, int(dayNumber(start.request.asOf))))
  session.add(question.consistent)
  const facts = rulebook.facts.filter(fact => request.facts.has(fact.name))
  for (const fact of facts.filter(one => start.fitting.includes(one.name))) session.add(fitsDerivation(question, fact))
  return {
    start,
    session,
    request,
    question,
    facts,
    find: async terms => {
      if (isOver()) return { kind: 'undecided' }
      const found = await session.find(terms, request)
      return found.kind === 'found' ? { kind: 'found', facts: found.found[0]!.facts } : found
    },
  }
}

export const isKnown = ({ request }: Problem, fact: string): Term => request.facts.get(fact)!.known

/** Means what it says only of a fact that is given. */
export const isOneOf = ({ question }: Pick<Problem, 'question'>, fact: string, values: readonly Scalar[]): Term =>
  question.truthOf({ fact, operator: 'in', value: values }).t

export const gives = ({ question }: Problem, answer: string): Term => question.exact().get(answer)!.determined

/** That the answer comes out so once every fact is known. */
export const wouldGive = ({ question, request }: Problem, answer: string): Term =>
  and(request.total, question.answers.find(one => one.id === answer)!.truth.t)

/** Nobody gives, beside the facts from which it follows, a value that does not follow from them. */
const fitsDerivation = (question: QuestionTerms, { name, derived }: VocabularyFact): Term => {
  const { known } = question.request.facts.get(name)!
  const { from, cases = [] } = derived ?? {}
  const is = (value: Scalar): Term => question.truthOf({ fact: name, operator: 'equal', value }).t
  const parts = cases.map(one => implies(question.truthOf(one.when).t, is(one.value)))
  if (from !== undefined) {
    const { t, f } = question.truthOf(from)
    parts.push(implies(t, is(true)), implies(f, is(false)))
  }
  return implies(known, and(...parts))
}

export const atMostOf = (count: number, terms: readonly Term[]): Term => {
  if (terms.length <= count) return 'true'
  return count === 0 ? and(...terms.map(not)) : `((_ at-most ${count}) ${terms.join(' ')})`
}
