import { memoize } from '../../kernel/memo.ts'
import type { Program } from '../program/program.ts'
import type { FactValues } from '../request/parse-request.ts'
import { createLanes, type Lanes, loadFacts, readTruths, runPass } from './lanes.ts'
import { createWhatIfs, type WhatIfs } from './what-ifs.ts'
import { createWorlds, type Worlds } from './worlds.ts'

/** What the passes of a question work in: one evaluation at a time, and none waits in between. */
export interface Scratch {
  readonly lanes: Lanes
  readonly whatIfs: WhatIfs
  readonly worlds: Worlds
  /** By literal. Good until the next evaluation of the question; who keeps a trace copies them. */
  readonly truths: Uint8Array
  readonly dependencies: Int32Array
}

const scratchOfProgram = new WeakMap<Program, Scratch>()

/** The scratch of a question, made when it is first asked. */
export const passScratch = (program: Program): Scratch =>
  memoize(scratchOfProgram, program, () => {
    const lanes = createLanes(program)
    const { count } = program.nodes
    return {
      lanes,
      whatIfs: createWhatIfs(program, lanes),
      worlds: createWorlds(program, lanes),
      truths: new Uint8Array(count * 2),
      dependencies: new Int32Array(count * Math.ceil(program.facts.length / 32)),
    }
  })

/** The lane of an alternative in the first pass over a request; lane 0 is the request as the readings are taken. */
export const laneOfAlternative = (index: number): number => index + 1

/** The first pass over a request: the truth of everything, each reading’s alternative in a lane beside it. */
export const runFirstPass = (program: Program, values: FactValues): { scratch: Scratch; truths: Uint8Array } => {
  const scratch = passScratch(program)
  const { lanes } = scratch
  loadFacts(program, lanes, values)
  for (let index = 0; index < program.alternatives.length; index += 1)
    lanes.alternatives[index] = 1 << laneOfAlternative(index)
  runPass(program, lanes, program.regularNodesCount)
  lanes.alternatives.fill(0)
  return { scratch, truths: readTruths(program.nodes, program.regularNodesCount, scratch.truths) }
}
