import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { seqAt } from '../log/seq-at.ts'
import type { ReportedDecision, ReportedEvent } from './tally.ts'

const atOnce = 1_000
const decided = ['reviewed', 'overridden', 'challenged'] as const

const page = async (db: Kysely<Schema>, from: number, to: number) =>
  db
    .selectFrom('records as r')
    .leftJoin('record_index as i', 'i.seq', 'r.seq')
    .select(['r.seq', 'r.id', 'r.decision', 'r.authority', 'r.recorded_at', 'i.seq as indexed', 'i.answer', 'i.rules'])
    .where('r.type', '=', 'evaluated')
    .where('r.seq', '>=', from)
    .where('r.seq', '<', to)
    .orderBy('r.seq')
    .limit(atOnce)
    .execute()

const eventsAbout = async (
  db: Kysely<Schema>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly ReportedEvent[]>> => {
  const found = new Map<string, ReportedEvent[]>()
  if (ids.length === 0) return found
  const asked = db
    .selectFrom('records')
    .select(['about', 'type', 'recorded_at'])
    .where('about', 'in', [...ids])
  for (const { about, type, recorded_at } of await asked.where('type', 'in', decided).orderBy('seq').execute()) {
    const event = { about: about!, type: type as ReportedEvent['type'], recordedAt: recorded_at }
    found.set(event.about, [...(found.get(event.about) ?? []), event])
  }
  return found
}

export interface Told {
  readonly decision: ReportedDecision
  readonly events: readonly ReportedEvent[]
}

/** Decisions recorded in a stretch of time with what people did about them since, some at a time; nothing is opened. */
export async function* decisionsBetween(
  db: Kysely<Schema>,
  { from, to }: { readonly from: string | undefined; readonly to: string | undefined },
): AsyncGenerator<readonly Told[], void, undefined> {
  const end = to === undefined ? Number.MAX_SAFE_INTEGER : await seqAt(db, to)
  let next = from === undefined ? 0 : await seqAt(db, from)
  for (;;) {
    const rows = await page(db, next, end)
    const events = await eventsAbout(
      db,
      rows.map(one => one.id),
    )
    yield rows.map(row => ({
      decision: {
        id: row.id,
        decision: row.decision ?? '',
        authority: row.authority ?? '',
        recordedAt: row.recorded_at,
        found: row.indexed === null ? undefined : { answer: row.answer, rules: row.rules ?? '' },
      },
      events: events.get(row.id) ?? [],
    }))
    if (rows.length < atOnce) return
    next = rows.at(-1)!.seq + 1
  }
}
