/** What a record may tell of. Nothing is updated in place: whatever happens to a decision is another record. */
export const recordTypes = [
  'evaluated',
  'reviewed',
  'overridden',
  'communicated',
  'challenged',
  'accessed',
  'exported',
  'held',
  'released',
  'erased',
  'rules-activated',
] as const
export type RecordType = (typeof recordTypes)[number]

/** Why keys were destroyed. Words of a list, since what is erased leaves no key to seal a reason under. */
export const erasureReasons = ['erasure-request', 'retention-ended', 'recorded-in-error', 'court-order'] as const
export type ErasureReason = (typeof erasureReasons)[number]

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
  /** The machine’s own time, in the same form, where that was before `recordedAt`: its clock was behind the log. */
  readonly clock?: string
  /** Who called: an API key’s id, an OAuth client, or `local`. */
  readonly client: string
  /** The opaque reference of the person who acted. */
  readonly actor?: string
  readonly correlation?: string
  /** The id of the decision that an event is about. */
  readonly about?: string
  /** Drawn by chance for each subject; who that is can be told from the keys alone, which erasure destroys. */
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
  /** Of the ciphertext. Absent: the record has no payload. */
  readonly payload?: { readonly sha256: string; readonly bytes: number }
}
