import { appendLeaves, computeFrontierRoot, emptyFrontier, type Frontier, type TreeGrowth } from '../tree/append.ts'
import type { RecordRange } from './fault.ts'
import type { LogSource } from './source.ts'

/** A stored hash over some records that is not the one they lead to. */
export interface WrongRoot extends RecordRange {
  readonly is: 'missing' | 'another'
}

/** The tree over the records as they are found. */
export interface GrownTree {
  readonly frontier: Frontier
  readonly root: Buffer
  /** The root when it had as many leaves as were asked about, by their number. */
  readonly roots: ReadonlyMap<number, Buffer>
  readonly wrongRoots: readonly WrongRoot[]
}

interface GrowingTree {
  /** Takes these leaves too, and holds the tiles that they finish against those that are stored. */
  readonly grow: (leaves: readonly Buffer[]) => Promise<void>
  readonly size: () => number
  readonly grown: () => GrownTree
}

/** The roots at these sizes, in order, all of which lie between the tree that leaves are added to and the one with all of them. */
const computeRootsAt = (from: Frontier, leaves: readonly Buffer[], sizes: readonly number[]) => {
  const roots: [number, Buffer][] = []
  let frontier = from
  for (const size of sizes) {
    const grown = appendLeaves(frontier, leaves.slice(frontier.size - from.size, size - from.size))
    frontier = grown.frontier
    roots.push([size, grown.root])
  }
  return roots
}

const findWrongRoots = async (
  source: Pick<LogSource, 'subtreeRoot'>,
  subtreeRoots: TreeGrowth['subtreeRoots'],
): Promise<readonly WrongRoot[]> => {
  const wrong: WrongRoot[] = []
  for (const { level, index, hash } of subtreeRoots) {
    const width = 256 ** level
    const range = { from: index * width, to: (index + 1) * width - 1 }
    const stored = await source.subtreeRoot(level, index)
    if (stored.length === 0) wrong.push({ ...range, is: 'missing' })
    if (stored.some(one => !one.hash || !hash.equals(one.hash))) wrong.push({ ...range, is: 'another' })
  }
  return wrong
}

/** A tree that grows as records are read. `sizes`: of how many leaves the root is wanted; `before`: what it grows from. */
export const createGrowingTree = (
  source: Pick<LogSource, 'subtreeRoot'>,
  sizes: readonly number[],
  before: Frontier = emptyFrontier,
): GrowingTree => {
  const wanted = [...new Set(sizes)].sort((a, b) => a - b)
  const roots = new Map<number, Buffer>()
  const wrong: WrongRoot[] = []
  let [frontier, root, next]: [Frontier, Buffer, number] = [before, computeFrontierRoot(before), 0]
  const takeRoots = (leaves: readonly Buffer[], end: number) => {
    const first = next
    while (next < wanted.length && wanted[next]! <= end) next += 1
    for (const [size, found] of computeRootsAt(frontier, leaves, wanted.slice(first, next))) roots.set(size, found)
  }
  takeRoots([], before.size)
  return {
    grow: async leaves => {
      takeRoots(leaves, frontier.size + leaves.length)
      const grown = appendLeaves(frontier, leaves)
      ;[frontier, root] = [grown.frontier, grown.root]
      wrong.push(...(await findWrongRoots(source, grown.subtreeRoots)))
    },
    size: () => frontier.size,
    grown: () => ({ frontier, root, roots, wrongRoots: wrong }),
  }
}
