import { type FactValues, type Program, op } from './program.ts'

/**
 * For every node the facts on which it still hangs: for an unknown node those that its unknown children hang on, for a
 * known one none. A set of facts is `words` 32-bit words, one bit a slot.
 */
export interface Hanging {
  readonly words: number
  readonly sets: Int32Array
}

export const hangingOf = (program: Program, values: FactValues, truths: Uint8Array, nodesCount: number): Hanging => {
  const words = Math.ceil(program.facts.length / 32)
  const hanging = { words, sets: new Int32Array(nodesCount * words) }
  const { nodes } = program
  for (let i = 0; i < nodesCount; i += 1) {
    if (truths[i] !== 1) continue
    const kind = nodes.op[i]!
    if (kind === op.all || kind === op.any) for (let c = nodes.from[i]!; c < nodes.to[i]!; c += 1) unite(hanging, i, nodes.children[c]!)
    else if (kind === op.not || kind === op.reading) unite(hanging, i, nodes.first[i]!)
    else hangOnFacts(program, values, hanging, i)
  }
  return hanging
}

const unite = ({ words, sets }: Hanging, node: number, child: number): void => {
  for (let w = 0; w < words; w += 1) sets[node * words + w]! |= sets[child * words + w]!
}

/** An unknown leaf hangs on its unknown fact; a derived one on what its derivation hangs on, and on itself where it can be asked. */
const hangOnFacts = (program: Program, values: FactValues, hanging: Hanging, node: number): void => {
  const { first, second } = program.nodes
  const isLinked = program.nodes.op[node] === op.linked
  for (const slot of isLinked ? [first[node]!, second[node]!] : [first[node]!]) {
    const fact = program.facts[slot]!
    const value = values[fact.fact.index]
    if (value !== undefined && value !== null) continue
    for (const part of fact.derivation) unite(hanging, node, part.node)
    if (fact.askable) hanging.sets[node * hanging.words + (slot >> 5)]! |= 1 << (slot & 31)
  }
}

/** The slots of the facts on which any of `nodes` hangs, ascending. */
export const slotsHeld = ({ words, sets }: Hanging, nodes: readonly number[]): readonly number[] => {
  const slots: number[] = []
  for (let w = 0; w < words; w += 1) {
    let bits = 0
    for (const node of nodes) bits |= sets[node * words + w]!
    for (; bits !== 0; bits &= bits - 1) slots.push(w * 32 + 31 - Math.clz32(bits & -bits))
  }
  return slots
}
