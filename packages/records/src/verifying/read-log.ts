import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { checkIndex, indexRowsTo } from './check-index.ts'
import { type CheckedRow, checkRow } from './check-row.ts'
import { type NamedRules, noteRules } from './check-rulebooks.ts'
import { lookInto, type SealedChecking } from './check-sealed.ts'
import { type GrownTree, growTree, noTree } from './grow-tree.ts'
import type { LookedInto } from './looked-into.ts'
import { everyPage } from './pages.ts'
import type { LogProgress } from './report.ts'

// A few megabytes at most.
const rowsAtOnce = 200

/** What reading the log from its first record on has led to. */
export interface ReadLog {
  readonly tree: GrownTree
  readonly named: NamedRules
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

export interface Reading extends SealedChecking {
  readonly origin: string
  /** Where the log ends; records that were added since are left aside. */
  readonly size: number | undefined
  readonly outside: Checkpoint | undefined
  readonly progress: ((at: LogProgress) => void) | undefined
}

const counted = (counts: Record<string, number>, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1
}

/** Looks at every record in order, a page at a time, with nothing kept of it but the right edge of the tree and counts. */
export const readLog = async (reading: Reading): Promise<ReadLog> => {
  const { source, faults, origin, size = Number.MAX_SAFE_INTEGER } = reading
  const [types, states] = [{}, {}] as Record<string, number>[]
  const named: NamedRules = new Map()
  let [tree, recordedAt, indexRows, untagged] = [noTree, '', 0, 0]
  let [after, boundSince]: (number | undefined)[] = []
  for await (const page of everyPage(source.records, { by: 'seq', limit: rowsAtOnce, faults })) {
    const rows: CheckedRow[] = []
    for (const row of page) {
      if ((row.seq ?? 0) >= size) break
      const checked = checkRow(row, { seq: tree.frontier.size + rows.length, origin, recordedAt }, faults)
      recordedAt = checked.envelope?.recordedAt ?? recordedAt
      counted(types!, checked.envelope?.type ?? 'unreadable')
      if (checked.envelope) noteRules(named, checked.envelope, faults)
      rows.push(checked)
    }
    if (rows.length === 0) break
    tree = await growTree(
      tree,
      rows.map(one => one.leaf),
      reading,
    )
    await checkIds(rows, reading)
    const { looked, untagged: more } = await lookInto(rows, reading)
    untagged += more
    boundSince ??= rows.find(({ envelope }) => envelope?.type === 'subjects-bound')?.envelope?.seq
    for (const { opened } of looked) counted(states!, opened.state)
    const last = rows.at(-1)?.row.seq ?? tree.frontier.size - 1
    indexRows += await checkIndexRows(looked, { after, last }, reading)
    after = last
    reading.progress?.({ done: tree.frontier.size, of: reading.size ?? null })
  }
  return { tree, named, recordedAt, types: types!, states: states!, indexRows, untagged, boundSince }
}

const checkIds = async (rows: readonly CheckedRow[], { source, faults }: Reading): Promise<void> => {
  const seqs = new Map<string, number | undefined>()
  for (const { row, envelope } of rows) if (row.id) seqs.set(row.id, envelope?.seq)
  for (const id of await source.repeatedIds([...seqs.keys()]))
    faults.add('repeated-id', 'Another record bears the same id.', seqs.get(id ?? ''))
}

const checkIndexRows = async (
  looked: readonly LookedInto[],
  { after, last }: { readonly after: number | undefined; readonly last: number },
  reading: Reading,
): Promise<number> => {
  const rows = await indexRowsTo(reading.source, after, last)
  await checkIndex(looked, rows, reading)
  return rows.length
}
