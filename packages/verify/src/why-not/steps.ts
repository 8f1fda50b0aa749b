import type { Scalar } from '@virtual-school/rules'
import { notTerm, type Term } from '../smt/terms.ts'
import type { Problem, Search } from './problem.ts'
import { answers, type RequestFacts, type Start } from './start.ts'
import { isKnown, isOneOf } from './terms.ts'

/** The new values of the facts that change. */
export type Steps = ReadonlyMap<string, Scalar>

/** The facts that may get another value: those that can be changed, and those that can be found out. */
export interface Freedom {
  readonly changeable: readonly string[]
  readonly learnable: readonly string[]
}

/** Lists the facts that may get another value. */
export const readFreedom = ({ facts, start }: Search): Freedom => ({
  changeable: facts.filter(fact => fact.changeable).map(fact => fact.name),
  learnable: facts.filter(fact => !fact.changeable && !start.given.has(fact.name)).map(fact => fact.name),
})

/** That a fact has another value than it has now. */
export const isDifferent = (problem: Problem, fact: string): Term => {
  const now = problem.start.given.get(fact)
  return now === undefined ? isKnown(problem, fact) : notTerm(isOneOf(problem, fact, [now]))
}

/** Lists the steps from what is given to what was found. */
export const listSteps = ({ start, facts }: Problem, found: RequestFacts): Steps =>
  new Map(
    facts.flatMap(({ name }): [string, Scalar][] => {
      const value = found[name]
      return value === undefined || value === null || value === start.given.get(name) ? [] : [[name, value]]
    }),
  )

/** The facts with the steps taken. */
export const withSteps = ({ request }: Start, steps: Steps): RequestFacts => ({
  ...request.facts,
  ...Object.fromEntries(steps),
})

/** Drops every step that the wanted answer does not need. */
export const dropNeedlessSteps = (start: Start, steps: Steps, order: readonly string[]): Steps => {
  let left = steps
  for (const fact of order.filter(name => steps.has(name))) {
    const fewer = new Map(left)
    fewer.delete(fact)
    if (answers(start, withSteps(start, fewer), start.wanted)) left = fewer
  }
  return left
}

/** Whether the steps give the wanted answer, by `evaluate`. */
export const works = ({ start }: Search, steps: Steps): boolean => answers(start, withSteps(start, steps), start.wanted)
