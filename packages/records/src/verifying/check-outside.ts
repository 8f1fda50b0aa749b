import { type Checkpoint, openCheckpoint } from '../checkpoint/checkpoint.ts'
import type { VerifierKey } from '../checkpoint/verifier-key.ts'
import { hashToBase64 } from '../tree/base64.ts'
import type { Faults, RecordRange } from './fault.ts'
import type { GrownTree } from './grow-tree.ts'

/** A checkpoint that was kept where the log’s keeper cannot change it, and the file that it is in. */
export interface KeptCheckpoint {
  readonly note: string
  readonly name?: string | undefined
}

/** Those that the log’s key signed, the smallest first; the others are faults. */
export const openKept = (kept: readonly KeptCheckpoint[], key: VerifierKey, faults: Faults): readonly Checkpoint[] => {
  const opened: Checkpoint[] = []
  for (const { note, name } of kept) {
    const read = openCheckpoint(note, key)
    if (read.ok) opened.push(read.value)
    else
      for (const { message } of read.issues) faults.add('outside', name === undefined ? message : `${name}: ${message}`)
  }
  return opened.sort((a, b) => a.size - b.size)
}

const others = (count: number): string => (count === 0 ? '' : ` So say ${count} more of these checkpoints.`)

const checkShorter = (longer: readonly Checkpoint[], size: number, faults: Faults): void => {
  const last = longer.at(-1)
  if (last !== undefined)
    faults.add('truncated', `It had ${last.size} records and has ${size}.${others(longer.length - 1)}`)
}

const rangeBetween = (good: number, bad: number): RecordRange => ({ from: good, to: bad - 1 })

const beginsOtherwise = (good: number, first: Checkpoint, found: Buffer | undefined): string => {
  const signed = `The first ${first.size} records lead to the root ${hashToBase64(found ?? Buffer.alloc(0))}, and ${hashToBase64(first.root)} was signed`
  return good === 0
    ? `${signed}.`
    : `${signed}; the first ${good} are those that were signed over. So the change lies between the sizes ${good} and ${first.size}.`
}

/**
 * Holds the log to checkpoints kept elsewhere, the smallest first. Gives the records among which a change must lie if there is
 * one: those after the largest checkpoint that fits, up to the first that does not.
 */
export const checkOutside = (
  kept: readonly Checkpoint[],
  { frontier, roots }: GrownTree,
  faults: Faults,
): RecordRange => {
  const { size } = frontier
  const fits = (one: Checkpoint) => roots.get(one.size)?.equals(one.root) ?? false
  const [shorter, longer] = [kept.filter(one => one.size <= size), kept.filter(one => one.size > size)]
  checkShorter(longer, size, faults)
  const newest = shorter.findLast(fits)?.size ?? 0
  const [stray, bad] = [false, true].map(isLater => shorter.filter(one => !fits(one) && one.size > newest === isLater))
  for (const one of stray!)
    faults.add(
      'forked',
      `One of ${one.size} records is of another log, though one of ${newest} fits: two logs were shown under one name.`,
    )
  const [first] = bad!
  if (first === undefined) return rangeBetween(newest, Math.max(size, newest + 1))
  const range = rangeBetween(newest, first.size)
  faults.add('forked', `${beginsOtherwise(newest, first, roots.get(first.size))}${others(bad!.length - 1)}`, range)
  return range
}
