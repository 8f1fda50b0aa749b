import type { Scalar } from '../language/condition.ts'
import { supposableDays } from './classes.ts'
import { type Lanes, lanesCount, run } from './lanes.ts'
import type { Program } from './program.ts'

/** A set of answers: bit i is the decision’s answer i. */
export type AnswerSet = number

export const isOne = (set: AnswerSet): boolean => set !== 0 && (set & (set - 1)) === 0

/** One unknown fact, supposed to have one value. */
export interface Supposed {
  readonly slot: number
  /** The class of the value; of a fact that is compared with another, whichever. */
  readonly class: number
  readonly value: Scalar
}

/** The answers that Kleene truth leaves possible in a lane of the last pass; none where its facts contradict one another. */
export const possibleInLane = (program: Program, lane: number): AnswerSet => {
  const { isTrue, isFalse } = program.nodes
  if (((isTrue[program.contradiction]! >>> lane) & 1) === 1) return 0
  let set = 0
  for (let i = 0; i < program.answers.length; i += 1) {
    if (((isFalse[program.answers[i]!]! >>> lane) & 1) === 0) set |= 1 << i
  }
  return set
}

/** What-ifs, asked one after another and answered together, a word’s worth to a pass. */
export interface WhatIfs {
  /** Asks for the answers still possible were these two things so, under this alternative of a reading; -1 for none. */
  readonly ask: (alternative: number, first?: Supposed, second?: Supposed) => void
  /** The answers to everything asked since the last call, in that order; 0 where what was supposed contradicts what is known. */
  readonly answers: () => readonly AnswerSet[]
}

export const whatIfs = (program: Program, lanes: Lanes): WhatIfs => {
  let lane = 0
  let found: AnswerSet[] = []
  const flush = () => {
    if (lane === 0) return
    run(program, lanes, program.answerNodesCount)
    for (let i = 0; i < lane; i += 1) found.push(possibleInLane(program, i))
    lanes.supposed.fill(0)
    lanes.supposedClass.fill(0)
    lanes.alternatives.fill(0)
    lane = 0
  }
  const suppose = ({ slot, class: at, value }: Supposed) => {
    lanes.supposed[slot]! |= 1 << lane
    lanes.supposedClass[lanes.classesFrom[slot]! + at]! |= 1 << lane
    lanes.supposedValue[slot * lanesCount + lane] = value
  }
  return {
    ask: (alternative, first, second) => {
      if (alternative >= 0) lanes.alternatives[alternative]! |= 1 << lane
      if (first !== undefined) suppose(first)
      if (second !== undefined) suppose(second)
      lane += 1
      if (lane === lanesCount) flush()
    },
    answers: () => {
      flush()
      const all = found
      found = []
      return all
    },
  }
}

/** Each value that an unknown fact could have, as far as the question can tell them apart; `other` is what else is supposed. */
export const supposable = (program: Program, lanes: Lanes, slot: number, other?: Supposed): readonly Supposed[] => {
  const fact = program.facts[slot]!
  if (fact.linkedTo.length === 0) return fact.supposable
  const known = fact.linkedTo.flatMap(one => (other?.slot === one ? other.value : (lanes.values[one] ?? [])))
  if (known.length === 0) return fact.supposable
  return supposableDays(fact.fact, slot, [...fact.constants, ...known], fact.linkedTo.length)
}

