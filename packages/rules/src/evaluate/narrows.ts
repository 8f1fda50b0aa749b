import { type Nodes, type ProgramFact, op } from './program.ts'

/** In which way a node bears on an answer: the truer it is the more possible the answer (1), the less (2), both (3). */
const forIt = 1
const against = 2
const other = (bearing: number): number => ((bearing & 1) << 1) | (bearing >> 1)

/** How every node bears on the answer at `root`. */
const bearings = (nodes: Nodes, root: number): Uint8Array => {
  const found = new Uint8Array(nodes.count)
  found[root] = forIt
  for (let i = root; i >= 0; i -= 1) {
    const bearing = found[i]!
    if (bearing === 0) continue
    const kind = nodes.op[i]
    if (kind === op.all || kind === op.any) for (let c = nodes.from[i]!; c < nodes.to[i]!; c += 1) found[nodes.children[c]!]! |= bearing
    else if (kind === op.not) found[nodes.first[i]!]! |= other(bearing)
    else if (kind === op.derived) {
      for (let c = nodes.from[i]!; c < nodes.to[i]!; c += 1) found[nodes.children[c]! >> 1]! |= (nodes.children[c]! & 1) === 1 ? bearing : other(bearing)
    } else if (kind === op.reading) {
      found[nodes.first[i]!]! |= bearing
      for (let c = nodes.from[i]! + 1; c < nodes.to[i]!; c += 2) found[nodes.children[c]!]! |= bearing
    }
  }
  return found
}

/**
 * Whether trying a fact’s values can rule out an answer that Kleene truth leaves possible. It cannot, where for every answer
 * some value of the fact passes every test that speaks for the answer and fails every one against: with that value the
 * answer is at least as possible as with none. A value that a contradiction may forbid is no such value.
 */
export const narrowingSlots = (nodes: Nodes, facts: readonly ProgramFact[], answers: readonly number[], contradiction: number): ReadonlySet<number> => {
  const forbidding = bearings(nodes, contradiction)
  const bearing = answers.map(answer => bearings(nodes, answer))
  const favours = (fact: ProgramFact, on: Uint8Array): boolean => {
    const leaves = fact.leaves.filter(leaf => on[leaf] !== 0)
    if (fact.linkedTo.length > 0) return leaves.length === 0 || (leaves.length === 1 && fact.leaves.length === 1 && on[leaves[0]!] !== 3)
    return fact.classes.some((_, c) => leaves.every(leaf => on[leaf] === (((nodes.holdsOf[leaf]! >>> c) & 1) === 1 ? forIt : against)))
  }
  return new Set(facts.filter(fact => fact.leaves.some(leaf => forbidding[leaf] !== 0) || !bearing.every(on => favours(fact, on))).map(fact => fact.slot))
}
