import { type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely'
import type { IndexRow, RecordRow, Schema } from '../database/schema.ts'
import { inRealmSql, type Placings, readPlacings } from '../find/realms.ts'
import { type MovesOfChild, ofChildSql, selectMovesOfChild } from '../log/moves.ts'
import { findSeqAt } from '../log/read.ts'
import { buildRulePattern } from '../log/rules.ts'

/** What a list is narrowed to; what is left out narrows nothing. */
export interface RecordFilter {
  readonly type?: string
  readonly decision?: string
  readonly authority?: string
  readonly client?: string
  readonly realm?: string
  /** The random ids of subjects, as envelopes have them: it is of one of these. */
  readonly subjects?: readonly string[]
  /** The id of the decision that events are about. */
  readonly about?: string
  /** A rulebook’s digest. */
  readonly rules?: string
  /** Recorded at this time or later, ISO 8601 in UTC with milliseconds. */
  readonly from?: string
  /** Recorded before this time. */
  readonly to?: string
  readonly answer?: string
  /** The name of a rule that bore on the decision. */
  readonly rule?: string
  /** The digests of rulebooks, one of which decided. */
  readonly rulesAmong?: readonly string[]
  /** Rules by name, `caution:…` and `reading:…`, all of which bore on the decision. */
  readonly bearing?: readonly string[]
}

/** A record without its payload and leaf, and what filters know of it (null: nothing, or erased). */
export type ListedRecord = Omit<RecordRow, 'payload' | 'leaf'> & Pick<IndexRow, 'answer' | 'status' | 'rules'>

interface RecordPage {
  /** Newest first. */
  readonly rows: readonly ListedRecord[]
  /** The next page is what stands before this seq; null: there is none. */
  readonly next: number | null
}

type Joined = ExpressionBuilder<Schema & { r: RecordRow; i: IndexRow }, 'r' | 'i'>

interface Span {
  readonly from: number | undefined
  readonly before: number | undefined
}

/** Times never go back as seqs go on, so a stretch of time is a stretch of seqs. */
const findSpan = async (db: Kysely<Schema>, { from, to }: RecordFilter, before?: number): Promise<Span> => {
  const end = to === undefined ? undefined : await findSeqAt(db, to)
  return {
    from: from === undefined ? undefined : await findSeqAt(db, from),
    before: end === undefined ? before : Math.min(end, before ?? end),
  }
}

const columns = {
  type: 'r.type',
  decision: 'r.decision',
  authority: 'r.authority',
  client: 'r.client',
  about: 'r.about',
  rules: 'r.rules_digest',
  answer: 'i.answer',
} as const

/** If only the columns of the index narrow the list, the index is read: its rows are a twentieth as long. */
const choosePlace = ({ answer, rule, bearing }: RecordFilter) =>
  (answer ?? rule ?? bearing?.[0]) === undefined ? 'r.seq' : 'i.seq'

/** What the filter has to be read with. */
interface FilterContext {
  readonly span: Span
  readonly placings: Placings | undefined
  /** Of each subject. */
  readonly moves: readonly (readonly [subject: string, moves: MovesOfChild])[] | undefined
}

const selectMovesOfEach = (db: Kysely<Schema>, subjects: readonly string[]) =>
  Promise.all(subjects.map(async subject => [subject, await selectMovesOfChild(db, subject)] as const))

const readFilterContext = async (
  db: Kysely<Schema>,
  filter: RecordFilter,
  before: number | undefined,
): Promise<FilterContext> => ({
  span: await findSpan(db, filter, before),
  placings: filter.realm === undefined ? undefined : await readPlacings(db),
  moves: filter.subjects && (await selectMovesOfEach(db, filter.subjects)),
})

const buildConditions = (eb: Joined, filter: RecordFilter, { span, placings, moves }: FilterContext) => {
  const equal = Object.entries(columns).flatMap(([name, column]) => {
    const value = filter[name as keyof typeof columns]
    return value === undefined ? [] : [eb(column, '=', value)]
  })
  const { rule, rulesAmong, bearing = [] } = filter
  const names = rule === undefined ? bearing : [rule, ...bearing]
  return eb.and([
    ...equal,
    ...(placings === undefined ? [] : [inRealmSql(filter.realm!, placings)]),
    ...(moves === undefined ? [] : [eb.or(moves.map(([subject, own]) => ofChildSql(eb as never, subject, own)))]),
    // They hold what other records held before, and are of use to programs that check the log.
    ...(filter.type === undefined ? [eb('r.type', '<>', 'resealed')] : []),
    ...(span.from === undefined ? [] : [eb(choosePlace(filter), '>=', span.from)]),
    ...(span.before === undefined ? [] : [eb(choosePlace(filter), '<', span.before)]),
    ...(rulesAmong === undefined ? [] : [eb('r.rules_digest', 'in', rulesAmong)]),
    ...names.map(name => sql<SqlBool>`i.rules like ${buildRulePattern(name)} escape '\\'`),
  ])
}

const shown = [
  'r.seq',
  'r.id',
  'r.type',
  'r.about',
  'r.subject',
  'r.decision',
  'r.authority',
  'r.as_of',
  'r.client',
  'r.recorded_at',
  'r.rules_digest',
  'r.realm',
  'r.envelope',
  'i.answer',
  'i.status',
  'i.rules',
] as const

/**
 * One page of the records that a filter lets through, newest first: at most `limit`, all of them before the seq `before`.
 * A page stays the same however many are added meanwhile.
 */
export const selectRecords = async (
  db: Kysely<Schema>,
  filter: RecordFilter,
  { limit, before }: { readonly limit: number; readonly before?: number | undefined },
): Promise<RecordPage> => {
  const whose = await readFilterContext(db, filter, before)
  const found = await db
    .selectFrom('records as r')
    .leftJoin('record_index as i', 'i.seq', 'r.seq')
    .select(shown)
    .where(eb => buildConditions(eb as unknown as Joined, filter, whose))
    .orderBy(choosePlace(filter), 'desc')
    .limit(limit + 1)
    .execute()
  const rows = found.slice(0, limit)
  return { rows, next: found.length > limit ? rows.at(-1)!.seq : null }
}
