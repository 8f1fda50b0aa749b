import type { Envelope } from '../model/envelope.ts'

/** Under which key a payload is to be sealed. */
type SealUnder =
  /** That of the subject, the decision and the year; a new subject if no reference came. */
  | { readonly subjectRef: string | undefined; readonly decision: string }
  /** That of the decision that an event is about; if it was sealed again meanwhile, the newer one. */
  | { readonly subject: string; readonly key: string }
  /** That of a known subject, of a decision and a year; the year of the record if it is left out. */
  | { readonly subject: string; readonly decision: string; readonly year?: number }

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
  readonly sealed?: { readonly under: SealUnder; readonly payload: string }
  readonly indexed?: Indexed
  /** Of a list that was read: the seqs of the decisions that it showed. */
  readonly shown?: readonly number[]
}

/** A record that is on disk. */
export interface Kept {
  readonly id: string
  readonly seq: number
  readonly recordedAt: string
  /** Canonical JSON, see `verifyReceipt`. */
  readonly receipt: string
}

/** A draft that is to be recorded once, however often its request comes. */
interface OnceDraft extends Draft {
  readonly once: Once
}

/** A draft of either kind. */
export type AnyDraft = Draft & Partial<Pick<OnceDraft, 'once'>>

/** What became of a draft: it is on disk, or its key has been answered before and nothing was added. */
export type Appended = Kept | Repeat

/** Whether nothing was added, as the key has been answered before. */
export const isRepeat = (appended: Appended): appended is Repeat => 'repeats' in appended

/** Puts drafts on disk in one transaction, in their order. Only those with a key can be repeats. */
export interface Append {
  (drafts: readonly OnceDraft[]): Promise<readonly Appended[]>
  (drafts: readonly Draft[]): Promise<readonly Kept[]>
}

/** A request that is to be recorded once, however often it comes: keyed hashes of 64 hexadecimal digits. */
export interface Once {
  /** The caller’s. */
  readonly realm: string
  /** Of the caller and the key that it sent. */
  readonly key: string
  /** Of the request and of the person who asked. */
  readonly body: string
}

/** What a request is found to be if its key has been answered before. */
export type Repeat =
  /** The same request: its answer is the record of this seq, with its receipt against this size of the log. */
  | { readonly repeats: 'same'; readonly seq: number; readonly size: number }
  /** The key belongs to another request. */
  | { readonly repeats: 'other' }
  /** What was recorded then was erased since, and with it what tells whether the request is the same. */
  | { readonly repeats: 'erased' }
  /** The row is not as it was written, so nothing can be said of it. */
  | { readonly repeats: 'changed'; readonly seq: number }
