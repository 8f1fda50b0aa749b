import type { Rulebook } from '../../compile/rulebook.ts'
import { lanesCount } from '../passes/lanes.ts'
import type { Program } from '../program/program.ts'
import { runCone } from './cone.ts'
import { findDependent } from './dependent.ts'
import { runGates } from './gates.ts'
import { type ColumnOf, createLoad } from './load.ts'
import type { OpenPlan } from './open-plan.ts'
import { compare, listOperands, type Operands, readOperands, type Side, type SupposedSide } from './operands.ts'
import { createCopies } from './pass.ts'
import type { SharedWorld } from './supposable.ts'

/** A plan of open children at work on the columns of a call. */
export interface OpenPass {
  readonly open: OpenPlan
  /** What is so of the 32 children that were loaded last, and of what is supposed of them. */
  readonly words: Int32Array
  /** The same with nothing supposed. */
  readonly base: Int32Array
  readonly operands: readonly Operands[]
  /** Loads `length` children, at most 32, by their numbers, which stand in `children` from `at` on, and passes over them. */
  readonly gather: (children: Int32Array, at: number, length: number) => void
  /** By slot the children of whom an answer depends on the fact that is not known. */
  readonly dependent: Int32Array
  /** Passes over one world. */
  readonly runWorld: (world: SharedWorld) => void
  /** The children of whom an answer is possible after the last pass, and whose facts do not contradict one another. */
  readonly possible: (answer: number) => number
}

/** A plan of open children over columns. */
export const createOpenPass = (rulebook: Rulebook, program: Program, open: OpenPlan, columnOf: ColumnOf): OpenPass => {
  const { plan, links, answersCount } = open
  const words = new Int32Array(plan.wordsCount)
  const base = new Int32Array(plan.wordsCount)
  const factWords = base.subarray(0, plan.gatesFrom)
  const copies = createCopies()
  const load = createLoad(plan, copies.ofFacts(plan, columnOf), words)
  const ofNobody = words.slice(0, plan.gatesFrom)
  const operands = listOperands(rulebook, plan, links, columnOf, copies)
  const dependent = new Int32Array(program.answerFactsCount)
  const reached = new Int32Array(program.answerNodesCount)
  const compareIn = createComparing(operands, words, dependent)
  return {
    open,
    words,
    base,
    operands,
    dependent,
    gather: (children, at, length) => {
      copies.copy(children, at, length)
      words.set(ofNobody)
      load(0)
      operands.forEach(readOperands)
      compareIn(undefined)
      runGates(plan.code, words, plan.gatesFrom)
      base.set(words)
      findDependent(program, open.nodeWords, base, reached, dependent)
    },
    runWorld: world => {
      words.set(factWords)
      assign(world, words, dependent)
      compareIn(world)
      runCone(open.forAnswers, words)
    },
    possible: answer => ~(words[plan.roots[answer]!]! | words[plan.roots[answersCount]!]!),
  }
}

/** Gives what writes the words of the links, in a world or with nothing supposed. */
const createComparing = (
  operands: readonly Operands[],
  words: Int32Array,
  dependent: Int32Array,
): ((world: SharedWorld | undefined) => void) => {
  const room = operands.map(() => [new Int32Array(lanesCount), new Int32Array(lanesCount)] as const)
  return world => {
    const supposedIn = (index: number, side: Side, codes: Int32Array): SupposedSide | undefined => {
      const compared = world?.compared.get(index)
      if (compared === undefined) return undefined
      return { codes: codes.fill(side.translate(compared.code)), among: dependent[compared.slot]! }
    }
    operands.forEach((one, i) => {
      const { link, sides } = one
      const [first, second] = room[i]!
      compare(one, words, [supposedIn(link.first, sides[0], first), supposedIn(link.second, sides[1], second)])
    })
  }
}

/** Gives every fact on which an answer depends the value that it has in the world. */
const assign = ({ assigned }: SharedWorld, words: Int32Array, dependent: Int32Array): void => {
  for (let i = 0; i < assigned.length; i += 1) {
    const { slot, at, word, isDerived } = assigned[i]!
    const among = dependent[slot]!
    words[word]! |= among
    if (!isDerived) words[at]! &= ~among
  }
}
