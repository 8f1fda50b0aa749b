import type { Rulebook } from '../compile/rulebook.ts'
import { type Issue, sortIssues } from '../kernel/issue.ts'
import { effectsOf, laneOfAlternative } from './alternatives.ts'
import type { Assessment } from './decide.ts'
import { type Lanes, lanesOf, loadFacts, run, truthsOf } from './lanes.ts'
import type { FactValues, Program } from './program.ts'

const lanesOfProgram = new WeakMap<Program, Lanes>()

/** The scratch of a question, used by one synchronous evaluation at a time. */
export const scratchOf = (program: Program): Lanes => {
  const known = lanesOfProgram.get(program)
  if (known) return known
  const made = lanesOf(program)
  lanesOfProgram.set(program, made)
  return made
}

/** The first pass over a request: the truth of everything, each reading’s alternative beside it, and whether the facts agree. */
export const assess = (rulebook: Rulebook, program: Program, values: FactValues): { lanes: Lanes; assessed: Assessment; issues: readonly Issue[] } => {
  const lanes = scratchOf(program)
  loadFacts(program, lanes, values)
  for (let index = 0; index < program.alternatives.length; index += 1) lanes.alternatives[index] = 1 << laneOfAlternative(index)
  run(program, lanes, program.nodes.count)
  lanes.alternatives.fill(0)
  const issues = (program.nodes.isTrue[program.contradiction]! & 1) === 1 ? sortIssues(contradictionsOf(rulebook, program)) : []
  return { lanes, assessed: { truths: truthsOf(program.nodes), effects: effectsOf(rulebook, program, values) }, issues }
}

const contradictionsOf = (rulebook: Rulebook, program: Program): readonly Issue[] =>
  rulebook.contradictions.flatMap((one, i) =>
    (program.nodes.isTrue[program.contradictions[i]!]! & 1) === 1
      ? one.facts.map(fact => ({ code: 'contradiction' as const, pointer: `/facts/${fact}`, message: one.message }))
      : [],
  )
