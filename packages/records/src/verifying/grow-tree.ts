import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { appending } from '../tree/append.ts'
import { emptyFrontier, type Frontier } from '../tree/frontier.ts'
import { emptyRoot } from '../tree/hash.ts'
import type { Faults } from './fault.ts'
import type { LogSource } from './source.ts'

/** The tree over the records as they are found. */
export interface GrownTree {
  readonly frontier: Frontier
  readonly root: Buffer
  /** The root when it had as many leaves as the checkpoint kept elsewhere; undefined where it never had. */
  readonly outsideRoot: Buffer | undefined
}

export const noTree: GrownTree = { frontier: emptyFrontier, root: emptyRoot, outsideRoot: undefined }

const rootAt = ({ frontier }: GrownTree, leaves: readonly Buffer[], size: number): Buffer | undefined => {
  const more = size - frontier.size
  return more < 0 || more > leaves.length ? undefined : appending(frontier, leaves.slice(0, more)).root
}

/** The tree with these leaves too; tiles that they finish are held against those that are stored. */
export const growTree = async (
  tree: GrownTree,
  leaves: readonly Buffer[],
  { source, faults, outside }: { source: Pick<LogSource, 'tile'>; faults: Faults; outside: Checkpoint | undefined },
): Promise<GrownTree> => {
  const outsideRoot = tree.outsideRoot ?? (outside && rootAt(tree, leaves, outside.size))
  const { frontier, root, tiles } = appending(tree.frontier, leaves)
  for (const { level, index, hash } of tiles) {
    const from = index * 256 ** level
    const range = `the records ${from} to ${from + 256 ** level - 1}`
    const stored = await source.tile(level, index)
    if (stored.length === 0) faults.add('tile', `The hash over ${range} is missing.`)
    for (const one of stored)
      if (!one.hash || !hash.equals(one.hash)) faults.add('tile', `The hash stored over ${range} is another’s.`)
  }
  return { frontier, root, outsideRoot }
}
