import { accepted, type Checked, refusal } from '../checked.ts'
import { readListQuery } from '../reading/filter.ts'
import { endOf, startOf } from '../reading/filter-of.ts'
import type { Records } from '../records.ts'
import { decisionsBetween } from './read-decisions.ts'
import { type ActivityReport, reportOfTally } from './report-of-tally.ts'
import { addDecision, newTally } from './tally.ts'

export interface ReportOptions {
  /** Decisions recorded on this day (UTC) or later, or at this time. */
  readonly from?: string | undefined
  /** Recorded on this day or earlier, or before this time. What people did about them counts until now. */
  readonly to?: string | undefined
  /** Leaves out counts below 5, and what they could be worked out from. */
  readonly suppressSmall?: boolean
}

/**
 * Counts: answers, how often people decided otherwise, what hung on a reading or a caution, challenges, time until a person
 * decided. From index and events alone: no payload is opened, so it leaves no `accessed` event. Issues with the days; rejects
 * where storage fails.
 */
export const report = async (
  { database, now }: Pick<Records, 'database' | 'now'>,
  { from, to, suppressSmall = false }: ReportOptions = {},
): Promise<Checked<ActivityReport>> => {
  const read = readListQuery({ from, to })
  if (!read.ok) return read
  const span = { from: from && startOf(from), to: to && endOf(to) }
  if (span.from !== undefined && span.to !== undefined && span.from >= span.to)
    return refusal('out-of-range', '/to', 'The report would end before it begins.')
  const tally = newTally()
  for await (const some of decisionsBetween(database.db, span))
    for (const { decision, events } of some) addDecision(tally, decision, events)
  const made = { from: span.from ?? null, to: span.to ?? now().toISOString() }
  return accepted(reportOfTally(tally, made, suppressSmall))
}
