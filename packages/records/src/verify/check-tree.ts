import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import type { HeadRow } from '../database/schema.ts'
import { computeFrontierRoot, type Frontier } from '../tree/append.ts'
import { hashBytes, hashToBase64 } from '../tree/hash.ts'
import { countEdge, half, isOdd } from '../tree/shape.ts'
import type { Faults, RecordRange } from './fault.ts'
import type { WrongRoot } from './grow-tree.ts'
import type { ReadLog } from './read-log.ts'
import type { Stored } from './source.ts'

const contains = (outer: RecordRange, inner: RecordRange): boolean => outer.from <= inner.from && inner.to <= outer.to
const holdsAny = (range: RecordRange, others: readonly RecordRange[]): boolean =>
  others.some(other => other !== range && contains(range, other))

/** The records that each hash of a right edge is over, first to last. */
const listEdgeRanges = (size: number): readonly RecordRange[] => {
  const widths: number[] = []
  for (let [rest, width] = [size, 1]; rest > 0; [rest, width] = [half(rest), width * 2])
    if (isOdd(rest)) widths.unshift(width)
  let from = 0
  return widths.map(width => {
    const range = { from, to: from + width - 1 }
    from += width
    return range
  })
}

const readFrontier = ({ frontier }: Stored<HeadRow>, size: number): Frontier | undefined => {
  if (!(frontier instanceof Uint8Array) || frontier.length !== countEdge(size) * hashBytes) return undefined
  const bytes = Buffer.from(frontier)
  const nodes = Array.from({ length: bytes.length / hashBytes }, (_, n) =>
    bytes.subarray(n * hashBytes, (n + 1) * hashBytes),
  )
  return { size, nodes }
}

/** The parts of the tree that differ from the right edge that is stored, if it is the one that was signed. */
const findWrongEdge = (
  head: Stored<HeadRow>,
  signed: Checkpoint,
  { tree }: Pick<ReadLog, 'tree'>,
): readonly RecordRange[] => {
  const stored = readFrontier(head, signed.size)
  if (stored === undefined || signed.size !== tree.frontier.size || !computeFrontierRoot(stored).equals(signed.root))
    return []
  return listEdgeRanges(signed.size).filter((_, n) => !stored.nodes[n]!.equals(tree.frontier.nodes[n]!))
}

const narrowRange = (range: RecordRange, suspect: RecordRange): RecordRange => {
  const [from, to] = [Math.max(range.from, suspect.from), Math.min(range.to, suspect.to)]
  return from <= to ? { from, to } : range
}

const renderRewritten = (range: RecordRange, signed: Checkpoint, root: Buffer): string => {
  const roots = `the records lead to the root ${hashToBase64(root)}, and ${hashToBase64(signed.root)} was signed`
  if (range.from === range.to) return `This record was replaced: ${roots}.`
  return `Among the records ${range.from} to ${range.to} at least one was replaced: ${roots}. What is stored does not tell which; a receipt or a checkpoint of a size in between would.`
}

const addWrongRoot = ({ from, to, is }: WrongRoot, faults: Faults): void =>
  faults.add('tile', is === 'missing' ? 'The hash over them is missing.' : 'The hash stored over them is another’s.', {
    from,
    to,
  })

/** Stored hashes that are wrong by themselves, and not since a record under them is another or missing. */
const selectWrongAlone = (subtreeRoots: readonly WrongRoot[], suspects: readonly RecordRange[]): readonly WrongRoot[] =>
  subtreeRoots.filter(wrongRoot => wrongRoot.is === 'missing' || !holdsAny(wrongRoot, suspects))

/**
 * Says which records are not those that were signed, as narrowly as the stored hashes and the checkpoints kept elsewhere tell,
 * or which stored hashes are wrong if the records are. `suspect`: the records among which a change must lie.
 */
export const checkTree = (
  head: Stored<HeadRow> | undefined,
  signed: Checkpoint | undefined,
  read: Pick<ReadLog, 'tree' | 'gaps'>,
  { suspect, faults }: { readonly suspect: RecordRange; readonly faults: Faults },
): void => {
  const { tree, gaps } = read
  const root = signed && tree.roots.get(signed.size)
  const differs = signed !== undefined && root !== undefined && !root.equals(signed.root)
  if (!differs || head === undefined) {
    for (const wrongRoot of selectWrongAlone(tree.wrongRoots, gaps)) addWrongRoot(wrongRoot, faults)
    return
  }
  const blocks = tree.wrongRoots.filter(one => one.is === 'another' && one.to - one.from < 256)
  const narrow = [...blocks, ...findWrongEdge(head, signed, read).filter(edge => !holdsAny(edge, blocks))]
  for (const wrongRoot of selectWrongAlone(tree.wrongRoots, [...gaps, ...blocks]))
    if (!blocks.includes(wrongRoot)) addWrongRoot(wrongRoot, faults)
  const ranges = narrow.filter(range => !holdsAny(range, gaps))
  if (ranges.length === 0 && gaps.length === 0) ranges.push(suspect)
  for (const range of ranges.map(one => narrowRange(one, suspect)))
    faults.add('rewritten', renderRewritten(range, signed, root), range)
}
