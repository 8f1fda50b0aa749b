import { type Nodes, op } from '../program/program.ts'

/** How a node bears on an answer: the truer the node, the more possible the answer. */
export const speaksFor = 1
/** The truer the node, the less possible the answer. A node can bear in both ways. */
export const speaksAgainst = 2
const opposite = (bearing: number): number => ((bearing & 1) << 1) | (bearing >> 1)

/** By node, how it bears on the answer with the literal `root`: 0 if it does not. */
export const findBearings = (nodes: Nodes, root: number): Uint8Array => {
  const found = new Uint8Array(nodes.count)
  const bear = (literal: number, bearing: number) => {
    found[literal >> 1]! |= (literal & 1) === 1 ? opposite(bearing) : bearing
  }
  bear(root, speaksFor)
  for (let i = root >> 1; i >= 0; i -= 1) if (found[i] !== 0) passOn(nodes, i, found[i]!, bear)
  return found
}

/** A node’s children bear as it does; a case of a derivation whose value fails the test, the other way. */
const passOn = (nodes: Nodes, i: number, bearing: number, bear: (literal: number, bearing: number) => void): void => {
  const kind = nodes.op[i]
  if (kind === op.reading) bear(nodes.first[i]!, bearing)
  for (let c = nodes.from[i]!; c < nodes.to[i]!; c += 1) {
    const child = nodes.children[c]!
    if (kind === op.all) bear(child, bearing)
    else if (kind === op.derived) bear(child >> 1, (child & 1) === 1 ? bearing : opposite(bearing))
    else if (kind === op.reading && (c - nodes.from[i]!) % 2 === 1) bear(child, bearing)
  }
}
