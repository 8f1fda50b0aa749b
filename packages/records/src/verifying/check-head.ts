import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import type { HeadRow } from '../database/schema.ts'
import type { Faults } from './fault.ts'
import type { LogKeys } from './log-keys.ts'
import { missingWords } from './place-rows.ts'
import type { ReadLog } from './read-log.ts'
import type { Stored } from './source.ts'

const sameBytes = (stored: Uint8Array | null | undefined, bytes: Uint8Array): boolean =>
  stored instanceof Uint8Array && Buffer.from(bytes).equals(stored)

/** What the log’s key signed over the records as they are said to be; undefined if that cannot be told, which is a fault. */
export const signedEnd = (head: Stored<HeadRow> | undefined, keys: LogKeys, faults: Faults): Checkpoint | undefined => {
  if (head === undefined) {
    faults.add('head', 'The row that says where the log ends is missing.')
    return undefined
  }
  if (head.note === '' && head.size === 0) return undefined
  const opened = keys.open(head.note ?? '')
  if (!opened.ok) {
    for (const { message } of opened.issues) faults.add('checkpoint', message)
    return undefined
  }
  if (!opened.value.isBare) faults.add('checkpoint', 'More stands in it than the log writes.')
  return opened.value
}

/** Whether records at the end are missing, or are there and were not signed. */
const checkSize = (signed: Checkpoint | undefined, head: Stored<HeadRow>, size: number, faults: Faults): void => {
  const end = signed?.size ?? head.size ?? size
  if (end > size) {
    const gap = { from: size, to: end - 1 }
    const why = signed === undefined ? 'The log is said to end after them.' : 'The log’s key signed over them.'
    faults.add('sequence', `${missingWords(gap)} ${why}`, gap)
  } else if (signed !== undefined && end < size)
    faults.add('checkpoint', `It was signed over ${end} records; there are ${size}.`)
}

/** Holds the row that says where the log ends to what was signed or, if that cannot be told, to the records. */
export const checkHead = (
  head: Stored<HeadRow>,
  signed: Checkpoint | undefined,
  { tree, recordedAt }: Pick<ReadLog, 'tree' | 'recordedAt'>,
  faults: Faults,
): void => {
  const { frontier } = tree
  const isOld = signed !== undefined && signed.size < frontier.size
  const { size, root } = signed === undefined || isOld ? { size: frontier.size, root: tree.root } : signed
  const isAsFound = size === frontier.size && root.equals(tree.root)
  checkSize(signed, head, frontier.size, faults)
  const wrong = [
    ['one', head.one !== 1],
    ['size', head.size !== size],
    ['root', !sameBytes(head.root, root)],
    ['frontier', isAsFound && !sameBytes(head.frontier, Buffer.concat(frontier.nodes))],
    ['recorded_at', size === frontier.size && head.recorded_at !== recordedAt],
  ] as const
  const what = signed === undefined || isOld ? `the ${size} records lead to` : `was signed over ${size} records`
  for (const [name, isWrong] of wrong) if (isWrong) faults.add('head', `Its “${name}” is not what ${what}.`)
}
