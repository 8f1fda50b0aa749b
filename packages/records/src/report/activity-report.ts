import { type Counts, countKeys, findLeftOut, roundCount, type Shown } from './protection.ts'
import type { OpenChallenge, ReportTally } from './tally.ts'
import { createKeysOf, listTables, type Measure, makesRow, measures, nameCount, type TableName } from './units.ts'

/** The numbers of one row. Null: left out for being small, or because another could be worked out from it. */
export interface ReportCounts extends Readonly<Record<Measure, Shown>> {
  /** Decided otherwise, of those that a person decided; null if none was decided, or a count is left out. */
  readonly overriddenRate: number | null
}

/** The counts of one row of a table. */
export interface ReportRow extends ReportCounts {
  readonly name: string
}

/** How often something happened, by a name. */
export interface NamedCount {
  readonly name: string
  readonly count: Shown
}

/** Events of one kind: how many, and by whom or why. */
export interface EventCounts {
  readonly count: Shown
  readonly by: readonly NamedCount[]
}

/** Rules that were in use, and from when until when, ISO 8601 in UTC. */
export interface RulesInUse {
  readonly version: string
  readonly digest: string
  /** Null: since before the report begins. */
  readonly from: string | null
  /** Null: until it ends. */
  readonly to: string | null
}

/**
 * Counts of the decisions of a stretch of time, from index and envelopes. Times are ISO 8601 in UTC; months are those of
 * England. Null stands for a count that is left out for being small.
 */
export interface ActivityReport {
  /** Null: since ever. */
  readonly from: string | null
  readonly to: string
  readonly isSuppressed: boolean
  /** All of them. */
  readonly decisions: Shown
  /** Of which nothing but the envelope is left. They stand in no other count: not even their rules are known. */
  readonly erased: { readonly count: Shown; readonly byQuestion: readonly NamedCount[] }
  /** All that were not erased. */
  readonly all: ReportCounts & { readonly withReadings: Shown; readonly withCautions: Shown }
  /**
   * The same, by this and that. A decision may stand in several rows by reading, caution or rule, and in none. If small counts
   * are left out there are no tables by rule and by person.
   */
  readonly tables: readonly { readonly by: TableName; readonly rows: readonly ReportRow[] }[]
  /** Oldest first, with whole days until the report ends; null: left out with the small numbers. */
  readonly unanswered: readonly (OpenChallenge & { readonly days: number })[] | null
  readonly erasures: EventCounts
  readonly readings: EventCounts
  readonly exports: EventCounts
  readonly rules: readonly RulesInUse[]
  /** Seconds from the record to the first decision by a person; null if there was none, or too few. */
  readonly medianSecondsToDecide: number | null
}

type Show = (table: string, row: string, measure: string) => Shown

/** How a number is shown: as it is, or rounded and left out if that protects a small one. */
const createShow = ({ units }: ReportTally, counts: Counts, isSuppressed: boolean): Show => {
  const left = isSuppressed ? findLeftOut({ units, keysOf: createKeysOf(true), makesRow }) : new Set<string>()
  return (...name) => {
    const key = nameCount(...name)
    const count = counts.get(key) ?? 0
    if (!isSuppressed) return count
    return left.has(key) ? null : roundCount(count)
  }
}

const collectRowNames = (counts: Counts): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, Set<string>>()
  for (const key of counts.keys()) {
    const [table = '', row = ''] = key.split('\n')
    if (row !== '') found.set(table, (found.get(table) ?? new Set()).add(row))
  }
  return new Map([...found].map(([table, rows]) => [table, [...rows].sort()]))
}

const computeRate = ({ decided, overridden }: Readonly<Record<Measure, Shown>>): number | null =>
  decided === null || overridden === null || decided === 0 ? null : overridden / decided

const readCounts = (show: Show, table: string, row: string): ReportCounts => {
  const counts = Object.fromEntries(measures.map(measure => [measure, show(table, row, measure)]))
  const shown = counts as Readonly<Record<Measure, Shown>>
  return { ...shown, overriddenRate: computeRate(shown) }
}

const dayInMilliseconds = 86_400_000

const listOpenUntil = (open: ReportTally['open'], to: string): NonNullable<ActivityReport['unanswered']> =>
  [...open]
    .sort((one, other) => (one.since < other.since ? -1 : 1))
    .map(one => ({ ...one, days: Math.floor((Date.parse(to) - Date.parse(one.since)) / dayInMilliseconds) }))

const listRulesInUse = ({ activations }: ReportTally, from: string | null): readonly RulesInUse[] =>
  activations.map(({ version, digest, at }, n) => ({
    ...{ version, digest },
    from: from !== null && at < from ? null : at,
    to: activations[n + 1]?.at ?? null,
  }))

const computeMedian = (milliseconds: readonly number[]): number | null => {
  if (milliseconds.length === 0) return null
  const sorted = [...milliseconds].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return Math.round(median / 1000)
}

/** The report of a tally. `isSuppressed`: counts are rounded, and small ones left out. */
export const buildActivityReport = (
  tally: ReportTally,
  { from, to }: Pick<ActivityReport, 'from' | 'to'>,
  isSuppressed: boolean,
): ActivityReport => {
  const counts = countKeys({ units: tally.units, keysOf: createKeysOf(isSuppressed) })
  const names = collectRowNames(counts)
  const show = createShow(tally, counts, isSuppressed)
  const named = (table: string, measure: string): readonly NamedCount[] =>
    (names.get(table) ?? []).map(name => ({ name, count: show(table, name, measure) }))
  const events = (kind: string): EventCounts => ({ count: show(kind, '', 'events'), by: named(kind, 'events') })
  const all = readCounts(show, 'all', '')
  const [withReadings, withCautions] = [show('all', '', 'withReadings'), show('all', '', 'withCautions')]
  return {
    ...{ from, to, isSuppressed },
    decisions: show('log', '', 'decisions'),
    erased: { count: show('log', '', 'erased'), byQuestion: named('erased', 'decisions') },
    all: { ...all, withReadings, withCautions },
    tables: listTables(isSuppressed).map(by => ({
      by,
      rows: (names.get(by) ?? []).map(name => ({ name, ...readCounts(show, by, name) })),
    })),
    unanswered: isSuppressed ? null : listOpenUntil(tally.open, to),
    erasures: events('erasure'),
    readings: events('access'),
    exports: events('copy'),
    rules: listRulesInUse(tally, from),
    medianSecondsToDecide: all.decided === null ? null : computeMedian(tally.milliseconds),
  }
}
