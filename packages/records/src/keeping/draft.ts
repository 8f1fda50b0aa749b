import type { Envelope } from '../envelope.ts'

/** Under which key a payload is to be sealed. */
export type Under =
  /** That of the subject, the decision and the year; a subject of its own where no reference came. */
  | { readonly subjectRef: string | undefined; readonly decision: string }
  /** That of the decision that an event is about. */
  | { readonly subject: string; readonly key: string }

/** What the filters of lists are to know. */
export interface Indexed {
  readonly answer: string | null
  readonly status: string
  /** Names of the rules that bore on it. */
  readonly rules: readonly string[]
}

/** What is known of a record before it has its place in the log. */
export interface Draft {
  readonly clear: Omit<Envelope, 'v' | 'log' | 'seq' | 'recordedAt' | 'clock' | 'engine' | 'key' | 'payload'>
  /** Absent: nothing is sealed. */
  readonly sealed?: { readonly under: Under; readonly payload: string }
  readonly indexed?: Indexed
}

/** A record that is on disk. */
export interface Kept {
  readonly id: string
  readonly seq: number
  readonly recordedAt: string
  /** Canonical JSON, see `verifyReceipt`. */
  readonly receipt: string
}
