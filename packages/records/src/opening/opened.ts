import type { Issue } from '../checked.ts'
import type { Envelope } from '../envelope.ts'
import type { DecisionPayload, EventPayload } from '../keeping/payload.ts'

/** A record with what was sealed in it, or why that is not to be had. */
export type OpenedRecord =
  /** `text` are the payload’s own bytes, which replaying compares. */
  | {
      readonly state: 'decision'
      readonly envelope: Envelope
      readonly payload: DecisionPayload
      readonly text: string
      /** Binds it to the reference that it came with; undefined if it came with none, or before this was known. See `tagOf`. */
      readonly tag: string | undefined
    }
  | { readonly state: 'event'; readonly envelope: Envelope; readonly payload: EventPayload; readonly text: string }
  /** Nothing was sealed. */
  | { readonly state: 'none'; readonly envelope: Envelope }
  /** The key is no more, and so nobody can read it. */
  | { readonly state: 'erased'; readonly envelope: Envelope }
  /** What is stored is not what was kept. The envelope is there where it can still be read. */
  | { readonly state: 'damaged'; readonly envelope?: Envelope; readonly issues: readonly Issue[] }
