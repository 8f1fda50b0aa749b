import type { Rulebook } from '../compile/rulebook.ts'
import { type Issue, sortIssues } from '../kernel/issue.ts'
import { kept } from '../kernel/memo.ts'
import { type AlternativeEffect, effectsOf, laneOfAlternative } from './alternatives.ts'
import type { Decision, MissingFact } from './decision.ts'
import { type Lanes, lanesOf, loadFacts, run, truthsOf } from './lanes.ts'
import { type WhatIfs, whatIfsOf } from './possible.ts'
import type { Variants } from './prepared.ts'
import type { FactValues, Program } from './program.ts'
import { type Worlds, worldsOf } from './worlds.ts'

/** What the evaluators and the first pass established: how true each node is, and what each reading's alternative does. */
export interface Assessment {
  readonly truths: Uint8Array
  /** Of the alternatives that could still change something. */
  readonly effects: readonly AlternativeEffect[]
}

/** What one synchronous evaluation of a question at a time works in. */
export interface Scratch {
  readonly lanes: Lanes
  readonly whatIfs: WhatIfs
  readonly worlds: Worlds
  /** By literal. Good until the next evaluation of the question; who keeps a trace copies them. */
  readonly truths: Uint8Array
  readonly hanging: Int32Array
  /** By the vocabulary’s order. */
  readonly openRules: Int32Array
  readonly standing: Uint8Array
  readonly missing: Variants<number, MissingFact>
  readonly edition: Variants<string, Decision['rules']>
  /** By the program’s rules. */
  readonly isRestedOn: Uint8Array
}

const scratchOfProgram = new WeakMap<Program, Scratch>()

export const scratchOf = (rulebook: Rulebook, program: Program): Scratch =>
  kept(scratchOfProgram, program, () => {
    const lanes = lanesOf(program)
    const { count } = program.nodes
    return {
      lanes,
      whatIfs: whatIfsOf(program, lanes),
      worlds: worldsOf(program, lanes),
      truths: new Uint8Array(count * 2),
      hanging: new Int32Array(count * Math.ceil(program.facts.length / 32)),
      openRules: new Int32Array(rulebook.facts.length),
      standing: new Uint8Array(rulebook.facts.length),
      missing: new Map(),
      edition: new Map(),
      isRestedOn: new Uint8Array(program.rules.length),
    }
  })

/** The first pass over a request: the truth of everything, each reading’s alternative beside it, and whether the facts agree. */
export const assess = (
  rulebook: Rulebook,
  program: Program,
  values: FactValues,
): { scratch: Scratch; assessed: Assessment; issues: readonly Issue[] } => {
  const scratch = scratchOf(rulebook, program)
  const { lanes } = scratch
  loadFacts(program, lanes, values)
  for (let index = 0; index < program.alternatives.length; index += 1)
    lanes.alternatives[index] = 1 << laneOfAlternative(index)
  run(program, lanes, program.nodes.count)
  lanes.alternatives.fill(0)
  const issues =
    (program.nodes.lanes[program.contradiction]! & 1) === 1
      ? sortIssues(contradictionsOf(rulebook, program, values))
      : []
  return {
    scratch,
    assessed: {
      truths: truthsOf(program.nodes, program.nodes.count, scratch.truths),
      effects: effectsOf(rulebook, program, values),
    },
    issues,
  }
}

/** One issue a contradiction, at the first of its facts that the request itself names. */
const contradictionsOf = (rulebook: Rulebook, program: Program, values: FactValues): readonly Issue[] =>
  rulebook.contradictions.flatMap((one, i) => {
    if ((program.nodes.lanes[program.contradictions[i]!]! & 1) === 0) return []
    const given = one.facts.find(name => values[rulebook.factsByName.get(name)!.index] != null) ?? one.facts[0]!
    return [{ code: 'contradiction' as const, pointer: `/facts/${given}`, message: one.message }]
  })
