import { accepted } from '@virtual-school/rules/internal'
import type { LaterEvent } from '../account/account.ts'
import type { Records } from '../append/records.ts'
import { computeLookup } from '../crypto/links.ts'
import type { RecordRow } from '../database/schema.ts'
import { readLaterEvents } from '../events/events-of.ts'
import { findDecision, findRecord } from '../find/record.ts'
import { findSubjectRow } from '../find/references.ts'
import { selectRecordById } from '../log/read.ts'
import { selectSeal } from '../log/seals.ts'
import { checkReader, type Reader } from '../model/actor.ts'
import type { Checked, Issue } from '../model/checked.ts'
import type { Envelope } from '../model/envelope.ts'
import { defaultRealm } from '../model/names.ts'
import type { DecisionPayload, EventPayload } from '../model/payload.ts'
import { referenceIssues } from '../model/references.ts'
import { openRecord } from '../unseal/open.ts'
import type { OpenedRecord } from '../unseal/payload.ts'
import { type RecordReading, recordReading } from './accessed.ts'

/** What somebody is about to read: one record, or a list that may be narrowed to a child. */
export type AboutToRead =
  | { readonly id: string }
  | { readonly subject?: unknown; readonly subjectRef?: unknown; readonly realm?: unknown }

const idForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Whose records somebody is about to read, for counting how often: the child’s random number; the keyed hash of a reference that
 * nobody has; undefined if it is of nobody in particular. Nothing is recorded, and nothing may be shown on the strength of it.
 */
export const subjectRead = async (
  records: Pick<Records, 'database' | 'keys'>,
  asked: AboutToRead,
  by: Reader,
): Promise<string | undefined> => {
  if ('id' in asked) return idForm.test(asked.id) ? findSubjectOfRecord(records, asked.id) : undefined
  const { subject, subjectRef, realm } = asked
  if (typeof subject === 'string') return subject
  if (typeof subjectRef !== 'string' || referenceIssues(subjectRef, '', '').length > 0) return undefined
  const own = typeof realm === 'string' ? realm : (by.realm ?? defaultRealm)
  return (await findSubjectRow(records, own, subjectRef))?.subject ?? computeLookup(records.keys, own, subjectRef)
}

const findSubjectOfRecord = async (
  { database: { db } }: Pick<Records, 'database'>,
  id: string,
): Promise<string | undefined> => {
  const row = await selectRecordById(db, id)
  return row && ((await selectSeal(db, row))?.subject ?? row.subject ?? undefined)
}

/** One record, as far as it can be read. */
export interface ReadRecord {
  /** `none`: nothing was sealed. `damaged`: what is stored is not what was kept; `issues` say why. */
  readonly state: OpenedRecord['state']
  readonly envelope: Envelope | null
  /** Of a decision: what was asked. */
  readonly request: DecisionPayload['request'] | null
  /** Of a decision: what was answered, its trace aside. */
  readonly result: DecisionPayload['result'] | null
  /** Of an event: what was said. */
  readonly event: EventPayload | null
  /** What was recorded about it afterwards, in the order of the log. */
  readonly events: readonly LaterEvent[]
  readonly issues: readonly Issue[]
}

/** A record opened, once it is on disk that it was read. */
export const openForReader = async (
  records: Records,
  id: string,
  by: Reader,
  what: EventPayload,
): Promise<Checked<{ readonly row: RecordRow; readonly opened: OpenedRecord }>> => {
  const found = await findRecord(records, id, by)
  const issues = [...(found.ok ? [] : found.issues), ...checkReader(records, by)]
  if (!found.ok || issues.length > 0) return { ok: false, issues }
  const row = found.value
  const opened = await openRecord(records, row)
  await recordReading(records, await describeReading(records, row, { by, what }))
  return accepted({ row, opened })
}

/** An event is read with the decision that it is about, and shown there. */
const describeReading = async (
  records: Records,
  { id, about }: RecordRow,
  { by, what }: Pick<RecordReading, 'by' | 'what'>,
): Promise<RecordReading> => {
  const decision = await findDecision(records, about ?? id, by)
  const of = decision.ok ? decision.value : undefined
  return { by, about: about ?? id, of, what: about === null ? what : { ...what, event: id } }
}

/**
 * Reads one record, with what was recorded about it afterwards. That it was read is recorded first (`accessed`), so this rejects
 * if storage fails. Issues if there is no record of this id, or `by` names a person.
 */
export const readRecord = async (records: Records, id: string, by: Reader): Promise<Checked<ReadRecord>> => {
  const read = await openForReader(records, id, by, { read: 'record' })
  if (!read.ok) return read
  const { row, opened } = read.value
  const decision = opened.state === 'decision' ? opened.payload : null
  return accepted({
    state: opened.state,
    envelope: opened.envelope ?? null,
    request: decision?.request ?? null,
    result: decision?.result ?? null,
    event: opened.state === 'event' ? opened.payload : null,
    events: await readLaterEvents(records, row),
    issues: opened.state === 'damaged' ? opened.issues : [],
  })
}
