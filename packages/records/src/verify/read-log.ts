import { checkIndex, checkShown, readIndexRowsTo } from './check-index.ts'
import { type CheckedRow, checkRow } from './check-row.ts'
import { type NamedRules, noteRules } from './check-rulebooks.ts'
import { examineSealed, type SealedChecking } from './check-sealed.ts'
import type { RecordRange } from './fault.ts'
import { createGrowingTree, type GrownTree } from './grow-tree.ts'
import { noLeaf, type PlacedRow, placeRows } from './place-rows.ts'
import type { LogProgress } from './report.ts'
import { everyPage } from './source.ts'

// A few megabytes at most.
const rowsAtOnce = 200

/** The record that somebody let the log go on though it was another than its second place knew. */
export interface Overridden {
  readonly seq: number
  readonly size: number
  readonly root?: string
}

/** What reading the log from its first record on has led to. */
export interface ReadLog {
  readonly tree: GrownTree
  /** Records that are missing between others. */
  readonly gaps: readonly RecordRange[]
  readonly named: NamedRules
  /** Records that say that the log went on though it was another than its second place knew. */
  readonly overridden: readonly Overridden[]
  /** Of the last record. */
  readonly recordedAt: string
  readonly types: Readonly<Record<string, number>>
  readonly states: Readonly<Record<string, number>>
  readonly indexRows: number
  /** Decisions that were opened and bear no tag of their reference. */
  readonly untagged: number
  /** The first record that says that references are bound. */
  readonly boundSince: number | undefined
}

interface ReadLogContext extends SealedChecking {
  readonly origin: string
  /** Where the log ends; records that were added since are left aside. */
  readonly size: number | undefined
  /** Of how many records the root is wanted. */
  readonly sizes: readonly number[]
  readonly progress: ((at: LogProgress) => void) | undefined
}

/** What is kept of the records that were read. */
interface SoFar {
  readonly named: NamedRules
  readonly types: Record<string, number>
  readonly states: Record<string, number>
  readonly gaps: RecordRange[]
  readonly overridden: Overridden[]
  recordedAt: string
  indexRows: number
  untagged: number
  boundSince: number | undefined
  /** The last record. */
  after: number | undefined
}

const countOne = (counts: Record<string, number>, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1
}

const checkRows = (
  placed: readonly PlacedRow[],
  so: SoFar,
  { origin, faults }: ReadLogContext,
): readonly CheckedRow[] =>
  placed.map(({ row, seq, missing }) => {
    if (missing > 0) so.gaps.push({ from: seq - missing, to: seq - 1 })
    const checked = checkRow(row, { seq, origin, recordedAt: so.recordedAt }, faults)
    so.recordedAt = checked.envelope?.recordedAt ?? so.recordedAt
    countOne(so.types, checked.envelope?.type ?? 'unreadable')
    if (checked.envelope) noteRules(so.named, checked.envelope, faults)
    if (checked.envelope?.overridden) so.overridden.push({ seq, ...checked.envelope.overridden })
    return checked
  })

/** With the same for records that are missing, so that those after them keep their places. */
const listLeaves = (placed: readonly PlacedRow[], rows: readonly CheckedRow[]): readonly Buffer[] =>
  rows.flatMap(({ leaf }, n) => [...Array.from({ length: placed[n]!.missing }, () => noLeaf), leaf])

/** Looks at every record in order, a page at a time, with nothing kept of it but the right edge of the tree and counts. */
export const readLog = async (reading: ReadLogContext): Promise<ReadLog> => {
  const { source, faults, size = Number.MAX_SAFE_INTEGER } = reading
  const growing = createGrowingTree(source, reading.sizes)
  const so: SoFar = {
    named: new Map(),
    types: {},
    states: {},
    gaps: [],
    overridden: [],
    recordedAt: '',
    indexRows: 0,
    untagged: 0,
    boundSince: undefined,
    after: undefined,
  }
  for await (const page of everyPage(source.records, { by: 'seq', limit: rowsAtOnce, faults })) {
    const within = page.filter(row => (row.seq ?? 0) < size)
    const placed = placeRows(within, growing.size(), faults)
    const rows = checkRows(placed, so, reading)
    await growing.grow(listLeaves(placed, rows))
    await checkIds(rows, reading)
    await examinePage(rows, so, growing.size() - 1, reading)
    if (within.length < page.length) break
    reading.progress?.({ done: growing.size(), of: reading.size ?? null })
  }
  const { after: _, ...found } = so
  return { tree: growing.grown(), ...found }
}

const checkIds = async (rows: readonly CheckedRow[], { source, faults }: ReadLogContext): Promise<void> => {
  const seqs = new Map<string, number | undefined>()
  for (const { row, envelope } of rows) if (row.id) seqs.set(row.id, envelope?.seq)
  for (const id of await source.repeatedIds([...seqs.keys()]))
    faults.add('repeated-id', 'Another record bears the same id.', seqs.get(id ?? ''))
}

/** What is sealed in the records of a page, and what lists are filtered by. */
const examinePage = async (
  rows: readonly CheckedRow[],
  so: SoFar,
  end: number,
  reading: ReadLogContext,
): Promise<void> => {
  if (rows.length === 0) return
  const { looked: found, untagged } = await examineSealed(rows, reading)
  so.untagged += untagged
  so.boundSince ??= rows.find(({ envelope }) => envelope?.type === 'subjects-bound')?.envelope?.seq
  for (const { opened } of found) countOne(so.states, opened.state)
  const last = rows.at(-1)?.row.seq ?? end
  const index = await readIndexRowsTo(reading.source, so.after, last)
  await checkIndex(found, index, reading)
  checkShown(found, await reading.source.shown(so.after, last), reading.faults)
  so.indexRows += index.length
  so.after = last
}
