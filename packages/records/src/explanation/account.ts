import type { Decision, ExplanationSection, Trace } from '@virtual-school/rules'
import type { Envelope } from '../envelope.ts'
import type { LaterEvent, RecordChecks } from './input.ts'

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
  /** Null where the contents are gone. */
  readonly asked: Asked | null
  /** The decision as it was answered, without its trace. Null where the contents are gone. */
  readonly found: Omit<Decision, 'trace'> | null
  readonly trace: Trace | null
  /** What people did afterwards, in order. */
  readonly events: readonly LaterEvent[]
  readonly checks: RecordChecks
  readonly safeguards: readonly Safeguard[]
  readonly page: AccountPage
}

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
  /** A clause: “the child is looked after”. Null where the value is not known. */
  readonly words: string | null
}

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

export interface AccountPart {
  readonly id: 'left' | 'asked' | 'found' | 'people' | 'rights' | 'checks' | 'workings'
  readonly heading: string
  /** Sentences that stand before the sections. */
  readonly lead: readonly string[]
  readonly sections: readonly ExplanationSection[]
}
