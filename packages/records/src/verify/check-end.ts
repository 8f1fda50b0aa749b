import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import type { HeadRow } from '../database/schema.ts'
import type { Faults } from './fault.ts'
import type { LogKeys } from './log-keys.ts'
import { renderMissing } from './place-rows.ts'
import type { ReadLog } from './read-log.ts'
import type { LogSource, Stored, StoredRoot } from './source.ts'

const readEnd = async (source: LogSource): Promise<number> => (await source.heads())[0]?.size ?? 0

/**
 * What stands after the end of the log, which is read again once something was found: what was added meanwhile is before it.
 */
const findBeyond = async <Row>(
  source: LogSource,
  look: (end: number) => Promise<readonly Row[]>,
  isBefore: (row: Row, end: number) => boolean,
): Promise<readonly Row[]> => {
  const rows = await look(await readEnd(source))
  if (rows.length === 0) return rows
  const end = await readEnd(source)
  return rows.filter(row => !isBefore(row, end))
}

const isRootBefore = ({ level, idx }: StoredRoot, end: number): boolean =>
  typeof level === 'number' && typeof idx === 'number' && level >= 1 && idx >= 0 && (idx + 1) * 256 ** level <= end

interface Placed {
  readonly seq?: number | null | undefined
}
const isSeqBefore = ({ seq }: Placed, end: number): boolean => typeof seq === 'number' && seq < end

/** Nothing may stand after the end of the log, and there is one end. */
export const checkBeyond = async (source: LogSource, faults: Faults): Promise<void> => {
  const { length } = await source.heads()
  if (length > 1) faults.add('head', 'More than one row says where the log ends.')
  const records = await findBeyond(source, end => source.records(end - 1, 1), isSeqBefore)
  if (records.length > 0)
    faults.add('sequence', 'It stands after the end of the log, and there may be others.', records[0]?.seq ?? undefined)
  const index = await findBeyond(source, end => source.index(end - 1, 1), isSeqBefore)
  if (index.length > 0) faults.add('index', 'There is a row of no record.', index[0]?.seq ?? undefined)
  const isListBefore = ({ list }: { readonly list?: number | null | undefined }, end: number) =>
    typeof list === 'number' && list < end
  const shown = await findBeyond(source, end => source.shown(end - 1, Number.MAX_SAFE_INTEGER), isListBefore)
  if (shown.length > 0) faults.add('index', 'A row says that a list showed a decision, and there is no such list.')
  for (const { level, idx } of await findBeyond(source, source.rootsBeyond, isRootBefore))
    faults.add('tile', `A hash is stored for level ${level}, place ${idx}, where the log has no finished part.`)
}

const sameBytes = (stored: Uint8Array | null | undefined, bytes: Uint8Array): boolean =>
  stored instanceof Uint8Array && Buffer.from(bytes).equals(stored)

/** What the log’s key signed over the records as they are said to be; undefined if that cannot be found out, which is a fault. */
export const readSignedEnd = (
  head: Stored<HeadRow> | undefined,
  keys: LogKeys,
  faults: Faults,
): Checkpoint | undefined => {
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
    faults.add('sequence', `${renderMissing(gap)} ${why}`, gap)
  } else if (signed !== undefined && end < size)
    faults.add('checkpoint', `It was signed over ${end} records; there are ${size}.`)
}

/** Compares the row that says where the log ends with what was signed or, if that is not known, with the records. */
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
