import { op, type Program } from '../program/program.ts'
import type { FactValues } from '../request/parse-request.ts'

/**
 * For every node the unknown facts on which it depends: for an unknown node those of its unknown children, for a known one
 * none. A set of facts is `words` 32-bit words, one bit a slot.
 */
export interface NodeDependencies {
  readonly words: number
  readonly sets: Int32Array
}

/** The dependencies of the first `nodesCount` nodes, written into `sets`. */
export const findNodeDependencies = (
  program: Program,
  values: FactValues,
  truths: Uint8Array,
  nodesCount: number,
  sets: Int32Array,
): NodeDependencies => {
  const words = Math.ceil(program.facts.length / 32)
  const dependencies = { words, sets: sets.fill(0) }
  const { op: kinds, from, to, children, first } = program.nodes
  for (let i = 0; i < nodesCount; i += 1) {
    if (truths[2 * i] !== 1) continue
    const kind = kinds[i]!
    if (kind === op.all)
      for (let c = from[i]!, end = to[i]!; c < end; c += 1) addDependencies(dependencies, i, children[c]!)
    else if (kind === op.reading) addDependencies(dependencies, i, first[i]!)
    else if (kind !== op.unknown) dependOnFacts(program, values, dependencies, i)
  }
  return dependencies
}

const addDependencies = ({ words, sets }: NodeDependencies, node: number, literal: number): void => {
  for (let w = 0; w < words; w += 1) sets[node * words + w]! |= sets[(literal >> 1) * words + w]!
}

/** An unknown leaf depends on its unknown fact; that of a derived fact on what derives it, and on the fact itself if it can be asked. */
const dependOnFacts = (program: Program, values: FactValues, dependencies: NodeDependencies, node: number): void => {
  const { first, second } = program.nodes
  dependOnFact(program, values, dependencies, node, first[node]!)
  if (program.nodes.op[node] === op.linked) dependOnFact(program, values, dependencies, node, second[node]!)
}

const dependOnFact = (
  program: Program,
  values: FactValues,
  dependencies: NodeDependencies,
  node: number,
  slot: number,
): void => {
  const fact = program.facts[slot]!
  const value = values[fact.fact.index]
  if (value !== undefined && value !== null) return
  for (const part of fact.derivation) addDependencies(dependencies, node, part.literal)
  if (fact.askable) dependencies.sets[node * dependencies.words + (slot >> 5)]! |= 1 << (slot & 31)
}

/** The slots of the facts on which any of these literals depends, ascending. */
export const listUnknownSlots = ({ words, sets }: NodeDependencies, literals: readonly number[]): readonly number[] => {
  const slots: number[] = []
  for (let w = 0; w < words; w += 1) {
    let bits = 0
    for (const literal of literals) bits |= sets[(literal >> 1) * words + w]!
    for (; bits !== 0; bits &= bits - 1) slots.push(w * 32 + 31 - Math.clz32(bits & -bits))
  }
  return slots
}
