import type { DecisionRequest, Scalar, VocabularyFact } from '@virtual-school/rules'
import { encodeQuestion } from './encode/question.ts'
import type { DecisionQuestion, QuestionTerms } from './encode/question-terms.ts'
import {
  type Codes,
  declareRequest,
  modelTerms,
  openCodes,
  type RequestTerms,
  requestFrom,
  valueTerm,
} from './encode/request.ts'
import { openScript, type Script } from './encode/script.ts'
import { parseAll, type SExpression } from './smt/s-expression.ts'
import { and, type Term } from './smt/terms.ts'
import { openSolver, type Solver } from './solver/solver.ts'

/** Whether something can be so: a case was found, it is proved that there is none, or time ran out. */
export type SolverAnswer = 'found' | 'none' | 'undecided'
/** As `Asked`, with what was found. */
export type Found<T> = { readonly kind: 'found'; readonly found: T } | { readonly kind: 'none' | 'undecided' }
/** A request as the solver found it. */
export type FoundCase = Required<Pick<DecisionRequest, 'asOf' | 'facts'>>

/** How far one question may go. */
export interface SessionOptions {
  /** How long one question to the solver may take; then it is undecided. */
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
  const run = runner(solver, script, timeoutMs)
  const askAll: Session['askAll'] = async questions => {
    const printed = await run(questions.map(terms => checked(asked(terms), '')).join('\n'))
    return answersIn(printed, questions.length).map(verdictOf)
  }
  const find: Session['find'] = async (terms, ...requests) => {
    const wanted = requests.flatMap(modelTerms)
    const printed = await run(checked(asked(terms), `(get-value (${wanted.join(' ')}))`))
    const [answer] = answersIn(printed, 1)
    const kind = verdictOf(answer!)
    return kind === 'found' ? { kind, found: casesFrom(codes, requests, answer!.at(-1)!) } : { kind }
  }
  return {
    request: (rulebook, prefix) => declareRequest(script, codes, rulebook, prefix),
    question: (question, request) => encodeQuestion(script, codes, question, request),
    value: (fact, value) => valueTerm(codes, fact, value),
    name: script.name,
    add: scope.add,
    within: scope.within,
    ask: async terms => (await askAll([terms]))[0]!,
    askAll,
    find,
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

/**
 * States to the solver what was written since the last time, asks, and reads what it prints. Time runs for the questions alone: a statement that
 * was broken off would be missing from all that follows.
 */
const runner =
  (solver: Solver, script: Script, timeoutMs: number) =>
  async (questions: string): Promise<readonly SExpression[]> => {
    const complaint = await solver.run(script.take())
    if (complaint.trim() !== '') throw new Error(`The solver did not understand: ${complaint}`)
    return parseAll(await solver.run(`${timeLimit(timeoutMs)}\n${questions}\n${timeLimit(noLimitMs)}`))
  }

const noLimitMs = 4_294_967_295
const timeLimit = (ms: number): string => `(set-option :timeout ${ms})`

const casesFrom = (codes: Codes, requests: readonly RequestTerms[], printed: SExpression): readonly FoundCase[] => {
  const values = (printed as readonly (readonly SExpression[])[]).map(one => one[1]!)
  let next = 0
  return requests.map(one => {
    const from = next
    next += modelTerms(one).length
    return requestFrom(codes, one, values.slice(from, next))
  })
}

/** What stands before the answer to each question, so that none is taken for another’s. */
const mark = 'question'

/**
 * One question, as an assumption: it leaves nothing behind. Scopes of the solver (`push`) would, if one is broken off
 * by the clock: what was stated in it would stand for good, and all that follows would seem proved.
 */
const checked = (term: Term, then: string): string => `(echo "${mark}")(check-sat-assuming (${term}))${then}`

/** What was printed after each mark. */
const answersIn = (printed: readonly SExpression[], count: number): readonly (readonly SExpression[])[] => {
  const marks = printed.flatMap((one, i) => (one === mark ? [i] : []))
  if (marks.length !== count) throw new Error(`The solver answered ${marks.length} of ${count} questions.`)
  return marks.map((at, i) => printed.slice(at + 1, marks[i + 1]))
}

/** A question that was broken off anywhere is undecided, whatever else was printed. */
const verdictOf = (answer: readonly SExpression[]): SolverAnswer => {
  const errors = answer.flatMap(one => (Array.isArray(one) && one[0] === 'error' ? [String(one[1])] : []))
  const wrong = errors.find(one => !isWithoutModel(one) && !isBrokenOff(one))
  if (wrong !== undefined) throw new Error(`The solver did not understand: ${wrong}`)
  if (errors.some(isBrokenOff)) return 'undecided'
  return answer[0] === 'sat' ? 'found' : answer[0] === 'unsat' ? 'none' : 'undecided'
}

/** Beside `unsat` the solver says that there is no model. */
const isWithoutModel = (message: string): boolean => message.includes('model is not available')
const isBrokenOff = (message: string): boolean => /canceled|timeout/.test(message)
