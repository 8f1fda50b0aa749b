import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { renderOverride } from '../second-place/hold.ts'
import { hashToBase64 } from '../tree/hash.ts'
import type { Faults, RecordRange } from './fault.ts'
import type { GrownTree } from './grow-tree.ts'
import type { LogKeys } from './log-keys.ts'
import type { Overridden, ReadLog } from './read-log.ts'

/** A checkpoint that was kept where the log’s keeper cannot change it, and the file that it is in. */
export interface KeptCheckpoint {
  readonly note: string
  readonly name?: string | undefined
  /** The sizes in the names of the directories `after-…` that it lies in, the outermost first: those that had been overridden. */
  readonly after?: readonly number[] | undefined
}

type OpenedKept = Checkpoint & { readonly after: readonly number[] }

/** Those that the log’s key signed, the smallest first; the others are faults. */
export const openOutside = (kept: readonly KeptCheckpoint[], keys: LogKeys, faults: Faults): readonly OpenedKept[] => {
  const opened: OpenedKept[] = []
  for (const { note, name, after = [] } of kept) {
    const read = keys.open(note)
    if (read.ok) opened.push({ ...read.value, after })
    else
      for (const { message } of read.issues) faults.add('outside', name === undefined ? message : `${name}: ${message}`)
  }
  return opened.sort((a, b) => a.size - b.size)
}

const renderOthers = (count: number): string => (count === 0 ? '' : ` So say ${count} more of these checkpoints.`)

const checkShorter = (longer: readonly Checkpoint[], size: number, faults: Faults): void => {
  const last = longer.at(-1)
  if (last !== undefined)
    faults.add('truncated', `It had ${last.size} records and has ${size}.${renderOthers(longer.length - 1)}`)
}

const buildRange = (good: number, bad: number): RecordRange => ({ from: good, to: bad - 1 })

const renderBeginsOtherwise = (good: number, first: Checkpoint, found: Buffer | undefined): string => {
  const signed = `The first ${first.size} records lead to the root ${hashToBase64(found ?? Buffer.alloc(0))}, and ${hashToBase64(first.root)} was signed`
  return good === 0
    ? `${signed}.`
    : `${signed}; the first ${good} are those that were signed over. So the change lies between the sizes ${good} and ${first.size}.`
}

const sameSizes = (after: readonly number[], overridden: readonly Overridden[]): boolean =>
  after.every((size, n) => overridden[n]?.size === size)

/** The record that tells why a checkpoint is of records that the log has no more; undefined: none does. */
const findOverride = (
  one: OpenedKept,
  kept: readonly OpenedKept[],
  overridden: readonly Overridden[],
): Overridden | undefined => {
  const next = overridden[one.after.length]
  if (next === undefined || one.size > next.size || !sameSizes(one.after, overridden)) return undefined
  const isThere = kept.some(
    ({ size, root, after }) =>
      size === next.size && hashToBase64(root) === next.root && after.join() === one.after.join(),
  )
  return isThere ? next : undefined
}

interface HeldOutside {
  /** The records among which a change must lie if there is one. */
  readonly suspect: RecordRange
  /** The checkpoints with which the log was compared. */
  readonly held: readonly Checkpoint[]
  readonly remarks: readonly string[]
}

/**
 * Holds the log to checkpoints kept elsewhere, the smallest first. A change must lie after the largest checkpoint that fits and
 * before the first that does not. One that the log itself says it was let to differ from is no
 * fault; each such record is reported, no matter what was kept.
 */
export const checkOutside = (
  kept: readonly OpenedKept[],
  { tree, overridden }: Pick<ReadLog, 'tree' | 'overridden'>,
  faults: Faults,
): HeldOutside => {
  const fits = (one: Checkpoint) => tree.roots.get(one.size)?.equals(one.root) ?? false
  const held = kept.filter(one => fits(one) || findOverride(one, kept, overridden) === undefined)
  return { suspect: findSuspect(held, tree, fits, faults), held, remarks: overridden.map(renderOverride) }
}

const findSuspect = (
  kept: readonly Checkpoint[],
  { frontier: { size }, roots }: GrownTree,
  fits: (one: Checkpoint) => boolean,
  faults: Faults,
): RecordRange => {
  const [shorter, longer] = [kept.filter(one => one.size <= size), kept.filter(one => one.size > size)]
  checkShorter(longer, size, faults)
  const newest = shorter.findLast(fits)?.size ?? 0
  for (const one of shorter.filter(other => !fits(other) && other.size < newest))
    faults.add('forked', renderStray(one, newest))
  const bad = shorter.filter(one => !fits(one) && one.size >= newest)
  const [first] = bad
  if (first === undefined) return buildRange(newest, Math.max(size, newest + 1))
  const range = buildRange(Math.min(newest, first.size - 1), first.size)
  faults.add(
    'forked',
    `${renderBeginsOtherwise(newest, first, roots.get(first.size))}${renderOthers(bad.length - 1)}`,
    range,
  )
  return range
}

const renderStray = ({ size }: Checkpoint, newest: number): string =>
  `One of ${size} records is of another log, though one of ${newest} fits: two logs were shown under one name.`
