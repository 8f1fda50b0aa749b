import { prepare } from '../../kernel/prepared.ts'
import { listSupposableDays } from '../program/classes.ts'
import type { Program, Supposed } from '../program/program.ts'
import { type Lanes, lanesCount, runContradictions, runPass } from './lanes.ts'

/** A set of answers: bit i is the decision’s answer i. */
export type AnswerSet = number

/** Whether there is exactly one answer in a set. */
export const isOne = (set: AnswerSet): boolean => set !== 0 && (set & (set - 1)) === 0

/** The answers that Kleene’s logic leaves possible in a lane of the last pass; none if its facts contradict one another, as they do in the lanes `contradicted`. */
export const readPossible = ({ nodes: { lanes }, answers }: Program, lane: number, contradicted: number): AnswerSet => {
  if (((contradicted >>> lane) & 1) === 1) return 0
  let set = 0
  for (let i = 0; i < answers.length; i += 1) set |= ((~lanes[answers[i]! ^ 1]! >>> lane) & 1) << i
  return set
}

/** What-ifs: asked one after another and answered together, as many to a pass as there are lanes. */
export interface WhatIfs {
  /** Asks for the answers still possible if one or two facts had these values, under an alternative of a reading; -1 for none. */
  readonly ask: (alternative: number, first: Supposed, second: Supposed | undefined) => void
  /** The answers to everything asked since the last call, in that order; 0 if what was supposed contradicts what is known. To be read before anything else is asked. */
  readonly answers: () => Int32Array
}

/** What-ifs of a question, evaluated in `lanes`. */
export const createWhatIfs = (program: Program, lanes: Lanes): WhatIfs => {
  const { supposed, supposedClass, supposedValue, classesFrom, alternatives } = lanes
  let found = new Int32Array(256)
  let count = 0
  let lane = 0
  const flush = () => {
    runPass(program, lanes, program.answerNodesCount)
    const contradicted = runContradictions(program, lanes, true)
    if (count + lane > found.length) {
      const larger = new Int32Array(found.length * 2)
      larger.set(found)
      found = larger
    }
    for (let i = 0; i < lane; i += 1) found[count + i] = readPossible(program, i, contradicted)
    count += lane
    lane = 0
    supposed.fill(0)
    supposedClass.fill(0)
    alternatives.fill(0)
  }
  const suppose = (one: Supposed) => {
    const { slot } = one
    const bit = 1 << lane
    supposed[slot]! |= bit
    supposedClass[classesFrom[slot]! + one.class]! |= bit
    if (one.isCompared) supposedValue[slot * lanesCount + lane] = one.value
  }
  return {
    ask: (alternative, first, second) => {
      if (alternative >= 0) alternatives[alternative]! |= 1 << lane
      suppose(first)
      if (second !== undefined) suppose(second)
      lane += 1
      if (lane === lanesCount) flush()
    },
    answers: () => {
      if (lane > 0) flush()
      count = 0
      return found
    },
  }
}

/** Each value that an unknown fact could have, as far as the question can tell them apart; `other` is what else is supposed. */
export const listSupposable = (program: Program, lanes: Lanes, slot: number, other?: Supposed): readonly Supposed[] => {
  const fact = program.facts[slot]!
  if (fact.linkedTo.length === 0) return fact.supposable
  const known = fact.linkedTo.flatMap(one => (other?.slot === one ? other.value : (lanes.values[one] ?? [])))
  return known.length === 0
    ? fact.supposable
    : listSupposableDays(fact.fact, slot, [...fact.constants, ...known], fact.linkedTo.length)
}

/** The only answer of a set. */
export const onlyAnswer = ({ decision }: Program, set: AnswerSet): string => decision.answers[31 - Math.clz32(set)]!.id

/** The answers of a set, in the decision’s order. */
export const listAnswers = ({ decision, answerLists }: Program, set: AnswerSet): readonly string[] =>
  prepare(answerLists, set, () => decision.answers.filter((_, i) => ((set >> i) & 1) === 1).map(one => one.id))
