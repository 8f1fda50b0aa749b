import type { AnyDraft, Appended } from '../keeping/draft.ts'
import type { Probed } from '../keeping/probe.ts'
import type { StorageFailure } from '../log/storage-failed.ts'

/** One call, by a number that its answer bears too: of `append`, or of `probe`, with the digest of the rules in use. */
export type Call =
  | { readonly call: number; readonly drafts: readonly AnyDraft[] }
  | { readonly call: number; readonly probe: string | undefined }

/** What the thread that writes is told: the calls of one turn, or to write what is waiting and end. */
export type ToWriter = { readonly calls: readonly Call[] } | 'close'

/** An error that can be posted: structured cloning drops its name and its code. */
export interface PostedError {
  readonly name: string
  readonly message: string
  readonly stack?: string | undefined
  readonly code?: unknown
}

/** What a call gave: that of `append` the records, that of `probe` where the log ends. */
export type Given = readonly Appended[] | Probed

/** What became of a call. */
export type Settled =
  | { readonly call: number; readonly given: Given }
  | { readonly call: number; readonly failed: StorageFailure; readonly cause?: PostedError | undefined }

/** What the thread says: calls that were settled at once. */
export interface FromWriter {
  readonly settled: readonly Settled[]
}
