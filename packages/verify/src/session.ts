import type { Scalar, VocabularyFact } from '@virtual-school/rules'
import type { DecisionRequest } from '@virtual-school/rules/internal'
import { encodeQuestion } from './encode/question.ts'
import type { DecisionQuestion, QuestionTerms } from './encode/question-terms.ts'
import { type Codes, modelTerms, openCodes, type RequestTerms, requestFrom, valueTerm } from './encode/request.ts'
import { openScript, type Script } from './encode/script.ts'
import { openRequest } from './encode/total.ts'
import type { SExpression } from './smt/s-expression.ts'
import { and, type Term } from './smt/terms.ts'
import { openQuestions, type SolverAnswer } from './solver/questions.ts'
import { openSolver } from './solver/solver.ts'

/** As `SolverAnswer`, with what was found. */
export type Found<T> = { readonly kind: 'found'; readonly found: T } | { readonly kind: 'none' | 'undecided' }
/** A request as the solver found it. */
export type FoundCase = Required<Pick<DecisionRequest, 'asOf' | 'facts'>>

/** How far one question may go. */
export interface SessionOptions {
  /**
   * How far one question to the solver may go, in milliseconds of an idle machine; then it is undecided. The solver’s own steps are
   * counted, no clock: the same question ends in the same way on any machine, however busy. Absent: 10,000.
   */
  readonly timeoutMs?: number | undefined
}

/** How far a check or a proof is: which authority and decision come next, and how many questions are done. */
export interface CheckProgress {
  readonly authority: string
  readonly decision: string
  readonly done: number
  readonly total: number
}

/** One solver, and the requests and questions that were stated to it. */
export interface Session {
  /** Any request to these rules. `prefix` keeps its names apart from those of other requests. */
  readonly request: (rulebook: DecisionQuestion['rulebook'], prefix: string) => RequestTerms
  /** What a decision can say of the request, as terms. */
  readonly question: (question: DecisionQuestion, request: RequestTerms) => QuestionTerms
  /** The term of a value of a fact. */
  readonly value: (fact: VocabularyFact, value: Scalar) => Term
  /** A short name for a term that is used often. */
  readonly name: (term: Term) => Term
  /** Assumes the term from here on, or until the end of `within`. */
  readonly add: (term: Term) => void
  /** Does some work; what is assumed in it ends with it. */
  readonly within: <T>(work: () => Promise<T>) => Promise<T>
  /** Whether all of the terms can be true together. */
  readonly ask: (terms: readonly Term[]) => Promise<SolverAnswer>
  /** Many questions at once: far quicker than one by one. */
  readonly askAll: (questions: readonly (readonly Term[])[]) => Promise<readonly SolverAnswer[]>
  /** As `ask`, with a case for each of `requests`. */
  readonly find: (terms: readonly Term[], ...requests: readonly RequestTerms[]) => Promise<Found<readonly FoundCase[]>>
  /** How far all questions together went, in milliseconds of an idle machine, counted in steps as `timeoutMs` is. */
  readonly spentMs: () => number
  readonly close: () => Promise<void>
}

const defaultTimeoutMs = 10_000

/** Opens a session with its own solver. */
export const openSession = async ({ timeoutMs = defaultTimeoutMs }: SessionOptions = {}): Promise<Session> => {
  const solver = await openSolver()
  const script = openScript()
  const codes = openCodes()
  const scope = openScope(script)
  const asked = (terms: readonly Term[]): Term => script.name(and(...scope.terms(), ...terms))
  const questions = openQuestions(solver, script.take, timeoutMs)
  const askAll: Session['askAll'] = async many => {
    const answers = await questions.ask(many.map(terms => ({ term: asked(terms) })))
    return answers.map(one => one.asked)
  }
  const find: Session['find'] = async (terms, ...requests) => {
    const [answer] = await questions.ask([{ term: asked(terms), wanted: requests.flatMap(modelTerms) }])
    const { asked: kind, values } = answer!
    return kind === 'found' ? { kind, found: casesFrom(codes, requests, values!) } : { kind }
  }
  return {
    request: (rulebook, prefix) => openRequest(script, codes, rulebook, prefix),
    question: (question, request) => encodeQuestion(script, codes, question, request),
    value: (fact, value) => valueTerm(codes, fact, value),
    name: script.name,
    add: scope.add,
    within: scope.within,
    ask: async terms => (await askAll([terms]))[0]!,
    askAll,
    find,
    spentMs: questions.spentMs,
    close: solver.close,
  }
}

/** A session for as long as the work takes, closed however it ends. */
export const inSession = async <T>(options: SessionOptions, work: (session: Session) => Promise<T>): Promise<T> => {
  const session = await openSession(options)
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

/** Keeps Z3 loaded while the work lasts: it takes time to load, and is unloaded with the last session. */
export const withZ3Loaded = <T>(work: () => Promise<T>): Promise<T> => inSession({}, work)

/** What is assumed for a while. The solver’s own scopes would also forget the names that were stated within them. */
const openScope = (script: Script) => {
  let terms: readonly Term[] = []
  let isWithin = false
  return {
    terms: () => terms,
    add: (term: Term): void => {
      if (isWithin) terms = [...terms, term]
      else script.assert(term)
    },
    within: async <T>(work: () => Promise<T>): Promise<T> => {
      const before = { terms, isWithin }
      isWithin = true
      try {
        return await work()
      } finally {
        terms = before.terms
        isWithin = before.isWithin
      }
    },
  }
}

const casesFrom = (codes: Codes, requests: readonly RequestTerms[], printed: SExpression): readonly FoundCase[] => {
  const values = (printed as readonly (readonly SExpression[])[]).map(one => one[1]!)
  let next = 0
  return requests.map(one => {
    const from = next
    next += modelTerms(one).length
    return requestFrom(codes, one, values.slice(from, next))
  })
}
