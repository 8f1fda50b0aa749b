import type { Issue } from '@virtual-school/rules'
import { accepted } from '@virtual-school/rules/internal'
import type { Appended, Draft, Kept, Once } from '../append/draft.ts'
import { repeatBy } from '../append/once.ts'
import type { Records } from '../append/records.ts'
import { type DecisionHandle, findDecision } from '../find/record.ts'
import { countHolds } from '../log/erasures.ts'
import { type By, pickActor, type Reader } from '../model/actor.ts'
import type { Checked } from '../model/checked.ts'
import type { EventRequest, RecordType } from '../model/events.ts'
import type { EventPayload } from '../model/payload.ts'
import { checkOutcome, checkReplacement, parseEvent } from './check-event.ts'
import { buildContest } from './contest.ts'

/** A record about a decision: of its realm, and sealed under its key, so that it goes when the decision goes. */
export const draftAboutDecision = (
  { row, realm, subject, key }: DecisionHandle,
  type: RecordType,
  { by, id, payload }: { readonly by: By; readonly id: string; readonly payload: EventPayload },
): Draft => ({
  clear: {
    id,
    type,
    ...pickActor({ ...by, realm }),
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
  const draft = await draftEvent(records, event)
  return draft.ok ? accepted((await records.append([draft.value]))[0]!) : draft
}

/**
 * `addEvent`, unless its caller’s key has been answered before: then nothing is added, and what it repeats is given, though the
 * event might be refused by now; see `answerAgain`.
 */
export const addEventOnce = async (records: Records, event: NewEvent, once: Once): Promise<Checked<Appended>> => {
  const draft = await draftEvent(records, event)
  if (draft.ok) return accepted((await records.append([{ ...draft.value, once }]))[0]!)
  const repeat = await repeatBy(records, once)
  return repeat === undefined ? draft : accepted(repeat)
}

/** An event about a decision, or every issue why it cannot be recorded. */
const draftEvent = async (records: Records, { about, event, by }: NewEvent): Promise<Checked<Draft>> => {
  const read = parseEvent(event, by)
  const decision = await findDecision(records, about, by)
  if (!read.ok || !decision.ok) return { ok: false, issues: [...listIssues(decision), ...listIssues(read)] }
  const issues = [
    ...(await checkOutcome(records, decision.value, read.value)),
    ...(await checkRelease(records, decision.value, read.value)),
    ...(await checkReplacement(records, decision.value, read.value, by)),
  ]
  const payload = await buildPayload(records, decision.value, read.value)
  if (!payload.ok || issues.length > 0) return { ok: false, issues: [...issues, ...listIssues(payload)] }
  const { type } = read.value
  return accepted(draftAboutDecision(decision.value, type, { by, id: records.newId(), payload: payload.value }))
}

/** What is sealed of an event. */
const buildPayload = async (
  records: Records,
  decision: DecisionHandle,
  event: EventRequest,
): Promise<Checked<EventPayload>> => {
  if (event.type === 'contested') return buildContest(records, decision, event)
  const { type: _, ...payload } = event
  return accepted(payload)
}

const listIssues = (checked: Checked<unknown>): readonly Issue[] => (checked.ok ? [] : checked.issues)

const checkRelease = async (
  { database }: Records,
  { subject }: DecisionHandle,
  { type }: EventRequest,
): Promise<readonly Issue[]> => {
  if (type !== 'released' || (await countHolds(database.db, subject)) > 0) return []
  return [{ code: 'not-allowed-here', pointer: '/type', message: 'There is no legal hold to release.' }]
}
