import { accepted, type Checked } from '../checked.ts'
import type { RecordRow } from '../database/schema.ts'
import type { LaterEvent } from '../explanation/input.ts'
import type { Reader } from '../keeping/by.ts'
import { readEnvelope } from '../opening/envelope.ts'
import { openEach } from '../opening/open.ts'
import { inRealm, realmOf } from '../realms/in-realm.ts'
import { splitsIn } from '../realms/splits.ts'
import type { Records } from '../records.ts'
import { recordOf } from './decision-of.ts'
import { laterEvent } from './later-event.ts'

type Reading = Pick<Records, 'database' | 'keys'>

/** What is about a child and so about each decision of the child’s in its realm, whichever it was written to. */
const ofSubject = ['held', 'released'] as const

/** The rows of everything that was recorded about a decision afterwards, in the order of the log. */
export const eventRows = async ({ database }: Pick<Records, 'database'>, row: RecordRow): Promise<RecordRow[]> => {
  const { db } = database
  const { id, subject } = row
  const sameRealm = inRealm(await realmOf(db, row), await splitsIn(db))
  const rows = await db
    .selectFrom('records as r')
    .selectAll('r')
    .where(eb => {
      if (subject === null) return eb('r.about', '=', id)
      const held = eb.and([eb('r.type', 'in', ofSubject), sameRealm])
      return eb.or([
        eb('r.about', '=', id),
        // Whoever’s it was, what was erased is gone for all.
        eb.and([eb('r.subject', '=', subject), eb.or([eb('r.type', '=', 'erased'), held])]),
      ])
    })
    .orderBy('r.seq')
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
