import type { MessagePort } from 'node:worker_threads'
import { createStorageFailed, isStorageFailed, type StorageFailed, type StorageFailure } from '../faults/errors.ts'
import type { AnyDraft, Appended } from './draft.ts'
import type { Appender, ProbeResult } from './records.ts'

/** One call, by a number that its answer bears too: of `append`, or of `probe`, with the digest of the rules in use. */
export type Call =
  | { readonly call: number; readonly drafts: readonly AnyDraft[] }
  | { readonly call: number; readonly probe: string | undefined }

/** What is sent to the thread that writes: the calls of one turn of the event loop, or to write what is waiting and end. */
export type ToWorker = { readonly calls: readonly Call[] } | 'close'

/** An error that can be posted: structured cloning drops its name and its code. */
interface PostedError {
  readonly name: string
  readonly message: string
  readonly stack?: string | undefined
  readonly code?: unknown
}

/** What a call gave: that of `append` the records, that of `probe` where the log ends. */
export type CallResult = readonly Appended[] | ProbeResult

/** What became of a call. */
type Settled =
  | { readonly call: number; readonly given: CallResult }
  | { readonly call: number; readonly failed: StorageFailure; readonly cause?: PostedError | undefined }

/** What the thread says: calls that were settled at once. */
export interface FromWorker {
  readonly settled: readonly Settled[]
}

const postError = (error: unknown): PostedError | undefined => {
  if (error === undefined) return undefined
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  const { name, message, stack } = error
  return { name, message, stack, ...('code' in error ? { code: String(error.code) } : {}) }
}

/** A call that was rejected, as it is posted. */
const postRejection = (call: number, error: unknown): Settled =>
  isStorageFailed(error)
    ? { call, failed: error.reason, cause: postError(error.cause) }
    : { call, failed: 'failed', cause: postError(error) }

/** The error that the call was rejected with. */
export const rebuildRejection = ({ failed, cause }: Extract<Settled, { failed: unknown }>): StorageFailed =>
  createStorageFailed(failed, cause && Object.assign(new Error(cause.message), cause))

/** Answers the calls that come through a port; on the message to close, closes what it appends to, and then the port. */
export const serveAppends = ({ append, probe, close }: Appender, port: MessagePort): void => {
  let settled: Settled[] = []
  const post = () => {
    const message: FromWorker = { settled }
    settled = []
    port.postMessage(message)
  }
  const tell = (one: Settled) => {
    // Those of one batch are settled in a row, so that all of them are here when this comes to run.
    if (settled.length === 0) queueMicrotask(post)
    settled.push(one)
  }
  const answer = (asked: Call): Promise<CallResult> => ('drafts' in asked ? append(asked.drafts) : probe(asked.probe))
  port.on('message', (message: ToWorker) => {
    if (message === 'close') return void close().finally(() => port.close())
    for (const asked of message.calls) {
      const { call } = asked
      answer(asked).then(
        given => tell({ call, given }),
        error => tell(postRejection(call, error)),
      )
    }
  })
}
