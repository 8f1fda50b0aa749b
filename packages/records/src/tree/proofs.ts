import { subtreeLevels } from './append.ts'
import { emptyRoot, nodeHash } from './hash.ts'
import { findSplit, isOdd, isSize, type LeafRange } from './shape.ts'

/** RFC 6962 §2.1.1: the ranges whose roots make the inclusion proof of leaf `index` in a tree of `size`, from the leaf up. */
const listInclusionRanges = (index: number, size: number): readonly LeafRange[] => {
  const ranges: LeafRange[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + findSplit(to - from)
    ranges.push(index < middle ? { from: middle, to } : { from, to: middle })
    if (index < middle) to = middle
    else from = middle
  }
  return ranges.reverse()
}

/** RFC 6962 §2.1.2: the ranges whose roots make the consistency proof from a tree of `older` leaves to one of `newer`. */
const listConsistencyRanges = (older: number, newer: number): readonly LeafRange[] => {
  if (older === 0) return []
  const ranges: LeafRange[] = []
  let [from, to] = [0, newer]
  while (older < to) {
    const middle = from + findSplit(to - from)
    ranges.push(older <= middle ? { from: middle, to } : { from, to: middle })
    if (older <= middle) to = middle
    else from = middle
  }
  // If the old tree is itself a subtree of the new one, the person who checks has its root already.
  if (from > 0) ranges.push({ from, to })
  return ranges.reverse()
}

/** Where the hashes of a stored log are read from. */
export interface TreeSource {
  /** The leaf hashes from `from` up to, not including, `to`: all of them, in order. */
  readonly leaves: (from: number, to: number) => Promise<readonly Buffer[]>
  /** The root of the perfect subtree of 256^`level` leaves that begins at leaf `index` × 256^`level`; undefined if it is not stored. */
  readonly subtreeRoot: (level: number, index: number) => Promise<Buffer | undefined>
}

const blockLeaves = 256

/** Reads each block of leaves once, however many of its ranges are asked for: a proof asks for many that lie side by side. */
const createBlockReader = (source: TreeSource, size: number): TreeSource => {
  const blocks = new Map<number, Promise<readonly Buffer[]>>()
  const blockAt = (block: number): Promise<readonly Buffer[]> => {
    const begun = blocks.get(block)
    if (begun !== undefined) return begun
    const from = block * blockLeaves
    const reading = readLeaves(source, from, Math.min(from + blockLeaves, size))
    blocks.set(block, reading)
    return reading
  }
  const leaves = async (from: number, to: number): Promise<readonly Buffer[]> => {
    const first = Math.floor(from / blockLeaves)
    const count = Math.ceil(to / blockLeaves) - first
    const read = await Promise.all(Array.from({ length: count }, (_, n) => blockAt(first + n)))
    return read.flat().slice(from - first * blockLeaves, to - first * blockLeaves)
  }
  return { leaves, subtreeRoot: source.subtreeRoot }
}

/** A log with a hole must not pass for a shorter one. */
const readLeaves = async (source: TreeSource, from: number, to: number): Promise<readonly Buffer[]> => {
  const leaves = await source.leaves(from, to)
  if (leaves.length !== to - from)
    throw new Error(`the store gave ${leaves.length} leaf hashes for leaves ${from} to ${to}`)
  return leaves
}

/**
 * The inclusion proof (RFC 6962, from the leaf up) of leaf `index`, from 0, in the tree of the first `size` leaves. In a log of
 * a million it takes some hundreds of reads. Rejects if the store fails or has a hole.
 */
export const proveInclusion = async (source: TreeSource, index: number, size: number): Promise<readonly Buffer[]> => {
  if (!isSize(index) || !isSize(size) || index >= size)
    throw new RangeError(`there is no leaf ${index} in a tree of ${size}`)
  return computeRoots(source, listInclusionRanges(index, size), size)
}

/**
 * The consistency proof (RFC 6962) that the tree of the first `newer` leaves begins with the first `older`; empty if either
 * nothing was added or nothing was there. Rejects if the store fails or has a hole.
 */
export const proveTreeConsistency = async (
  source: TreeSource,
  older: number,
  newer: number,
): Promise<readonly Buffer[]> => {
  if (!isSize(older) || !isSize(newer) || older > newer)
    throw new RangeError(`a tree of ${newer} cannot begin with one of ${older}`)
  return computeRoots(source, listConsistencyRanges(older, newer), newer)
}

/**
 * The root (RFC 6962) over the leaves from `from` up to, not including, `to`, as a separate tree. Ranges that begin where a
 * power of two no smaller than themselves does are read from tiles, others from their leaves.
 */
export const computeRangeRoot = async (source: TreeSource, from: number, to: number): Promise<Buffer> => {
  if (!isSize(from) || !isSize(to) || from > to) throw new RangeError(`there are no leaves from ${from} to ${to}`)
  return from === to ? emptyRoot : computeRootOver(createBlockReader(source, to), { from, to })
}

const computeRoots = (source: TreeSource, ranges: readonly LeafRange[], size: number): Promise<readonly Buffer[]> => {
  const reading = createBlockReader(source, size)
  return Promise.all(ranges.map(range => computeRootOver(reading, range)))
}

const subtreeLeaves = 2 ** subtreeLevels

const computeRootOver = async (source: TreeSource, { from, to }: LeafRange): Promise<Buffer> => {
  const width = to - from
  if (width <= subtreeLeaves)
    return (await readSubtreeRoot(source, from, width)) ?? foldHashes(await source.leaves(from, to))
  const middle = from + findSplit(width)
  const level = Math.log2(width)
  if (!Number.isInteger(level) || from % width !== 0) return computeSplitRoot(source, { from, to }, middle)
  return (await readSubtreeRoot(source, from, width)) ?? computePerfectRoot(source, from, width)
}

const computeSplitRoot = async (source: TreeSource, { from, to }: LeafRange, middle: number): Promise<Buffer> => {
  const [left, right] = await Promise.all([
    computeRootOver(source, { from, to: middle }),
    computeRootOver(source, { from: middle, to }),
  ])
  return nodeHash(left, right)
}

/** Of the widest tiles below: 16 of 65,536 leaves make a million. */
const computePerfectRoot = async (source: TreeSource, from: number, width: number): Promise<Buffer> => {
  let part = subtreeLeaves
  while (part * subtreeLeaves < width) part *= subtreeLeaves
  const parts = Array.from({ length: width / part }, (_, n) => from + n * part)
  return foldHashes(await Promise.all(parts.map(at => computeRootOver(source, { from: at, to: at + part }))))
}

const readSubtreeRoot = async (source: TreeSource, from: number, width: number): Promise<Buffer | undefined> => {
  let level = 0
  let reach = 1
  for (; reach < width; level += 1) reach *= subtreeLeaves
  return level > 0 && reach === width && from % width === 0 ? source.subtreeRoot(level, from / width) : undefined
}

/** The root over hashes that are held: the last of an odd row rises as it is. */
const foldHashes = (hashes: readonly Buffer[]): Buffer => {
  let row = hashes
  while (row.length > 1) {
    const above: Buffer[] = []
    for (let n = 1; n < row.length; n += 2) above.push(nodeHash(row[n - 1]!, row[n]!))
    if (isOdd(row.length)) above.push(row.at(-1)!)
    row = above
  }
  return row[0]!
}
