import { memoize } from '../../kernel/memo.ts'
import { op, type Program } from '../program/program.ts'

/**
 * For each literal that is false the facts each of which, if it alone were different, could make it true: counted test by test,
 * so rather one too many than one too few. A set of facts is `words` 32-bit words, one bit a slot.
 */
interface Turning {
  readonly words: number
  readonly sets: Int32Array
  /** The round in which a literal’s set was last worked out. */
  readonly doneIn: Int32Array
  round: number
}

const turningOfProgram = new WeakMap<Program, Turning>()

const turningFor = (program: Program): Turning => {
  const turning = memoize(turningOfProgram, program, () => {
    const words = Math.ceil(program.facts.length / 32)
    const literals = program.nodes.count * 2
    return { words, sets: new Int32Array(literals * words), doneIn: new Int32Array(literals), round: 0 }
  })
  turning.round += 1
  return turning
}

/** Writes 1 into `found` at the places of the rules that bear on the answer, do not hold, and could if one fact were different. */
export const markNear = (program: Program, truths: Uint8Array, found: Uint8Array): void => {
  const turning = turningFor(program)
  for (const { index, truth } of program.bearing)
    if (truths[truth] === 0 && canTurn(program, truths, turning, truth)) found[index] = 1
}

const canTurn = (program: Program, truths: Uint8Array, turning: Turning, literal: number): boolean => {
  workOut(program, truths, turning, literal)
  const { words, sets } = turning
  for (let w = 0; w < words; w += 1) if (sets[literal * words + w] !== 0) return true
  return false
}

const workOut = (program: Program, truths: Uint8Array, turning: Turning, literal: number): void => {
  if (turning.doneIn[literal] === turning.round) return
  turning.doneIn[literal] = turning.round
  turning.sets.fill(0, literal * turning.words, (literal + 1) * turning.words)
  const { op: kinds, from, to, children, first } = program.nodes
  const node = literal >> 1
  const isNegated = (literal & 1) === 1
  switch (kinds[node]) {
    case op.all:
      if (isNegated)
        for (let c = from[node]!; c < to[node]!; c += 1) addAll(program, truths, turning, literal, children[c]! ^ 1)
      else keepCommon(program, truths, turning, literal)
      return
    case op.reading:
      return addAll(program, truths, turning, literal, first[node]! ^ (literal & 1))
    case op.constant:
    case op.unknown:
      return
    default:
      return addFacts(program, truths, turning, literal)
  }
}

/** Only a fact that could make every false member true makes them all true. */
const keepCommon = (program: Program, truths: Uint8Array, turning: Turning, literal: number): void => {
  const { words, sets } = turning
  const { from, to, children } = program.nodes
  const node = literal >> 1
  let isFirst = true
  for (let c = from[node]!; c < to[node]!; c += 1) {
    const child = children[c]!
    if (truths[child] !== 0) continue
    workOut(program, truths, turning, child)
    for (let w = 0; w < words; w += 1) {
      const set = sets[child * words + w]!
      sets[literal * words + w] = isFirst ? set : sets[literal * words + w]! & set
    }
    isFirst = false
  }
}

/** Whatever could make the other literal true could make this one true. A literal that is not false needs no turning. */
const addAll = (program: Program, truths: Uint8Array, turning: Turning, literal: number, other: number): void => {
  if (truths[other] !== 0) return
  workOut(program, truths, turning, other)
  const { words, sets } = turning
  for (let w = 0; w < words; w += 1) sets[literal * words + w]! |= sets[other * words + w]!
}

/** A test turns with its fact, with the one that it is compared with, and with what derives either. */
const addFacts = (program: Program, truths: Uint8Array, turning: Turning, literal: number): void => {
  const { op: kinds, first, second } = program.nodes
  const node = literal >> 1
  addFact(program, truths, turning, literal, first[node]!)
  if (kinds[node] === op.linked) addFact(program, truths, turning, literal, second[node]!)
}

const addFact = (program: Program, truths: Uint8Array, turning: Turning, literal: number, slot: number): void => {
  const { fact, derivation } = program.facts[slot]!
  if (fact.given !== undefined) return
  turning.sets[literal * turning.words + (slot >> 5)]! |= 1 << (slot & 31)
  for (const part of derivation) {
    addAll(program, truths, turning, literal, part.literal)
    addAll(program, truths, turning, literal, part.literal ^ 1)
  }
}
