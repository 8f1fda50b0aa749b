import { accepted, type Checked, type Issue } from '../checked.ts'
import type { RecordRow } from '../database/schema.ts'
import type { Envelope } from '../envelope.ts'
import { decisionOf, recordOf } from '../events/decision-of.ts'
import { laterEvents } from '../events/events-of.ts'
import type { LaterEvent } from '../explanation/input.ts'
import type { Reader } from '../keeping/by.ts'
import type { DecisionPayload, EventPayload } from '../keeping/payload.ts'
import { openRecord } from '../opening/open.ts'
import type { OpenedRecord } from '../opening/opened.ts'
import type { Records } from '../records.ts'
import { type Read, recordRead } from './accessed.ts'
import { readerIssues } from './reader-issues.ts'

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
export const openedFor = async (
  records: Records,
  id: string,
  by: Reader,
  what: EventPayload,
): Promise<Checked<{ readonly row: RecordRow; readonly opened: OpenedRecord }>> => {
  const found = await recordOf(records, id, by)
  const issues = [...(found.ok ? [] : found.issues), ...readerIssues(records, by)]
  if (!found.ok || issues.length > 0) return { ok: false, issues }
  const row = found.value
  const opened = await openRecord(records, row)
  await recordRead(records, await readOf(records, row, { by, what }))
  return accepted({ row, opened })
}

/** An event is read with the decision that it is about, and told there. */
const readOf = async (
  records: Records,
  { id, about }: RecordRow,
  { by, what }: Pick<Read, 'by' | 'what'>,
): Promise<Read> => {
  const decision = await decisionOf(records, about ?? id, by)
  const of = decision.ok ? decision.value : undefined
  return { by, about: about ?? id, of, what: about === null ? what : { ...what, event: id } }
}

/**
 * Reads one record, with what was recorded about it afterwards. That it was read is recorded first (`accessed`), so this rejects
 * where storage fails. Issues where there is no record of this id, or `by` names a person.
 */
export const readRecord = async (records: Records, id: string, by: Reader): Promise<Checked<ReadRecord>> => {
  const read = await openedFor(records, id, by, { read: 'record' })
  if (!read.ok) return read
  const { row, opened } = read.value
  const decision = opened.state === 'decision' ? opened.payload : null
  return accepted({
    state: opened.state,
    envelope: opened.envelope ?? null,
    request: decision?.request ?? null,
    result: decision?.result ?? null,
    event: opened.state === 'event' ? opened.payload : null,
    events: await laterEvents(records, row),
    issues: opened.state === 'damaged' ? opened.issues : [],
  })
}
