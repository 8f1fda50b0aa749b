import type { Scalar, VocabularyFact } from '@virtual-school/rules'
import type { DecisionRequest } from '@virtual-school/rules/internal'
import { dayNumber } from '../encode/days.ts'
import type { QuestionTerms } from '../encode/question-terms.ts'
import type { FactTerms, RequestTerms } from '../encode/request.ts'
import type { Session } from '../session.ts'
import { and, implies, int, type Term } from '../smt/terms.ts'
import type { Start } from './start.ts'

/** A search for an answer’s causes and alternatives, with the solver to ask. */
export interface Search {
  readonly start: Start
  readonly session: Session
  /** Any request. */
  readonly open: RequestTerms
  /** Facts that a request can give, in vocabulary order. */
  readonly facts: readonly VocabularyFact[]
  /** Whether time is up. */
  readonly isOver: () => boolean
}

/** A question for the solver, about facts of which some are fixed. */
export interface Problem extends Search {
  readonly request: RequestTerms
  readonly question: QuestionTerms
  /** Finds a request in which all terms are true; `undecided` also if time is up. */
  readonly find: (terms: readonly Term[]) => Promise<Found>
}

/** The facts of a request that the solver found, if there is one. */
export type Found =
  | { readonly kind: 'found'; readonly facts: DecisionRequest['facts'] }
  | { readonly kind: 'none' }
  | { readonly kind: 'undecided' }

/**
 * What may become of a fact. `fixed`: as given, known or not. `may-be-unknown`: as given, or not known. `may-change`: another
 * value. `may-be-anything`: known or not, whatever its value.
 */
export type Leeway = 'fixed' | 'may-be-unknown' | 'may-change' | 'may-be-anything'

/** Opens a search in a session. */
export const openSearch = (start: Start, session: Session, isOver: () => boolean): Search => {
  const open = session.request(start.rules.rulebook, 'r')
  const facts = start.rules.rulebook.facts.filter(fact => open.facts.has(fact.name))
  return { start, session, open, facts, isOver }
}

/** Works on the question with that leeway for each fact. Fixed facts stand in the terms as they are, which makes the terms short. */
export const within = <T>(
  search: Search,
  leewayOf: (fact: VocabularyFact) => Leeway,
  work: (problem: Problem) => Promise<T>,
): Promise<T> =>
  search.session.within(() => {
    const { start, session, open, facts } = search
    const terms = facts.map((fact): [string, FactTerms] => [fact.name, factTerms(search, fact, leewayOf(fact))])
    const request = { ...open, asOf: int(dayNumber(start.request.asOf)), facts: new Map(terms) }
    const { rulebook } = start.rules
    const authority = rulebook.authorities.get(start.request.authority)!
    const question = session.question({ rulebook, authority, decision: start.decision }, request)
    session.add(question.consistent)
    for (const fact of facts.filter(one => start.fitting.includes(one.name)))
      session.add(fitsDerivation(question, fact))
    return work({ ...search, request, question, find: terms => find(search, request, terms) })
  })

const factTerms = ({ start, session, open }: Search, fact: VocabularyFact, leeway: Leeway): FactTerms => {
  const value = start.given.get(fact.name)
  const free = open.facts.get(fact.name)!
  const fixed = value === undefined ? free.value : session.value(fact, value)
  const isGiven = String(value !== undefined)
  switch (leeway) {
    case 'fixed':
      return { known: isGiven, value: fixed }
    case 'may-be-unknown':
      return { known: value === undefined ? 'false' : free.known, value: fixed }
    case 'may-change':
      return { known: value === undefined ? free.known : 'true', value: free.value }
    case 'may-be-anything':
      return free
  }
}

const find = async ({ session, isOver }: Search, request: RequestTerms, terms: readonly Term[]): Promise<Found> => {
  if (isOver()) return { kind: 'undecided' }
  const found = await session.find(terms, request)
  return found.kind === 'found' ? { kind: 'found', facts: found.found[0]!.facts } : { kind: found.kind }
}

/** That a fact is not given a value other than the one that follows from other given facts. */
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
