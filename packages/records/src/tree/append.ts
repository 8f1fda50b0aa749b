import { emptyRoot, nodeHash } from './hash.ts'
import { countEdge, half, isOdd } from './shape.ts'

/**
 * The right edge of a tree: the roots of the perfect subtrees that its leaves fall into, largest first, one for each bit set in
 * `size`. It is all that appending needs to know of what went before.
 */
export interface Frontier {
  /** Leaves in the tree. */
  readonly size: number
  readonly nodes: readonly Buffer[]
}

/** That of a tree without leaves. */
export const emptyFrontier: Frontier = { size: 0, nodes: [] }

/** The root (RFC 6962) of the tree that ends in this frontier. */
export const computeFrontierRoot = ({ nodes }: Frontier): Buffer =>
  nodes.length === 0 ? emptyRoot : nodes.reduceRight((right, left) => nodeHash(left, right))

/** The root of a perfect subtree of 256^`level` leaves that is complete now and will never change; it begins at leaf `index` × 256^`level`. */
interface SubtreeRoot {
  /** 1 or more: of level 0 there are the leaves. */
  readonly level: number
  readonly index: number
  readonly hash: Buffer
}

/** What appending leaves gave. */
export interface TreeGrowth {
  readonly frontier: Frontier
  readonly root: Buffer
  /** What this batch finished, from the lowest level up. */
  readonly subtreeRoots: readonly SubtreeRoot[]
  /** The inclusion proof (RFC 6962, from the leaf up) of the nth leaf of the batch in the tree as it is after the batch. */
  readonly proofOf: (n: number) => readonly Buffer[]
}

/** One level of the tree, from where it touches what is new to its right end. */
interface Row {
  /** Index in its level of `nodes[0]`; always even. */
  readonly start: number
  /** Roots of perfect subtrees. */
  readonly nodes: readonly Buffer[]
  /** The root of the leaves that follow them and are too few for a perfect subtree. */
  readonly rest: Buffer | undefined
}

/** Levels between one kind of tile and the next: 256 is 2^8. */
export const subtreeLevels = 8

/**
 * Appends leaf hashes to the tree that ends in `frontier`, and needs nothing else of it: every node that a new leaf’s proof
 * takes from the old tree is the left sibling of a subtree that was not complete, and so stands in the frontier. Throws if
 * the frontier is none: the log that it was read from is damaged.
 */
export const appendLeaves = (frontier: Frontier, leaves: readonly Buffer[]): TreeGrowth => {
  if (frontier.nodes.length !== countEdge(frontier.size))
    throw new RangeError(`a frontier of ${frontier.size} leaves cannot have ${frontier.nodes.length} nodes`)
  const size = frontier.size + leaves.length
  const { rows, subtreeRoots } = buildRows(frontier, leaves, size)
  const top = rows.at(-1)
  const edge = rows.flatMap(({ nodes }) => (isOdd(nodes.length) ? [nodes.at(-1)!] : [])).reverse()
  return {
    frontier: { size, nodes: edge },
    root: top === undefined ? emptyRoot : computeRest(top)!,
    subtreeRoots,
    proofOf: n => {
      if (leaves[n] === undefined) throw new RangeError(`the batch has no leaf ${n}`)
      return findPath(rows, frontier.size + n)
    },
  }
}

const buildRows = (frontier: Frontier, leaves: readonly Buffer[], size: number) => {
  const rows: Row[] = []
  const subtreeRoots: SubtreeRoot[] = []
  let nodes = leaves
  let rest: Buffer | undefined
  let old = frontier.size
  let taken = frontier.nodes.length
  for (let level = 0, width = 1; width <= size; level += 1, width *= 2) {
    if (level > 0 && level % subtreeLevels === 0) {
      const first = old
      nodes.forEach((hash, n) => subtreeRoots.push({ level: level / subtreeLevels, index: first + n, hash }))
    }
    if (isOdd(old)) {
      taken -= 1
      nodes = [frontier.nodes[taken]!, ...nodes]
    }
    const row = { start: isOdd(old) ? old - 1 : old, nodes, rest }
    rows.push(row)
    nodes = computeParents(nodes)
    rest = computeRest(row)
    old = half(old)
  }
  return { rows, subtreeRoots }
}

const computeParents = (nodes: readonly Buffer[]): readonly Buffer[] => {
  const parents: Buffer[] = []
  for (let n = 1; n < nodes.length; n += 2) parents.push(nodeHash(nodes[n - 1]!, nodes[n]!))
  return parents
}

/** A node without a right sibling rises as it is: RFC 6962 fills nothing up. */
const computeRest = ({ nodes, rest }: Row): Buffer | undefined => {
  if (!isOdd(nodes.length)) return rest
  return rest === undefined ? nodes.at(-1)! : nodeHash(nodes.at(-1)!, rest)
}

const findPath = (rows: readonly Row[], leaf: number): readonly Buffer[] => {
  const path: Buffer[] = []
  let index = leaf
  for (const { start, nodes, rest } of rows) {
    const at = (isOdd(index) ? index - 1 : index + 1) - start
    const sibling = at === nodes.length ? rest : nodes[at]
    if (sibling !== undefined) path.push(sibling)
    index = half(index)
  }
  return path
}
