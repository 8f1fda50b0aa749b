import type { DecisionRequest, Scalar, VocabularyFact } from '@virtual-school/rules'
import { encodeQuestion } from './encode/question.ts'
import type { Question, QuestionTerms } from './encode/question-terms.ts'
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
import { readAll, type SExpression } from './smt/s-expression.ts'
import type { Term } from './smt/terms.ts'
import { openSolver, type Solver } from './solver/solver.ts'

/** Whether something can be so: a case was found, it is proved that there is none, or time ran out. */
export type Asked = 'found' | 'none' | 'undecided'
export type Found<T> = { readonly kind: 'found'; readonly found: T } | { readonly kind: 'none' | 'undecided' }
/** What a model makes of a request. */
export type Case = Required<Pick<DecisionRequest, 'asOf' | 'facts'>>

export interface SessionOptions {
  /** How long one question to the solver may take; then it is undecided. */
  readonly timeoutMs?: number
}

/** One solver, and the requests and questions that it was told of. */
export interface Session {
  /** Any request to these rules; what is asked of it later fixes it. */
  readonly request: (rulebook: Question['rulebook'], prefix: string) => RequestTerms
  readonly question: (question: Question, request: RequestTerms) => QuestionTerms
  /** The term of a value of a fact. */
  readonly value: (fact: VocabularyFact, value: Scalar) => Term
  /** A short name for a term that is used often. */
  readonly name: (term: Term) => Term
  /** What holds from here on, or until the end of `within`. */
  readonly add: (term: Term) => void
  readonly within: <T>(work: () => Promise<T>) => Promise<T>
  /** Whether all of the terms can be so together. */
  readonly ask: (terms: readonly Term[]) => Promise<Asked>
  /** Many questions at once: far quicker than one by one. */
  readonly askAll: (questions: readonly (readonly Term[])[]) => Promise<readonly Asked[]>
  /** As `ask`, with the requests that make it so, one for each of `requests`. */
  readonly find: (terms: readonly Term[], ...requests: readonly RequestTerms[]) => Promise<Found<readonly Case[]>>
  readonly close: () => Promise<void>
}

const defaultTimeoutMs = 10_000

export const openSession = async ({ timeoutMs = defaultTimeoutMs }: SessionOptions = {}): Promise<Session> => {
  const solver = await openSolver()
  const script = openScript()
  const codes = openCodes()
  await solver.run(`(set-option :timeout ${timeoutMs})`)
  const scope = openScope(script)
  const run = runner(solver, script)
  const askAll: Session['askAll'] = async questions => {
    const printed = await run(questions.map(terms => checked([...scope.terms(), ...terms], '')).join('\n'))
    return printed.filter(isVerdict).map(verdictOf)
  }
  const find: Session['find'] = async (terms, ...requests) => {
    const wanted = requests.flatMap(modelTerms)
    const printed = await run(checked([...scope.terms(), ...terms], `(get-value (${wanted.join(' ')}))`))
    const asked = verdictOf(printed.find(isVerdict)!)
    return asked === 'found' ? { kind: asked, found: casesFrom(codes, requests, printed.at(-1)!) } : { kind: asked }
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

/** What holds for a while. The solver’s own scopes would also forget the names that were written within them. */
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

/** Tells the solver what was written since, runs the commands, and reads what they print. */
const runner =
  (solver: Solver, script: Script) =>
  async (commands: string): Promise<readonly SExpression[]> => {
    const printed = readAll(await solver.run(`${script.take()}\n${commands}`))
    const wrong = printed.find(one => Array.isArray(one) && one[0] === 'error' && !isHarmless(String(one[1])))
    if (wrong !== undefined) throw new Error(`The solver did not understand: ${String(wrong)}`)
    return printed
  }

const casesFrom = (codes: Codes, requests: readonly RequestTerms[], printed: SExpression): readonly Case[] => {
  const values = (printed as readonly (readonly SExpression[])[]).map(one => one[1]!)
  let next = 0
  return requests.map(one => {
    const from = next
    next += modelTerms(one).length
    return requestFrom(codes, one, values.slice(from, next))
  })
}

const checked = (terms: readonly Term[], then: string): string =>
  `(push)${terms.map(term => `(assert ${term})`).join('')}(check-sat)${then}(pop)`

const isVerdict = (one: SExpression): boolean => one === 'sat' || one === 'unsat' || one === 'unknown'
const verdictOf = (one: SExpression): Asked => (one === 'sat' ? 'found' : one === 'unsat' ? 'none' : 'undecided')

/** Where there is no model the solver says so, besides saying `unsat`. */
const isHarmless = (message: string): boolean => /model is not available|canceled|timeout/.test(message)
