import type { Program } from '../program/program.ts'
import type { FactValues } from '../request/parse-request.ts'
import { findNodeDependencies, listUnknownSlots } from './dependencies.ts'
import { passScratch } from './first-pass.ts'
import { loadFacts, readTruths, runPass } from './lanes.ts'
import { narrowAnswers } from './narrowing.ts'
import { type AnswerSet, readPossible } from './what-ifs.ts'

/** The answers still possible by facts that do not contradict one another; nothing else is worked out. */
export const findPossible = (program: Program, values: FactValues): AnswerSet => {
  const scratch = passScratch(program)
  loadFacts(program, scratch.lanes, values)
  runPass(program, scratch.lanes, program.answerNodesCount)
  return narrowAnswers(program, scratch, readPossible(program, 0, 0), () => listUnknown(program, values))
}

/** The facts on which an answer depends that is not known, of the facts that were loaded last. */
export const listUnknown = (program: Program, values: FactValues): readonly number[] => {
  const { lanes, truths: room, dependencies: sets } = passScratch(program)
  runPass(program, lanes, program.answerNodesCount)
  const truths = readTruths(program.nodes, program.answerNodesCount, room)
  return listUnknownSlots(
    findNodeDependencies(program, values, truths, program.answerNodesCount, sets),
    program.answers,
  )
}
