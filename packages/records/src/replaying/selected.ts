import type { RecordRow } from '../database/schema.ts'
import { recordById, recordsInOrder } from '../log/read.ts'
import type { Records } from '../records.ts'

/** Which decisions: one by its id, those recorded at a time (ISO 8601 in UTC with milliseconds) or later, or all. */
export type ReplaySelection = { readonly id: string } | { readonly since: string } | { readonly all: true }

const atOnce = 100

async function* rowsOf(
  { database: { db } }: Pick<Records, 'database'>,
  selection: ReplaySelection,
): AsyncGenerator<RecordRow, void, undefined> {
  if ('id' in selection) {
    const row = await recordById(db, selection.id)
    if (row !== undefined) yield row
    return
  }
  if ('all' in selection) return yield* recordsInOrder(db)
  // Times never go back, so what was recorded since is what follows the first of them.
  const first = db.selectFrom('records').select('seq').where('recorded_at', '>=', selection.since)
  const from = await first.orderBy('seq').limit(1).executeTakeFirst()
  if (from !== undefined) yield* recordsInOrder(db, from.seq)
}

/** The decisions of a selection in the order of the log, some at a time; other records are left out. */
export async function* selectedDecisions(
  records: Pick<Records, 'database'>,
  selection: ReplaySelection,
): AsyncGenerator<readonly RecordRow[], void, undefined> {
  let rows: RecordRow[] = []
  for await (const row of rowsOf(records, selection)) {
    if (row.type !== 'evaluated') continue
    rows.push(row)
    if (rows.length < atOnce) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}
