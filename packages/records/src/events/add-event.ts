import type { Issue } from '@virtual-school/rules'
import type { Appended, Draft, Kept, Once } from '../append/draft.ts'
import { repeatBy } from '../append/once.ts'
import type { Records } from '../append/records.ts'
import { decisionOf, type KeptDecision } from '../find/record.ts'
import { holdsOf } from '../log/erasures.ts'
import { type By, type Reader, recordedBy } from '../model/actor.ts'
import { accepted, type Checked } from '../model/checked.ts'
import type { EventRequest, RecordType } from '../model/events.ts'
import type { EventPayload } from '../model/payload.ts'
import { outcomeIssues, readEvent, replacementIssues } from './check-event.ts'
import { contestOf } from './contest.ts'

/** Whatever is recorded about a decision: of its realm, and sealed under its key, so that it goes when the decision goes. */
export const aboutDecision = (
  { row, realm, subject, key }: KeptDecision,
  type: RecordType,
  { by, id, payload }: { readonly by: By; readonly id: string; readonly payload: EventPayload },
): Draft => ({
  clear: {
    id,
    type,
    ...recordedBy({ ...by, realm }),
    about: row.id,
    ...(row.decision === null ? {} : { decision: row.decision }),
    ...(row.authority === null ? {} : { authority: row.authority }),
  },
  sealed: { under: { subject, key }, payload: JSON.stringify(payload) },
})

/** What is to be recorded. */
export interface NewEvent {
  /** The id of the decision. */
  readonly about: string
  /** As it was sent; see `eventSchema`. */
  readonly event: unknown
  readonly by: Reader
}

/**
 * Records what a person did about a decision, once it is on disk, with its receipt. `held` and `released` are of the child whom
 * the decision is about. Every issue at once, with pointers into the event (`/actor` for who did it, `/id` for the decision);
 * an unknown record, an event and an erased decision are refused. Rejects with `StorageFailed`.
 */
export const addEvent = async (records: Records, event: NewEvent): Promise<Checked<Kept>> => {
  const draft = await eventDraft(records, event)
  return draft.ok ? accepted((await records.append([draft.value]))[0]!) : draft
}

/**
 * `addEvent`, unless its caller’s key has been answered before: then nothing is added, and what it repeats is given, though the
 * event might be refused by now; see `answerAgain`.
 */
export const addEventOnce = async (records: Records, event: NewEvent, once: Once): Promise<Checked<Appended>> => {
  const draft = await eventDraft(records, event)
  if (draft.ok) return accepted((await records.append([{ ...draft.value, once }]))[0]!)
  const repeat = await repeatBy(records, once)
  return repeat === undefined ? draft : accepted(repeat)
}

/** An event about a decision, or every issue why it cannot be recorded. */
const eventDraft = async (records: Records, { about, event, by }: NewEvent): Promise<Checked<Draft>> => {
  const read = readEvent(event, by)
  const decision = await decisionOf(records, about, by)
  if (!read.ok || !decision.ok) return { ok: false, issues: [...issuesIn(decision), ...issuesIn(read)] }
  const issues = [
    ...(await outcomeIssues(records, decision.value, read.value)),
    ...(await releaseIssues(records, decision.value, read.value)),
    ...(await replacementIssues(records, decision.value, read.value, by)),
  ]
  const payload = await payloadOf(records, decision.value, read.value)
  if (!payload.ok || issues.length > 0) return { ok: false, issues: [...issues, ...issuesIn(payload)] }
  const { type } = read.value
  return accepted(aboutDecision(decision.value, type, { by, id: records.newId(), payload: payload.value }))
}

/** What is sealed of an event. */
const payloadOf = async (
  records: Records,
  decision: KeptDecision,
  event: EventRequest,
): Promise<Checked<EventPayload>> => {
  if (event.type === 'contested') return contestOf(records, decision, event)
  const { type: _, ...payload } = event
  return accepted(payload)
}

const issuesIn = (checked: Checked<unknown>): readonly Issue[] => (checked.ok ? [] : checked.issues)

const releaseIssues = async (
  { database }: Records,
  { subject }: KeptDecision,
  { type }: EventRequest,
): Promise<readonly Issue[]> => {
  if (type !== 'released' || (await holdsOf(database.db, subject)) > 0) return []
  return [{ code: 'not-allowed-here', pointer: '/type', message: 'There is no legal hold to release.' }]
}
