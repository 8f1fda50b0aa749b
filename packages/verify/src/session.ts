import type { DecisionRequest } from '@virtual-school/rules'
import { encodeQuestion, type Question, type QuestionTerms } from './encode/question.ts'
import { declareRequest, modelTerms, openCodes, type RequestTerms, requestFrom } from './encode/request.ts'
import { openScript } from './encode/script.ts'
import { readAll, type SExpression } from './smt/s-expression.ts'
import type { Term } from './smt/terms.ts'
import { openSolver } from './solver/solver.ts'

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
  // The solver’s own scopes would also forget the names that were written within them.
  let scope: readonly Term[] = []
  let isWithin = false
  const run = async (commands: string): Promise<readonly SExpression[]> => {
    const told = script.take()
    const printed = readAll(await solver.run(`${told}\n${commands}`))
    const wrong = printed.find(one => Array.isArray(one) && one[0] === 'error' && !isHarmless(String(one[1])))
    if (wrong !== undefined) throw new Error(`The solver did not understand: ${String(wrong)}`)
    return printed
  }
  const askAll = async (questions: readonly (readonly Term[])[]): Promise<readonly Asked[]> => {
    const printed = await run(questions.map(terms => checked([...scope, ...terms], '')).join('\n'))
    return printed.filter(isVerdict).map(verdictOf)
  }
  const find: Session['find'] = async (terms, ...requests) => {
    const wanted = requests.flatMap(modelTerms)
    const printed = await run(checked([...scope, ...terms], `(get-value (${wanted.join(' ')}))`))
    const asked = verdictOf(printed.find(isVerdict)!)
    if (asked !== 'found') return { kind: asked }
    const values = (printed.at(-1) as readonly (readonly SExpression[])[]).map(one => one[1]!)
    let next = 0
    const found = requests.map(one => {
      const from = next
      next += modelTerms(one).length
      return requestFrom(codes, one, values.slice(from, next))
    })
    return { kind: 'found', found }
  }
  return {
    request: (rulebook, prefix) => declareRequest(script, codes, rulebook, prefix),
    question: (question, request) => encodeQuestion(script, codes, question, request),
    name: script.name,
    add: term => {
      if (isWithin) scope = [...scope, term]
      else script.assert(term)
    },
    within: async work => {
      const before = { scope, isWithin }
      isWithin = true
      try {
        return await work()
      } finally {
        ;({ scope, isWithin } = before)
      }
    },
    ask: async terms => (await askAll([terms]))[0]!,
    askAll,
    find,
    close: solver.close,
  }
}

const checked = (terms: readonly Term[], then: string): string =>
  `(push)${terms.map(term => `(assert ${term})`).join('')}(check-sat)${then}(pop)`

const isVerdict = (one: SExpression): boolean => one === 'sat' || one === 'unsat' || one === 'unknown'
const verdictOf = (one: SExpression): Asked => (one === 'sat' ? 'found' : one === 'unsat' ? 'none' : 'undecided')

/** Where there is no model the solver says so, besides saying `unsat`. */
const isHarmless = (message: string): boolean => /model is not available|canceled|timeout/.test(message)
