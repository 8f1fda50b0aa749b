/** Where the hashes of a stored log are read from. */
export interface TreeSource {
  /** The leaf hashes from `from` up to, not including, `to`: all of them, in order. */
  readonly leaves: (from: number, to: number) => Promise<readonly Buffer[]>
  /** The root of the perfect subtree of 256^`level` leaves that begins at leaf `index` × 256^`level`; undefined where it is not kept. */
  readonly tile: (level: number, index: number) => Promise<Buffer | undefined>
}

const blockLeaves = 256

/** Reads each block of leaves once, however many of its ranges are asked for: a proof asks for many that lie side by side. */
export const readingOnce = (source: TreeSource, size: number): TreeSource => {
  const blocks = new Map<number, Promise<readonly Buffer[]>>()
  const blockAt = (block: number): Promise<readonly Buffer[]> => {
    const begun = blocks.get(block)
    if (begun !== undefined) return begun
    const from = block * blockLeaves
    const reading = leavesOf(source, from, Math.min(from + blockLeaves, size))
    blocks.set(block, reading)
    return reading
  }
  const leaves = async (from: number, to: number): Promise<readonly Buffer[]> => {
    const first = Math.floor(from / blockLeaves)
    const count = Math.ceil(to / blockLeaves) - first
    const read = await Promise.all(Array.from({ length: count }, (_, n) => blockAt(first + n)))
    return read.flat().slice(from - first * blockLeaves, to - first * blockLeaves)
  }
  return { leaves, tile: source.tile }
}

/** A log with a hole must not pass for a shorter one. */
const leavesOf = async (source: TreeSource, from: number, to: number): Promise<readonly Buffer[]> => {
  const leaves = await source.leaves(from, to)
  if (leaves.length !== to - from)
    throw new Error(`the store gave ${leaves.length} leaf hashes for leaves ${from} to ${to}`)
  return leaves
}
