import { createStorageFailed } from '../faults/errors.ts'
import type { AnyDraft, Append, Appended } from './draft.ts'
import type { Appender, ProbeResult } from './records.ts'
import { type Call, type CallResult, type FromWorker, rebuildRejection, type ToWorker } from './worker-protocol.ts'

/** How a thread is started: it hears what is posted, and `gone` is called once, when it has ended, with what ended it. */
export type StartWorker = (heard: (message: FromWorker) => void, gone: (cause?: unknown) => void) => WorkerPort

interface WorkerPort {
  readonly post: (message: ToWorker) => void
}

interface OpenCall {
  readonly resolve: (given: CallResult) => void
  readonly reject: (error: Error) => void
}

type Work = { readonly drafts: readonly AnyDraft[] } | { readonly probe: string | undefined }

/** Calls whose answers have not come yet. */
const trackCalls = () => {
  const waiting = new Map<number, OpenCall>()
  const answered = (call: number): OpenCall => {
    const one = waiting.get(call)!
    waiting.delete(call)
    return one
  }
  return {
    numbers: () => [...waiting.keys()],
    made: (call: number) =>
      new Promise<CallResult>((resolve, reject) => {
        waiting.set(call, { resolve, reject })
      }),
    settled: ({ settled }: FromWorker) => {
      for (const one of settled) {
        if ('failed' in one) answered(one.call).reject(rebuildRejection(one))
        else answered(one.call).resolve(one.given)
      }
    },
    failed: (numbers: readonly number[], cause: unknown) => {
      for (const call of numbers) answered(call).reject(createStorageFailed('failed', cause))
    },
  }
}

/** As a sequencer appends, in another thread. */
export interface WorkerAppender extends Appender {
  /** Starts the thread, and resolves once it can write. Rejects with `StorageFailed` if it cannot. */
  readonly ready: () => Promise<void>
}

/**
 * Appends in another thread, so that callers go on meanwhile. What was waiting when the thread ended is rejected,
 * although some of it may be on disk unacknowledged; the next call starts another.
 */
export const createWorkerAppender = (start: StartWorker): WorkerAppender => {
  const open = trackCalls()
  let [calls, last]: [Call[], number] = [[], 0]
  let writer: WorkerPort | undefined
  let closed: Promise<void> | undefined
  let ended = () => {}

  const gone = (cause?: unknown) => {
    writer = undefined
    calls = []
    open.failed(open.numbers(), cause)
    ended()
  }
  const post = () => {
    if (calls.length === 0) return
    const posting = calls
    calls = []
    try {
      writer ??= start(open.settled, gone)
      writer.post({ calls: posting })
    } catch (cause) {
      open.failed(
        posting.map(({ call }) => call),
        cause,
      )
    }
  }
  const call = (work: Work): Promise<CallResult> => {
    if (closed !== undefined) return Promise.reject(createStorageFailed('closed'))
    // Those who call in the same turn are posted at once.
    if (calls.length === 0) setImmediate(post)
    last += 1
    calls.push({ call: last, ...work })
    return open.made(last)
  }
  const append = async (drafts: readonly AnyDraft[]) =>
    drafts.length === 0 ? [] : ((await call({ drafts })) as readonly Appended[])
  const probe = async (rules?: string) => (await call({ probe: rules })) as ProbeResult
  const ready = async () => void (await call({ drafts: [] }))
  const end = async () => {
    post()
    const done = new Promise<void>(resolve => {
      ended = resolve
    })
    writer?.post('close')
    return writer && done
  }
  return { append: append as Append, probe, ready, close: () => (closed ??= end()) }
}
