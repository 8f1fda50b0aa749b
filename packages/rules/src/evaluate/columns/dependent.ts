import { op, type Program } from '../program/program.ts'

/** Where a question’s nodes and facts are among the words of a pass. */
export interface NodeWords {
  /** By node, the word of the children of whom it is true; of those of whom it is false. */
  readonly truth: Int32Array
  readonly falsity: Int32Array
  /** By slot, the word of the children of whom the fact is not known. */
  readonly unknown: Int32Array
}

/**
 * The facts on which an answer depends that is not known, as `findNodeDependencies` finds them for one child: by slot the
 * children of whom they are such, written into `found`. It goes the other way, from the answers down, so that 32 children take
 * one walk. `reached` is room for a word a node.
 */
export const findDependent = (
  { nodes, facts, answers, answerNodesCount }: Program,
  { truth, falsity, unknown }: NodeWords,
  words: Int32Array,
  reached: Int32Array,
  found: Int32Array,
): void => {
  const { op: kinds, from, to, children, first, second } = nodes
  reached.fill(0)
  found.fill(0)
  for (let a = 0; a < answers.length; a += 1) reached[answers[a]! >> 1] = -1
  const reachFact = (slot: number, among: number): void => {
    const open = among & words[unknown[slot]!]!
    if (open === 0) return
    const { askable, derivation } = facts[slot]!
    if (askable) found[slot]! |= open
    for (let c = 0; c < derivation.length; c += 1) reached[derivation[c]!.literal >> 1]! |= open
  }
  for (let i = answerNodesCount - 1; i >= 0; i -= 1) {
    const open = reached[i]! & ~(words[truth[i]!]! | words[falsity[i]!]!)
    if (open === 0) continue
    const kind = kinds[i]!
    if (kind === op.all) for (let c = from[i]!, end = to[i]!; c < end; c += 1) reached[children[c]! >> 1]! |= open
    else if (kind === op.reading) reached[first[i]! >> 1]! |= open
    else if (kind !== op.unknown) {
      reachFact(first[i]!, open)
      if (kind === op.linked) reachFact(second[i]!, open)
    }
  }
}
