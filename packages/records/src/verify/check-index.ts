import { buildIndexRow } from '../append/build-batch.ts'
import { buildIndexed } from '../append/decisions.ts'
import type { IndexRow, ShownRow } from '../database/schema.ts'
import { logSubject } from '../model/names.ts'
import type { SealedChecking } from './check-sealed.ts'
import type { Faults } from './fault.ts'
import type { ExaminedRecord } from './resealed.ts'
import type { LogSource, Stored } from './source.ts'

const isOfLog = ({ envelope }: ExaminedRecord): boolean =>
  envelope.type === 'accessed' && envelope.subject === logSubject

/** What a record of a list says that it showed; undefined: that is not known. */
const readShown = ({ opened }: ExaminedRecord): readonly number[] | undefined => {
  if (opened.state !== 'event') return undefined
  const { shown } = opened.payload
  return typeof shown === 'string' && shown !== '' ? shown.split(' ').map(Number) : []
}

const joinSorted = (some: readonly number[]): string => [...some].sort((one, other) => one - other).join()

/** Holds the rows that say which list showed which decision, those of the lists of a page, to what is sealed with the lists. */
export const checkShown = (
  looked: readonly ExaminedRecord[],
  rows: readonly Stored<ShownRow>[],
  faults: Faults,
): void => {
  const byList = new Map<unknown, number[]>()
  for (const { list, decision } of rows) byList.set(list, [...(byList.get(list) ?? []), decision ?? Number.NaN])
  for (const one of looked.filter(isOfLog)) {
    const { seq } = one.envelope
    const found = byList.get(seq) ?? []
    byList.delete(seq)
    const expected = readShown(one)
    if (one.opened.state === 'erased' && found.length > 0)
      faults.add('not-erased', 'It was erased, and what it showed is still there.', seq)
    if (expected !== undefined && joinSorted(expected) !== joinSorted(found))
      faults.add('index', 'What is kept of the decisions that it showed is not what it says.', seq)
  }
  for (const list of byList.keys())
    faults.add(
      'index',
      'A row says that a list showed a decision, and there is no such list.',
      Number(list) || undefined,
    )
}

const atOnce = 500

/** Index rows after one seq, up to and including another. */
export const readIndexRowsTo = async (
  source: Pick<LogSource, 'index'>,
  after: number | undefined,
  to: number,
): Promise<readonly Stored<IndexRow>[]> => {
  const found: Stored<IndexRow>[] = []
  for (let from = after; ; ) {
    const page = await source.index(from, atOnce)
    const within = page.filter(({ seq }) => typeof seq === 'number' && seq <= to)
    found.push(...within)
    if (within.length < atOnce) return found
    from = within.at(-1)!.seq!
  }
}

/** What the index is to say of a decision; undefined if the payload has another form than decisions have. */
const buildExpectedRow = ({ envelope, owner, opened }: ExaminedRecord): IndexRow | undefined => {
  if (opened.state !== 'decision') return undefined
  try {
    return buildIndexRow({ ...envelope, subject: owner! }, { indexed: buildIndexed(opened.payload.result) })
  } catch {
    return undefined
  }
}

const columns = ['subject', 'answer', 'status', 'rules'] as const

const compareRow = (row: Stored<IndexRow>, looked: ExaminedRecord, faults: SealedChecking['faults']): void => {
  const { envelope, owner, opened } = looked
  const expected = buildExpectedRow(looked)
  if (opened.state === 'decision' && expected === undefined)
    faults.add('payload', 'The payload opens, and is no decision.', envelope.seq)
  for (const name of columns) {
    const isWrong = expected === undefined ? row[name] === undefined : row[name] !== expected[name]
    if (isWrong) faults.add('index', `Its “${name}” is not what the record says.`, envelope.seq)
  }
  if (expected === undefined && row.subject !== (owner ?? null))
    faults.add('index', 'Its “subject” is not what the record says.', envelope.seq)
}

/**
 * Holds the index rows of a page, read after its keys, to its records. A row that an erasure took away meanwhile is no fault.
 */
export const checkIndex = async (
  looked: readonly ExaminedRecord[],
  rows: readonly Stored<IndexRow>[],
  { erasures, faults }: Pick<SealedChecking, 'erasures' | 'faults'>,
): Promise<void> => {
  const bySeq = new Map(rows.map(row => [row.seq, row]))
  const missing: ExaminedRecord[] = []
  for (const one of looked) {
    const { envelope, opened } = one
    const row = bySeq.get(envelope.seq)
    bySeq.delete(envelope.seq)
    if (row === undefined) {
      if (opened.state === 'decision' || (opened.state === 'closed' && envelope.type === 'evaluated')) missing.push(one)
    } else if (envelope.type !== 'evaluated') faults.add('index', 'Only decisions have a row there.', envelope.seq)
    else if (opened.state === 'erased')
      faults.add('not-erased', 'It was erased, and what lists are filtered by is still there.', envelope.seq)
    else compareRow(row, one, faults)
  }
  for (const seq of bySeq.keys()) faults.add('index', 'There is a row of no record.', seq ?? undefined)
  if (missing.length === 0) return
  await erasures.refresh()
  for (const { envelope, place } of missing)
    if (!erasures.covers(place)) faults.add('index', 'Its row is missing.', envelope.seq)
}
