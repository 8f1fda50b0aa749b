import { accepted, type Checked } from '../checked.ts'
import type { RecordRow } from '../database/schema.ts'
import type { LaterEvent } from '../explanation/input.ts'
import type { Reader } from '../keeping/by.ts'
import { readEnvelope } from '../opening/envelope.ts'
import { openEach } from '../opening/open.ts'
import type { Records } from '../records.ts'
import { recordOf } from './decision-of.ts'
import { laterEvent } from './later-event.ts'

type Reading = Pick<Records, 'database' | 'keys'>

/** What is about a child and so about each decision of the child’s, whichever it was written to. */
const ofSubject = ['held', 'released', 'erased'] as const

/** The rows of everything that was recorded about a decision afterwards, in the order of the log. */
export const eventRows = async ({ database }: Pick<Records, 'database'>, row: RecordRow): Promise<RecordRow[]> => {
  const rows = await database.db
    .selectFrom('records')
    .selectAll()
    .where(eb =>
      eb.or([
        eb('about', '=', row.id),
        ...(row.subject === null ? [] : [eb.and([eb('subject', '=', row.subject), eb('type', 'in', ofSubject)])]),
      ]),
    )
    .orderBy('seq')
    .execute()
  return rows.filter(one => one.seq > row.seq && bearsOn(one, row))
}

/** An erasure by retention takes one year of one decision. */
const bearsOn = (event: RecordRow, { decision, recorded_at }: RecordRow): boolean => {
  if (event.type !== 'erased') return true
  const read = readEnvelope(event.envelope)
  const erased = read.ok ? read.value.erased : undefined
  return erased?.year === undefined || (event.decision === decision && recorded_at.startsWith(`${erased.year}-`))
}

/** Opened, for accounts. */
export const laterEvents = async (records: Reading, row: RecordRow): Promise<readonly LaterEvent[]> =>
  (await openEach(records, await eventRows(records, row))).flatMap(opened => laterEvent(opened) ?? [])

/**
 * Everything that was recorded about a decision afterwards, in the order of the log; reasons and outcomes only where they can
 * still be read. Issues where there is no record of that id. Leaves no `accessed` event: see `readRecord`.
 */
export const eventsOf = async (
  records: Reading,
  id: string,
  reader: Reader,
): Promise<Checked<readonly LaterEvent[]>> => {
  const found = await recordOf(records, id, reader)
  return found.ok ? accepted(await laterEvents(records, found.value)) : found
}
