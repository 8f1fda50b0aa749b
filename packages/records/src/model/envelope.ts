import type { RecordType } from './events.ts'

/** Why keys were destroyed. Words of a list, since what is erased leaves no key to seal a reason under. */
export const erasureReasons = ['erasure-request', 'retention-ended', 'recorded-in-error', 'court-order'] as const
/** Why records were erased. */
export type ErasureReason = (typeof erasureReasons)[number]

/** Which key was replaced. */
export interface RotatedKeys {
  readonly key: 'root-secret' | 'signing-key'
  /** Of the signing key: the C2SP verifier key of before, and the one that signs from this record on. */
  readonly from?: string
  readonly to?: string
  /** Of the signing key: a signed note in which the key of before names the new one. */
  readonly endorsement?: string
}

/**
 * The part of a record that stands in clear text. It holds no fact and nothing that facts could be guessed from, and it is
 * what the log commits to: its canonical JSON is the leaf.
 */
export interface Envelope {
  readonly v: 1
  /** The log’s origin, as it stands in the first line of its checkpoints. */
  readonly log: string
  /** From 0, without gaps. */
  readonly seq: number
  /** UUIDv7. */
  readonly id: string
  readonly type: RecordType
  /** ISO 8601 in UTC, with milliseconds; never before that of the record before it. */
  readonly recordedAt: string
  /** The machine’s own time, in the same form, if that was before `recordedAt`: its clock was behind the log. */
  readonly clock?: string
  /** Who called: an API key’s id, an OAuth client, or `local`. */
  readonly client: string
  /** The opaque reference of the person who acted. */
  readonly actor?: string
  readonly correlation?: string
  /** Of `rules-approved`, `rules-activated` and `erased`: the reference of the second person, who is not the actor. */
  readonly approver?: string
  /** Whose it is, if several councils or systems share the log. Absent: `default`. */
  readonly realm?: string
  /** The id of the decision that an event is about. */
  readonly about?: string
  /** Drawn at random for each subject; only the keys tell who that is, and erasure destroys them. */
  readonly subject?: string
  /** Under which key the payload is sealed. */
  readonly key?: string
  readonly decision?: string
  readonly authority?: string
  readonly asOf?: string
  readonly rules?: { readonly version: string; readonly digest: string }
  readonly engine: string
  /** Of `erased` alone. With a year, only what was recorded then of this decision; without, all of the subject. */
  readonly erased?: { readonly reason: ErasureReason; readonly year?: number }
  /** Of `subjects-bound`: how many references there were, and the digest of all of them with their children; see `computeSubjectsDigest`. */
  readonly subjects?: { readonly count: number; readonly sha256: string }
  /** Of `realm-split`: what this client recorded before belongs to this realm. */
  readonly split?: { readonly client: string; readonly realm: string }
  /** Of `keys-rotated`. */
  readonly rotated?: RotatedKeys
  /**
   * Of `checkpoint-overridden` alone: the newest checkpoint in the second place, over how many records it was signed and their
   * root. This log does not begin with them, and somebody let it go on; without a root, another key signed it.
   */
  readonly overridden?: { readonly size: number; readonly root?: string }
  /** Of `key-created` and `key-revoked`: with which key a system may call, or may no longer. */
  readonly caller?: {
    /** The public part of the key. */
    readonly key: string
    readonly client: string
    readonly realm: string
    readonly scopes: readonly string[]
    /** Absent: it is good until it is revoked. */
    readonly expires?: string
    /** When it was made, if that was before keys were recorded: it was taken over from a file. */
    readonly imported?: string
  }
  /** Of the ciphertext. Absent: the record has no payload. */
  readonly payload?: { readonly sha256: string; readonly bytes: number }
}
