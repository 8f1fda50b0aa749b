import type { Decision, DecisionRequest, Trace } from '@virtual-school/rules'
import type { Envelope, RecordType } from '../envelope.ts'

/** What was sealed with a decision, opened: the request, the decision, and the full trace where it was made again. */
export interface OpenedDecision {
  readonly request: Pick<DecisionRequest, 'decision' | 'authority' | 'asOf' | 'facts'>
  readonly result: Omit<Decision, 'trace'>
  readonly trace: Trace | null
}

/** Something that was recorded about the decision afterwards. */
export interface LaterEvent {
  readonly seq: number
  readonly id: string
  readonly type: RecordType
  /** ISO 8601 in UTC. */
  readonly recordedAt: string
  readonly client: string
  /** The opaque reference of the person who acted. */
  readonly actor?: string
  /** Of the second person, who approved, if two were named. */
  readonly approver?: string
  /** Why, in the words of whoever recorded it. Absent: none was given, or it can be read no more. */
  readonly reason?: string
  /** Where a person decided otherwise: the answer that they gave, by its id. */
  readonly answer?: string
  /** Anything else that stood in the event. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
}

/** What was found when the record was checked, by whoever asks for the account. */
export interface RecordChecks {
  /** Whether the rules that decided are kept, and are those whose digest the record names. */
  readonly rules: 'kept' | 'not-kept' | 'not-checked'
  /** Whether the record is in the signed log as it was written. */
  readonly receipt: 'verified' | 'failed' | 'not-checked'
  /** Whether deciding again, from what was kept, gave the same. */
  readonly replay: 'same' | 'different' | 'not-checked'
}

/** All that an account is made of. */
export interface AccountInput {
  readonly envelope: Envelope
  /** Null where it cannot be opened: its key was destroyed, or is not at hand. */
  readonly opened: OpenedDecision | null
  /** In the order of the log. */
  readonly events: readonly LaterEvent[]
  readonly checks: RecordChecks
  /** How to reach the council about this, in its own words; plain text. */
  readonly contact?: string
  /** The council’s name and its own reference, for the foot of each printed page; plain text. */
  readonly sentBy?: string
}
