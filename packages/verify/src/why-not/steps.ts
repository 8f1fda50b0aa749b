import type { Scalar } from '@virtual-school/rules'
import { not, type Term } from '../smt/terms.ts'
import type { Problem, Search } from './problem.ts'
import { answers, type Facts, type Start } from './start.ts'
import { isKnown, isOneOf } from './terms.ts'

/** What becomes otherwise, by fact. */
export type Steps = ReadonlyMap<string, Scalar>

/** Which facts may become otherwise: those that can be changed, and those that can be found out. */
export interface Freedom {
  readonly changeable: readonly string[]
  readonly learnable: readonly string[]
}

export const freedomOf = ({ facts, start }: Search): Freedom => ({
  changeable: facts.filter(fact => fact.changeable).map(fact => fact.name),
  learnable: facts.filter(fact => !fact.changeable && !start.given.has(fact.name)).map(fact => fact.name),
})

/** That a fact is otherwise than it is now. */
export const isOtherwise = (problem: Problem, fact: string): Term => {
  const now = problem.start.given.get(fact)
  return now === undefined ? isKnown(problem, fact) : not(isOneOf(problem, fact, [now]))
}

export const stepsOf = ({ start, facts }: Problem, found: Facts): Steps =>
  new Map(
    facts.flatMap(({ name }): [string, Scalar][] => {
      const value = found[name]
      return value === undefined || value === null || value === start.given.get(name) ? [] : [[name, value]]
    }),
  )

export const withSteps = ({ request }: Start, steps: Steps): Facts => ({
  ...request.facts,
  ...Object.fromEntries(steps),
})

/** Drops every step without which the answer is the wanted one too. */
export const withoutNeedless = (start: Start, steps: Steps, order: readonly string[]): Steps => {
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
