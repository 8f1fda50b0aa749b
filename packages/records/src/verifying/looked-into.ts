import type { Envelope } from '../envelope.ts'
import type { SealedPlace } from '../erasing/covered.ts'
import type { OpenedRecord } from '../opening/opened.ts'

/** What could be told of the payload of a record. */
export interface LookedInto {
  readonly envelope: Envelope
  readonly place: SealedPlace
  /** Whose it is now, if it is a decision: another than the envelope says, if it was moved. */
  readonly owner: string | undefined
  /** `closed`: there is a key, and it was not asked to open. */
  readonly opened: OpenedRecord | { readonly state: 'closed' }
}
