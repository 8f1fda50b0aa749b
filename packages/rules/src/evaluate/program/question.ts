import type { Authority, Rulebook } from '../../compile/rulebook.ts'
import type { CivilDate } from '../../kernel/dates.ts'
import { memoize } from '../../kernel/memo.ts'
import type { DecisionDefinition } from '../../language/decisions.ts'
import type { ParsedRequest } from '../request/parse-request.ts'
import { buildProgram } from './build.ts'
import { listChangeDates } from './law-of-day.ts'
import type { Program } from './program.ts'

interface Question {
  readonly changeDates: readonly CivilDate[]
  readonly programs: Map<number, Program>
}

const questionsOf = new WeakMap<Authority, Map<DecisionDefinition, Question>>()

/** The question of a request, built when it is first asked and kept. */
export const programFor = (
  rulebook: Rulebook,
  authority: Authority,
  decision: DecisionDefinition,
  asOf: CivilDate,
): Program => {
  const questions = memoize(questionsOf, authority, () => new Map<DecisionDefinition, Question>())
  const { changeDates, programs } = memoize(questions, decision, () => ({
    changeDates: listChangeDates(authority, decision),
    programs: new Map<number, Program>(),
  }))
  let period = 0
  while (period < changeDates.length && changeDates[period]! <= asOf) period += 1
  return memoize(programs, period, () => buildProgram(rulebook, authority, decision, asOf))
}

/** The program that answers a request, built when its question is first asked. */
export const programOf = (rulebook: Rulebook, { authority, decision, asOf }: ParsedRequest): Program =>
  programFor(rulebook, authority, decision, asOf)
