import { type Nodes, op, type ProgramFact } from './program.ts'

/** In which way a node bears on an answer: the truer it is the more possible the answer (1), the less (2), both (3). */
export const forIt = 1
export const against = 2
const other = (bearing: number): number => ((bearing & 1) << 1) | (bearing >> 1)

/** How every node bears on the answer at `root`. */
export const bearings = (nodes: Nodes, root: number): Uint8Array => {
  const found = new Uint8Array(nodes.count)
  const bear = (literal: number, bearing: number) => {
    found[literal >> 1]! |= (literal & 1) === 1 ? other(bearing) : bearing
  }
  bear(root, forIt)
  for (let i = root >> 1; i >= 0; i -= 1) if (found[i] !== 0) passOn(nodes, i, found[i]!, bear)
  return found
}

/** A node's children bear as it does itself; a case of a derivation whose value fails the test, the other way. */
const passOn = (nodes: Nodes, i: number, bearing: number, bear: (literal: number, bearing: number) => void): void => {
  const kind = nodes.op[i]
  if (kind === op.reading) bear(nodes.first[i]!, bearing)
  for (let c = nodes.from[i]!; c < nodes.to[i]!; c += 1) {
    const child = nodes.children[c]!
    if (kind === op.all) bear(child, bearing)
    else if (kind === op.derived) bear(child >> 1, (child & 1) === 1 ? bearing : other(bearing))
    else if (kind === op.reading && (c - nodes.from[i]!) % 2 === 1) bear(child, bearing)
  }
}

/**
 * Whether trying a fact’s values can rule out an answer that Kleene truth leaves possible. It cannot, where for every answer
 * some value of the fact passes every test that speaks for the answer and fails every one against: with that value the
 * answer is at least as possible as with none. A value that a contradiction may forbid is no such value.
 */
export const narrowingSlots = (
  nodes: Nodes,
  facts: readonly ProgramFact[],
  answers: readonly number[],
  contradiction: number,
): ReadonlySet<number> => {
  const forbidding = bearings(nodes, contradiction)
  const bearing = answers.map(answer => bearings(nodes, answer))
  const favours = (fact: ProgramFact, on: Uint8Array): boolean => {
    const leaves = fact.leaves.filter(leaf => on[leaf] !== 0)
    if (fact.linkedTo.length > 0)
      return leaves.length === 0 || (leaves.length === 1 && fact.leaves.length === 1 && on[leaves[0]!] !== 3)
    return fact.classes.some((_, c) =>
      leaves.every(leaf => on[leaf] === (((nodes.holdsOf[leaf]! >>> c) & 1) === 1 ? forIt : against)),
    )
  }
  const bears = (fact: ProgramFact): boolean => fact.leaves.some(leaf => bearing.some(on => on[leaf] !== 0))
  const mayBeForbidden = (fact: ProgramFact): boolean => fact.leaves.some(leaf => forbidding[leaf] !== 0)
  return new Set(
    facts
      .filter(fact => bears(fact) && (mayBeForbidden(fact) || !bearing.every(on => favours(fact, on))))
      .map(fact => fact.slot),
  )
}
