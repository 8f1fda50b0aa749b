import type { ExplanationSection, Trace } from '@virtual-school/rules'
import type { Decision, DecisionRequest } from '@virtual-school/rules/internal'
import type { Envelope } from '../model/envelope.ts'
import type { RecordType } from '../model/events.ts'

/** What was sealed with a decision, opened: the request, the decision, and the full trace if it was made again. */
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
  /** Why, in the words of the person who recorded it. Absent: none was given, or it can no longer be read. */
  readonly reason?: string
  /** If a person decided otherwise: the answer that they gave, by its id. */
  readonly answer?: string
  /** Anything else that stood in the event. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
}

/** What was found when the record was checked for this account. */
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
  /** Null if it cannot be opened: its key was destroyed, or is not available. */
  readonly opened: OpenedDecision | null
  /** In the order of the log. */
  readonly events: readonly LaterEvent[]
  readonly checks: RecordChecks
  /** How to reach the council about this, in its own words; plain text. */
  readonly contact?: string
  /** The council’s name and its own reference, for the foot of each printed page; plain text. */
  readonly sentBy?: string
}

/**
 * What is known of one decision: as data, and as what a person reads. As JSON it is the stable form: members may be added,
 * and are taken away or given another meaning only with another `v`. Members are always present.
 */
export interface Account {
  readonly format: 'virtual-school-account'
  readonly v: 1
  /** `whole`: all is there. `erased`: the contents were destroyed. `sealed`: they could not be opened. */
  readonly state: 'whole' | 'erased' | 'sealed'
  /** The record’s clear text, as the log has it. */
  readonly record: Envelope
  /** Null if the contents are gone. */
  readonly asked: Asked | null
  /** The decision as it was answered, without its trace. Null if the contents are gone. */
  readonly found: Omit<Decision, 'trace'> | null
  readonly trace: Trace | null
  /** What people did afterwards, in order. */
  readonly events: readonly LaterEvent[]
  readonly checks: RecordChecks
  readonly safeguards: readonly Safeguard[]
  readonly page: AccountPage
}

/** What a decision was asked, and every fact that it was given. */
export interface Asked {
  readonly decision: string
  readonly question: string
  readonly authority: { readonly id: string; readonly name: string }
  /** The day whose law applies. */
  readonly asOf: string
  readonly facts: readonly ToldFact[]
}

/** A fact that the computer was told. A value of null: it was asked, and was not known. */
export interface ToldFact {
  readonly name: string
  readonly label: string
  readonly question: string | null
  readonly value: string | number | boolean | null
  /** A clause: “the child is looked after”. Null if the value is not known. */
  readonly words: string | null
}

/** A right of the person whom an automated decision is about, in a sentence. */
export interface Safeguard {
  readonly id: 'information' | 'representations' | 'human-intervention' | 'contest'
  readonly text: string
}

/** What a person reads, before it is decided how it looks. All texts are plain; nothing in them is markup. */
export interface AccountPage {
  readonly title: string
  readonly about: string
  /** Stands at the foot of every printed page: whose letter it belongs to, if that is known, and which record it tells of. */
  readonly reference: string
  /** The account in a few sentences. */
  readonly brief: readonly string[]
  readonly parts: readonly AccountPart[]
}

/** One part of the page, with its heading. */
export interface AccountPart {
  readonly id: 'left' | 'asked' | 'found' | 'people' | 'rights' | 'checks' | 'workings'
  readonly heading: string
  /** Sentences that stand before the sections. */
  readonly lead: readonly string[]
  readonly sections: readonly ExplanationSection[]
}
