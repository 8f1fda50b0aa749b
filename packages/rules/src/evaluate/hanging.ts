import { type FactValues, op, type Program } from './program.ts'

/**
 * For every node the facts on which it still hangs: for an unknown node those that its unknown children hang on, for a
 * known one none. A set of facts is `words` 32-bit words, one bit a slot.
 */
export interface Hanging {
  readonly words: number
  readonly sets: Int32Array
}

/** Writes into `sets`, as far as the first `nodesCount` nodes. */
export const hangingOf = (
  program: Program,
  values: FactValues,
  truths: Uint8Array,
  nodesCount: number,
  sets: Int32Array,
): Hanging => {
  const words = Math.ceil(program.facts.length / 32)
  const hanging = { words, sets: sets.fill(0) }
  const { op: kinds, from, to, children, first } = program.nodes
  for (let i = 0; i < nodesCount; i += 1) {
    if (truths[2 * i] !== 1) continue
    const kind = kinds[i]!
    if (kind === op.all) for (let c = from[i]!, end = to[i]!; c < end; c += 1) unite(hanging, i, children[c]!)
    else if (kind === op.reading) unite(hanging, i, first[i]!)
    else hangOnFacts(program, values, hanging, i)
  }
  return hanging
}

const unite = ({ words, sets }: Hanging, node: number, literal: number): void => {
  for (let w = 0; w < words; w += 1) sets[node * words + w]! |= sets[(literal >> 1) * words + w]!
}

/** An unknown leaf hangs on its unknown fact; a derived one on what its derivation hangs on, and on itself where it can be asked. */
const hangOnFacts = (program: Program, values: FactValues, hanging: Hanging, node: number): void => {
  const { first, second } = program.nodes
  hangOnFact(program, values, hanging, node, first[node]!)
  if (program.nodes.op[node] === op.linked) hangOnFact(program, values, hanging, node, second[node]!)
}

const hangOnFact = (program: Program, values: FactValues, hanging: Hanging, node: number, slot: number): void => {
  const fact = program.facts[slot]!
  const value = values[fact.fact.index]
  if (value !== undefined && value !== null) return
  for (const part of fact.derivation) unite(hanging, node, part.literal)
  if (fact.askable) hanging.sets[node * hanging.words + (slot >> 5)]! |= 1 << (slot & 31)
}

/** The slots of the facts on which any of these literals hangs, ascending. */
export const slotsHeld = ({ words, sets }: Hanging, literals: readonly number[]): readonly number[] => {
  const slots: number[] = []
  for (let w = 0; w < words; w += 1) {
    let bits = 0
    for (const literal of literals) bits |= sets[(literal >> 1) * words + w]!
    for (; bits !== 0; bits &= bits - 1) slots.push(w * 32 + 31 - Math.clz32(bits & -bits))
  }
  return slots
}
