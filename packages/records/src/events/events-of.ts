import { accepted } from '@virtual-school/rules/internal'
import type { Kysely } from 'kysely'
import type { LaterEvent } from '../account/account.ts'
import type { Records } from '../append/records.ts'
import type { RecordRow, Schema } from '../database/schema.ts'
import { findRealm, inRealmSql, readPlacings } from '../find/realms.ts'
import { findRecord } from '../find/record.ts'
import { selectMovesOf, selectMovesOfChild } from '../log/moves.ts'
import type { Reader } from '../model/actor.ts'
import type { Checked } from '../model/checked.ts'
import type { ErasureReason } from '../model/envelope.ts'
import { typesAboutChild } from '../model/events.ts'
import { readEnvelope } from '../model/read-envelope.ts'
import { otherOutcome } from '../model/record-types.ts'
import { openEach } from '../unseal/open.ts'
import type { OpenedRecord } from '../unseal/payload.ts'

const erasureWords: Readonly<Record<ErasureReason, string>> = {
  'erasure-request': 'Erasure was asked for.',
  'retention-ended': 'The time for which such records are kept has ended.',
  'recorded-in-error': 'It was recorded in error.',
  'court-order': 'A court ordered it.',
}

/** What may be shown of a list that showed a decision: it showed others too, so no more than that. */
const listed = { read: 'list' } as const

type Contents = Pick<LaterEvent, 'reason' | 'answer' | 'details'>

const readContents = (opened: OpenedRecord): Contents => {
  if (opened.state !== 'event') return {}
  const { reason, outcome, ...others } = opened.payload
  return {
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(typeof outcome === 'string' && outcome !== otherOutcome ? { answer: outcome } : {}),
    ...(Object.keys(others).length === 0 ? {} : { details: others }),
  }
}

/** An event as accounts tell it; undefined if what is stored is no envelope. What can no longer be read is left out. */
export const readLaterEvent = (opened: OpenedRecord): LaterEvent | undefined => {
  if (opened.envelope === undefined) return undefined
  const { seq, id, type, recordedAt, client, actor, approver, erased } = opened.envelope
  return {
    ...{ seq, id, type, recordedAt, client },
    ...(actor === undefined ? {} : { actor }),
    ...(approver === undefined ? {} : { approver }),
    ...(erased === undefined ? readContents(opened) : { reason: erasureWords[erased.reason] }),
  }
}

type Reading = Pick<Records, 'database' | 'keys'>

/** What holds again the contents of another record is no event. */
const isEvent = ({ type }: RecordRow): boolean => type !== 'resealed'

/**
 * The rows of everything that was recorded about a decision afterwards, in the order of the log. Of a decision that was moved, what is
 * about a child is of the child whose it is now, and since then.
 */
export const selectEventRows = async (
  { database: { db } }: Pick<Records, 'database'>,
  row: RecordRow,
): Promise<RecordRow[]> => {
  const [move] = await selectMovesOf(db, [row.about ?? row.id])
  const [subject, since] = move === undefined ? [row.subject, row.seq] : [move.to, move.seq]
  const about = await db.selectFrom('records').selectAll().where('about', '=', row.id).execute()
  const ofChild = subject === null ? [] : await selectChildEvents(db, subject, await findRealm(db, row))
  const found = new Map(about.filter(isEvent).map(one => [one.seq, one]))
  for (const one of ofChild) if (one.seq > since) found.set(one.seq, one)
  return [...found.values()]
    .filter(one => one.seq > row.seq && bearsOn(one, row))
    .sort((one, other) => one.seq - other.seq)
}

/**
 * Not those that were recorded with a decision which is another child’s now: they went with it. Nor those of another realm, but for
 * erasures: no matter who ordered one, what was erased is gone for everybody.
 */
const selectChildEvents = async (db: Kysely<Schema>, subject: string, realm: string): Promise<RecordRow[]> => {
  const isOfRealm = inRealmSql(realm, await readPlacings(db))
  const rows = await db
    .selectFrom('records as r')
    .selectAll('r')
    .where('r.subject', '=', subject)
    .where('r.type', 'in', typesAboutChild)
    .where(eb => eb.or([eb('r.type', '=', 'erased'), isOfRealm]))
    .execute()
  const gone = new Set((await selectMovesOfChild(db, subject)).away.map(one => one.id))
  return rows.filter(one => one.about === null || !gone.has(one.about))
}

/** An erasure by retention takes one year of one decision. */
const bearsOn = (event: RecordRow, { decision, recorded_at }: RecordRow): boolean => {
  if (event.type !== 'erased') return true
  const read = readEnvelope(event.envelope)
  const erased = read.ok ? read.value.erased : undefined
  return erased?.year === undefined || (event.decision === decision && recorded_at.startsWith(`${erased.year}-`))
}

/** Opened, for accounts; with the lists that showed the decision. */
export const readLaterEvents = async (records: Reading, row: RecordRow): Promise<readonly LaterEvent[]> => {
  const opened = await openEach(records, await selectEventRows(records, row))
  const events = opened.flatMap(one => readLaterEvent(one) ?? [])
  const lists = row.type === 'evaluated' ? await selectListReadings(records, row) : []
  return [...events, ...lists].sort((one, other) => one.seq - other.seq)
}

/** The lists that showed a decision or something of it. They showed other children’s too, so nothing of them is opened here. */
const selectListReadings = async (
  { database: { db } }: Pick<Records, 'database'>,
  { seq }: RecordRow,
): Promise<readonly LaterEvent[]> => {
  const rows = await db
    .selectFrom('shown as s')
    .innerJoin('records as r', 'r.seq', 's.list')
    .select('r.envelope')
    .where('s.decision', '=', seq)
    .execute()
  return rows.flatMap(row => {
    const read = readEnvelope(row.envelope)
    const event = read.ok ? readLaterEvent({ state: 'none', envelope: read.value }) : undefined
    return event === undefined ? [] : [{ ...event, details: listed }]
  })
}

/**
 * Everything that was recorded about a decision afterwards, in the order of the log; reasons and outcomes only if they can
 * still be read. Issues if there is no record of that id. Leaves no `accessed` event: see `readRecord`.
 */
export const eventsOf = async (
  records: Reading,
  id: string,
  reader: Reader,
): Promise<Checked<readonly LaterEvent[]>> => {
  const found = await findRecord(records, id, reader)
  return found.ok ? accepted(await readLaterEvents(records, found.value)) : found
}
