import type { DataKeyPlace } from './wrap.ts'

/** A row of `keys.subjects`. */
export interface SubjectRow {
  readonly subject: string
  /** 64 hexadecimal digits. */
  readonly lookup: string
  readonly realm: string
  /** See `boundOf`; null in rows of before. */
  readonly bound: Uint8Array | null
}

/** A row of `keys.data_keys`. */
export interface DataKeyRow extends DataKeyPlace {
  readonly wrapped: Uint8Array
}

/** Rows of the keys: what there is, or what is to be inserted. */
export interface KeyRowsHeld {
  readonly subjects: readonly SubjectRow[]
  readonly dataKeys: readonly DataKeyRow[]
}

/** What there has to be read before keys can be planned. */
export interface KeyQuestions {
  readonly lookups: readonly string[]
  /** Subjects that are known already; those found by a lookup are wanted too. */
  readonly subjects: readonly string[]
  /** Data keys wanted by their own id. */
  readonly keys: readonly string[]
}
