import type { Kysely } from 'kysely'
import type { RecordRow, Schema } from '../database/schema.ts'
import type { SeqSpan } from './read-decisions.ts'

const reported = ['accessed', 'exported', 'erased', 'rules-activated'] as const
const atOnce = 5_000

const columns = ['type', 'client', 'recorded_at', 'rules_digest', 'envelope'] as const
export type LoggedEvent = Pick<RecordRow, (typeof columns)[number]>

/** Readings, copies, erasures and activations of a stretch of the log, in order. */
export async function* logEventsIn(
  db: Kysely<Schema>,
  { from, to }: SeqSpan,
): AsyncGenerator<LoggedEvent, void, undefined> {
  let next = from
  for (;;) {
    const rows = await db
      .selectFrom('records')
      .select(['seq', ...columns])
      .where('type', 'in', reported)
      // With the condition of the index of events, SQLite does not read every decision.
      .where('type', '<>', 'evaluated')
      .where('seq', '>=', next)
      .where('seq', '<', to)
      .orderBy('seq')
      .limit(atOnce)
      .execute()
    yield* rows
    if (rows.length < atOnce) return
    next = rows.at(-1)!.seq + 1
  }
}

/** The activation of rules that was the last before a record; undefined: there was none. */
export const activationBefore = (db: Kysely<Schema>, seq: number): Promise<LoggedEvent | undefined> =>
  db
    .selectFrom('records')
    .select(columns)
    .where('type', '=', 'rules-activated')
    .where('type', '<>', 'evaluated')
    .where('seq', '<', seq)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
