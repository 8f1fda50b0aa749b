import type { Kysely } from 'kysely'
import type { RecordRow, Schema } from '../database/schema.ts'
import { queryEvents } from '../log/events.ts'
import { splitRuleNames } from '../log/rules.ts'
import type { Envelope } from '../model/envelope.ts'
import { typesCountedAs } from '../model/events.ts'

/** What is counted of the log itself, not of one decision. */
const reported = typesCountedAs('reading', 'copy', 'erasure', 'activation')
const eventsAtOnce = 5_000

const columns = ['type', 'client', 'recorded_at', 'rules_digest', 'envelope'] as const
/** The row of an event, as far as reports need it. */
export type LoggedEvent = Pick<RecordRow, (typeof columns)[number]>

/** Readings, copies, erasures and activations of a stretch of the log, in order. */
export async function* streamLogEvents(
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
      .limit(eventsAtOnce)
      .execute()
    yield* rows
    if (rows.length < eventsAtOnce) return
    next = rows.at(-1)!.seq + 1
  }
}

/** The activation of rules that was the last before a record; undefined: there was none. */
export const selectActivationBefore = (db: Kysely<Schema>, seq: number): Promise<LoggedEvent | undefined> =>
  queryEvents(db, 'rules-activated')
    .select(columns)
    .where('seq', '<', seq)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()

const atOnce = 1_000

/** A decision as log and index know it, with what was recorded about it until now; nothing is opened. */
export interface ReportedDecision {
  readonly id: string
  readonly question: string
  readonly council: string
  readonly client: string
  readonly askedBy: string
  readonly recordedAt: string
  /** Version and digest. */
  readonly rules: { readonly version: string; readonly digest: string }
  /** Undefined: it was erased, and what was found is no longer known. */
  readonly found: { readonly answer: string | null; readonly names: readonly string[] } | undefined
  readonly events: readonly ReportedEvent[]
}

const selectPage = async (db: Kysely<Schema>, from: number, to: number) =>
  db
    .selectFrom('records as r')
    .leftJoin('record_index as i', 'i.seq', 'r.seq')
    .select(['r.seq', 'r.id', 'r.decision', 'r.authority', 'r.client', 'r.recorded_at', 'r.rules_digest', 'r.envelope'])
    .select(['i.seq as indexed', 'i.answer', 'i.rules'])
    .where('r.type', '=', 'evaluated')
    .where('r.seq', '>=', from)
    .where('r.seq', '<', to)
    .orderBy('r.seq')
    .limit(atOnce)
    .execute()

type Row = Awaited<ReturnType<typeof selectPage>>[number]

/** What stands in an envelope alone, as far as it can be read: a damaged record is counted like any other, and `verify` names it. */
export const readEnvelopePart = ({ envelope }: { readonly envelope: string }): Partial<Envelope> => {
  try {
    return JSON.parse(envelope) as Envelope
  } catch {
    return {}
  }
}

const selectEventsAbout = async (
  db: Kysely<Schema>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly ReportedEvent[]>> => {
  const found = new Map<string, ReportedEvent[]>()
  if (ids.length === 0) return found
  const rows = db
    .selectFrom('records')
    .select(['about', 'type', 'recorded_at', 'envelope'])
    .where('about', 'in', [...ids])
  for (const row of await rows.where('type', '<>', 'evaluated').orderBy('seq').execute()) {
    const event = { type: row.type, recordedAt: row.recorded_at, actor: readEnvelopePart(row).actor }
    found.set(row.about!, [...(found.get(row.about!) ?? []), event])
  }
  return found
}

const buildReportedDecision = (row: Row, events: ReadonlyMap<string, readonly ReportedEvent[]>): ReportedDecision => {
  const { actor, rules } = readEnvelopePart(row)
  return {
    id: row.id,
    question: row.decision ?? '',
    council: row.authority ?? '',
    client: row.client,
    askedBy: actor ?? notNamed,
    recordedAt: row.recorded_at,
    rules: { version: rules?.version ?? '', digest: row.rules_digest ?? '' },
    found: row.indexed === null ? undefined : { answer: row.answer, names: splitRuleNames(row.rules ?? '') },
    events: events.get(row.id) ?? [],
  }
}

/** A stretch of the log, by the numbers of records: from `from` to before `to`. */
interface SeqSpan {
  readonly from: number
  readonly to: number
}

/** The decisions of a stretch of the log with what was recorded about them since, a thousand at a time. */
export async function* streamReportedDecisions(
  db: Kysely<Schema>,
  { from, to }: SeqSpan,
): AsyncGenerator<readonly ReportedDecision[], void, undefined> {
  let next = from
  for (;;) {
    const rows = await selectPage(db, next, to)
    const events = await selectEventsAbout(
      db,
      rows.map(row => row.id),
    )
    yield rows.map(row => buildReportedDecision(row, events))
    if (rows.length < atOnce) return
    next = rows.at(-1)!.seq + 1
  }
}

/** Something recorded about a decision. */
export interface ReportedEvent {
  readonly type: string
  readonly recordedAt: string
  readonly actor: string | undefined
}

/** Stands for a person who was not named. */
export const notNamed = '(not named)'
