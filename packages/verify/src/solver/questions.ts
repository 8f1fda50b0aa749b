import { parseAll, type SExpression } from '../smt/s-expression.ts'
import type { Term } from '../smt/terms.ts'
import type { Solver } from './solver.ts'

/** Whether something can be so: a case was found, it is proved that there is none, or the solver used up its steps. */
export type SolverAnswer = 'found' | 'none' | 'undecided'

/** Whether a term can be true, and the terms whose values are wanted if it can. */
export interface Asking {
  readonly term: Term
  readonly wanted?: readonly Term[]
}

/** What became of a question. */
export interface QuestionAnswer {
  readonly asked: SolverAnswer
  /** What the solver printed for the terms that were wanted; absent if there were none, or nothing was found. */
  readonly values?: SExpression
}

/** Questions to a solver, each of them bounded. */
export interface Questions {
  /** The answers stand in the order of the questions. */
  readonly ask: (questions: readonly Asking[]) => Promise<readonly QuestionAnswer[]>
  /** How far all questions together went, in milliseconds of an idle machine. */
  readonly spentMs: () => number
}

/**
 * Steps (Z3’s `rlimit`) in a second. Measured on the questions of `check` and of the invariants about the rules that ship: 0.4 and 0.7
 * million in a second of processor time, on a machine that was busy with other work; a million is that of an idle one, roundly. The most
 * costly question of `check` takes 135,140 steps and may take 2 million; that of the invariants 1,714,313 and may take 30 million.
 */
const stepsPerSecond = 1_000_000

/** The most that Z3 takes for an `rlimit` or a `timeout`; the latter means none. */
const most = 4_294_967_295

/**
 * Asks the solver, after stating what `takeStatements` has since the last time. Bounds each question by the solver’s own steps, as
 * many as it takes in `timeoutMs` on an idle machine: so the same question ends in the same way however busy the machine is. A clock is
 * only a guard against a solver that hangs: if it ends a question, that is an error, and no verdict.
 */
export const openQuestions = (solver: Solver, takeStatements: () => string, timeoutMs: number): Questions => {
  const bound = Math.min(Math.ceil((timeoutMs / 1_000) * stepsPerSecond), most)
  const guardMs = Math.min(Math.max(100 * timeoutMs, 600_000), most)
  let spent = 0
  return {
    ask: async questions => {
      const complaint = await solver.run(takeStatements())
      if (complaint.trim() !== '') throw new Error(`The solver did not understand: ${complaint}`)
      // The bounds are of the questions alone: a statement that was broken off would be missing from all that follows.
      const commands = [tellSteps, setBounds(bound, guardMs), ...questions.map(writeQuestion), setBounds(0, most)]
      const [before, ...printed] = parseAll(await solver.run(commands.join('\n')))
      let last = readSteps(before)
      return splitAnswers(printed, questions.length).map(one => {
        const now = readSteps(one.at(-1))
        const steps = now - last
        last = now
        spent += steps
        if (isBrokenOff(one) && steps < bound)
          throw new Error(
            `The solver was ended by the clock, after ${guardMs / 1_000} seconds and ${steps} steps of ${bound}.`,
          )
        return readAnswer(one)
      })
    },
    spentMs: () => (spent / stepsPerSecond) * 1_000,
  }
}

const setBounds = (steps: number, milliseconds: number): string =>
  `(set-option :rlimit ${steps})(set-option :timeout ${milliseconds})`

/** Steps since the solver was opened. */
const tellSteps = '(get-info :rlimit)'
const readSteps = (printed: SExpression | undefined): number => {
  const steps = Array.isArray(printed) && printed[0] === ':rlimit' ? Number(printed[1]) : Number.NaN
  if (Number.isNaN(steps)) throw new Error('The solver did not tell its steps.')
  return steps
}

/** What stands before the answer to each question, so that none is taken for another’s. */
const mark = 'question'

/**
 * One question, as an assumption: it leaves nothing behind. Scopes of the solver (`push`) would, if one is broken off:
 * what was stated in it would stand for good, and all that follows would seem proved.
 */
const writeQuestion = ({ term, wanted = [] }: Asking): string => {
  const values = wanted.length === 0 ? '' : `(get-value (${wanted.join(' ')}))`
  return `(echo "${mark}")(check-sat-assuming (${term}))${values}(get-info :reason-unknown)${tellSteps}`
}

/** What was printed after each mark. */
const splitAnswers = (printed: readonly SExpression[], count: number): readonly (readonly SExpression[])[] => {
  const marks = printed.flatMap((one, i) => (one === mark ? [i] : []))
  if (marks.length !== count) throw new Error(`The solver answered ${marks.length} of ${count} questions.`)
  return marks.map((at, i) => printed.slice(at + 1, marks[i + 1]))
}

/** A question that was broken off anywhere is undecided, whatever else was printed. */
const readAnswer = (printed: readonly SExpression[]): QuestionAnswer => {
  const wrong = readErrors(printed).find(one => !isWithoutModel(one) && !isEnd(one))
  if (wrong !== undefined) throw new Error(`The solver did not understand: ${wrong}`)
  if (isBrokenOff(printed)) return { asked: 'undecided' }
  if (printed[0] === 'unsat') return { asked: 'none' }
  // After the verdict and the values stand the reason for a verdict that is not known, and the steps.
  return printed[0] === 'sat' ? { asked: 'found', values: printed.at(-3)! } : { asked: 'undecided' }
}

const readErrors = (printed: readonly SExpression[]): readonly string[] =>
  printed.flatMap(one => (Array.isArray(one) && one[0] === 'error' ? [String(one[1])] : []))

/** Beside `unsat` the solver says that there is no model. */
const isWithoutModel = (message: string): boolean => message.includes('model is not available')

const isBrokenOff = (printed: readonly SExpression[]): boolean =>
  readErrors(printed).some(isEnd) || (printed[0] === 'unknown' && isEnd(String(printed.at(-2)![1])))
const isEnd = (message: string): boolean => /canceled|timeout|resource limit/.test(message)
