import type { Issue } from '@virtual-school/rules'
import { accepted, type Checked } from '../checked.ts'
import { holdsOf } from '../erasing/holds.ts'
import type { Reader } from '../keeping/by.ts'
import type { Appended, Draft, Kept } from '../keeping/draft.ts'
import type { EventPayload } from '../keeping/payload.ts'
import type { Records } from '../records.ts'
import { repeatBy } from '../repeating/answer-again.ts'
import type { Once } from '../repeating/once.ts'
import { aboutDecision } from './about-decision.ts'
import { contestOf } from './contest.ts'
import { replacementIssues } from './correction.ts'
import { decisionOf, type KeptDecision } from './decision-of.ts'
import { outcomeIssues } from './outcome.ts'
import { readEvent } from './read-event.ts'
import type { EventRequest } from './schema.ts'

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
