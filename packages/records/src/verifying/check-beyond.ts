import type { Faults } from './fault.ts'
import type { LogSource, StoredTile } from './source.ts'

const endOf = async (source: LogSource): Promise<number> => (await source.heads())[0]?.size ?? 0

/**
 * What stands after the end of the log, which is read again once something was found: what was added meanwhile is before it.
 */
const beyond = async <Row>(
  source: LogSource,
  look: (end: number) => Promise<readonly Row[]>,
  isBefore: (row: Row, end: number) => boolean,
): Promise<readonly Row[]> => {
  const rows = await look(await endOf(source))
  if (rows.length === 0) return rows
  const end = await endOf(source)
  return rows.filter(row => !isBefore(row, end))
}

const isTileBefore = ({ level, idx }: StoredTile, end: number): boolean =>
  typeof level === 'number' && typeof idx === 'number' && level >= 1 && idx >= 0 && (idx + 1) * 256 ** level <= end

interface Placed {
  readonly seq?: number | null | undefined
}
const isSeqBefore = ({ seq }: Placed, end: number): boolean => typeof seq === 'number' && seq < end

/** Nothing may stand after the end of the log, and there is one end. */
export const checkBeyond = async (source: LogSource, faults: Faults): Promise<void> => {
  const { length } = await source.heads()
  if (length > 1) faults.add('head', 'More than one row says where the log ends.')
  const records = await beyond(source, end => source.records(end - 1, 1), isSeqBefore)
  if (records.length > 0)
    faults.add('sequence', 'It stands after the end of the log, and there may be others.', records[0]?.seq ?? undefined)
  const index = await beyond(source, end => source.index(end - 1, 1), isSeqBefore)
  if (index.length > 0) faults.add('index', 'There is a row of no record.', index[0]?.seq ?? undefined)
  const isListBefore = ({ list }: { readonly list?: number | null | undefined }, end: number) =>
    typeof list === 'number' && list < end
  const shown = await beyond(source, end => source.shown(end - 1, Number.MAX_SAFE_INTEGER), isListBefore)
  if (shown.length > 0) faults.add('index', 'A row says that a list showed a decision, and there is no such list.')
  for (const { level, idx } of await beyond(source, source.tilesBeyond, isTileBefore))
    faults.add('tile', `A hash is stored for level ${level}, place ${idx}, where the log has no finished part.`)
}
