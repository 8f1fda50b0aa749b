import { appendLeaves, emptyFrontier } from '../../src/tree/append.ts'
import { leafHash } from '../../src/tree/hash.ts'
import type { TreeSource } from '../../src/tree/proofs.ts'

export const numberedLeaves = (count: number, from = 0): readonly Buffer[] =>
  Array.from({ length: count }, (_, n) => leafHash(`leaf ${from + n}`))

/** A log as a store would keep it, leaves and finished tiles, and how often it was read. */
export const storedLog = (leaves: readonly Buffer[], batch = 50) => {
  const tiles = new Map<string, Buffer>()
  let frontier = emptyFrontier
  let root = appendLeaves(frontier, []).root
  for (let at = 0; at < leaves.length; at += batch) {
    const added = appendLeaves(frontier, leaves.slice(at, at + batch))
    for (const { level, index, hash } of added.subtreeRoots) tiles.set(`${level}/${index}`, hash)
    frontier = added.frontier
    root = added.root
  }
  const reads = { leaves: 0, leafHashes: 0, tiles: 0 }
  const source: TreeSource = {
    leaves: async (from, to) => {
      reads.leaves += 1
      reads.leafHashes += to - from
      return leaves.slice(from, to)
    },
    subtreeRoot: async (level, index) => {
      reads.tiles += 1
      return tiles.get(`${level}/${index}`)
    },
  }
  return { source, tiles, frontier, root, reads }
}
