import type { AnyDraft, Appended } from '../keeping/draft.ts'
import type { StorageFailure } from '../log/storage-failed.ts'

/** One call of `append`, by a number that its answer bears too. */
export interface Call {
  readonly call: number
  readonly drafts: readonly AnyDraft[]
}

/** What the thread that writes is told: the calls of one turn, or to write what is waiting and end. */
export type ToWriter = { readonly calls: readonly Call[] } | 'close'

/** An error that can be posted: structured cloning drops its name and its code. */
export interface PostedError {
  readonly name: string
  readonly message: string
  readonly stack?: string | undefined
  readonly code?: unknown
}

/** What became of a call. */
export type Settled =
  | { readonly call: number; readonly kept: readonly Appended[] }
  | { readonly call: number; readonly failed: StorageFailure; readonly cause?: PostedError | undefined }

/** What the thread says: calls that were settled at once. */
export interface FromWriter {
  readonly settled: readonly Settled[]
}
