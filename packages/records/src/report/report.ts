import { accepted } from '@virtual-school/rules/internal'
import type { Records } from '../append/records.ts'
import { findSeqAt } from '../log/read.ts'
import { type Checked, refusal } from '../model/checked.ts'
import { parseListQuery } from '../read/filter.ts'
import { type ActivityReport, buildActivityReport } from './activity-report.ts'
import { toEnd, toStart } from './days.ts'
import { selectActivationBefore, streamLogEvents, streamReportedDecisions } from './read-log.ts'
import { addDecision, addLogEvent, createTally, readActivation } from './tally.ts'

/** Which decisions a report counts, and how. */
export interface ReportOptions {
  /** Decisions recorded on this day (in England) or later, or at this time. */
  readonly from?: string | undefined
  /** Recorded on this day or earlier, or before this time. What people did about them counts until now. */
  readonly to?: string | undefined
  /** Rounds all counts and leaves out small ones, and what they could be worked out from. */
  readonly suppressSmall?: boolean
}

/**
 * Counts by month, council, client, question, answer, reading, caution, rule, person and rules: how often people decided, and
 * otherwise, challenges and those unanswered, what nobody looked at or told; erasures, readings and copies. From envelopes and
 * index alone: no payload is opened and no key is read, so the role of auditors can do it, and it leaves no `accessed` event.
 * Issues with the days; rejects if storage fails.
 */
export const report = async (
  { database: { db }, now }: Pick<Records, 'database' | 'now'>,
  { from, to, suppressSmall = false }: ReportOptions = {},
): Promise<Checked<ActivityReport>> => {
  const read = parseListQuery({ from, to })
  if (!read.ok) return read
  const made = {
    from: from === undefined ? null : toStart(from),
    to: to === undefined ? now().toISOString() : toEnd(to),
  }
  if (made.from !== null && made.from >= made.to)
    return refusal('out-of-range', '/to', 'The report would end before it begins.')
  const span = {
    from: made.from === null ? 0 : await findSeqAt(db, made.from),
    to: to === undefined ? Number.MAX_SAFE_INTEGER : await findSeqAt(db, made.to),
  }
  const tally = createTally()
  const before = await selectActivationBefore(db, span.from)
  if (before !== undefined) tally.activations.push(readActivation(before))
  for await (const some of streamReportedDecisions(db, span)) for (const decision of some) addDecision(tally, decision)
  for await (const event of streamLogEvents(db, span)) addLogEvent(tally, event)
  return accepted(buildActivityReport(tally, made, suppressSmall))
}
