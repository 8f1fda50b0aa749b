/** What stands in a row. Names are as in the database; times are ISO 8601 in UTC; bytes are read as a Buffer. */

export interface RecordRow {
  /** From 0, without gaps. */
  readonly seq: number
  readonly id: string
  readonly type: string
  readonly about: string | null
  readonly subject: string | null
  readonly decision: string | null
  readonly authority: string | null
  readonly as_of: string | null
  readonly client: string
  readonly recorded_at: string
  readonly rules_digest: string | null
  /** Canonical JSON: what the leaf is the hash of. */
  readonly envelope: string
  /** Ciphertext. */
  readonly payload: Uint8Array | null
  readonly leaf: Uint8Array
  /** Null: the record says none, which is `default`. */
  readonly realm: string | null
}

/** For filters alone: derived from payloads, deletable, never part of what is proved. */
export interface IndexRow {
  readonly seq: number
  readonly subject: string | null
  readonly answer: string | null
  readonly status: string | null
  /** See `joinRuleNames`. */
  readonly rules: string | null
}

/** The root of a finished perfect subtree of 256^level leaves. */
export interface SubtreeRow {
  readonly level: number
  readonly idx: number
  readonly hash: Uint8Array
}

/** Rules that were used, whole. */
export interface RulebookRow {
  readonly digest: string
  readonly version: string
  /** The canonical JSON whose SHA-256 is the digest. */
  readonly text: string
}

/** The end of the log. */
export interface HeadRow {
  /** Always 1: there is one head. */
  readonly one: number
  readonly size: number
  readonly root: Uint8Array
  /** Hashes of 32 bytes, one after the other. */
  readonly frontier: Uint8Array
  readonly recorded_at: string
  readonly note: string
}

/** A reference, as a keyed hash, and the random number that stands for its child. */
export interface SubjectRow {
  readonly subject: string
  readonly lookup: Uint8Array
  readonly realm: string
  /** See `computeBinding`. Null: of a reference that was kept before this was known, and not bound since. */
  readonly bound: Uint8Array | null
}

/** A key of the deployment itself, wrapped by the root secret. */
export interface DeploymentKeyRow {
  readonly name: string
  readonly wrapped: Uint8Array
}

/** That a list showed a decision, or something recorded about it. Found by the decision, so that its account can say who saw it. */
export interface ShownRow {
  /** The seq of the record that says who read the list. */
  readonly list: number
  /** The seq of the decision. */
  readonly decision: number
}

/** What was answered to a request that bears an Idempotency-Key. */
export interface OnceRow {
  readonly realm: string
  /** Keyed hash of the caller and its key. */
  readonly key: Uint8Array
  /** Keyed hash of the body and of the person who asked. */
  readonly body: Uint8Array
  /** Of the record that was the answer. */
  readonly seq: number
  /** Of the log after the batch with that record: its receipt is against this size. */
  readonly size: number
  readonly at: string
  /** Keyed hash of all the rest. */
  readonly mac: Uint8Array
}

/** A key of a caller, without its secret. */
export interface ApiKeyRow {
  readonly id: string
  readonly client: string
  readonly realm: string
  /** With spaces between. */
  readonly scopes: string
  readonly created: string
  readonly expires: string | null
  readonly revoked: string | null
  readonly sha256: Uint8Array
  /** Keyed hash of all the rest. */
  readonly mac: Uint8Array
}

/** A data key, wrapped: one for each subject, decision and year. */
export interface DataKeyRow {
  readonly key: string
  readonly subject: string
  readonly decision: string
  readonly year: number
  readonly wrapped: Uint8Array
}

/** The tables, by name. On SQLite those in `keys` are in a second file. */
export interface Schema {
  readonly records: RecordRow
  readonly log_head: HeadRow
  readonly tree_tiles: SubtreeRow
  readonly rulebooks: RulebookRow
  readonly record_index: IndexRow
  readonly 'keys.subjects': SubjectRow
  readonly 'keys.data_keys': DataKeyRow
  readonly 'keys.deployment_keys': DeploymentKeyRow
  readonly once: OnceRow
  readonly shown: ShownRow
  readonly api_keys: ApiKeyRow
}

/** The databases that records can be in. */
export type DatabaseKind = 'sqlite' | 'postgres'
