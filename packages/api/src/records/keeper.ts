import {
  type Appended,
  type Decided,
  isStorageFailed,
  type Kept,
  keepDecisionOnce,
  keepDecisions,
  type Once,
  type Records,
} from '@virtual-school/records'
import { type Log, withoutMessage } from '../log.ts'
import type { Metrics } from '../operations/metrics.ts'

/** Keeps decisions before they are given out. */
export interface Keeper {
  /** For reading. */
  readonly records: Records
  /** Resolves once all are on disk, in their order; undefined: they could not be kept, and must not be given out. */
  readonly keep: (decided: readonly Decided[]) => Promise<readonly Kept[] | undefined>
  /** As `keep`, of one whose caller sent a key: what it repeats, if that has been answered before. */
  readonly keepOnce: (decided: Decided, once: Once) => Promise<Appended | undefined>
  /** Whether the last attempt to keep something failed. */
  readonly isFailing: () => boolean
  /** Takes note of storage that failed elsewhere. */
  readonly failed: (thrown: unknown) => void
  /** Calls off what is being tried again. */
  readonly stop: () => void
}

interface Parts {
  readonly log: Log
  readonly metrics: () => Metrics
  /** Resolves where storage can be written again. */
  readonly tryWriting: () => Promise<void>
}

const againMilliseconds = 1_000

/** What is told of a failure: its kind and where it was, never what a database said, which may quote a value. */
const detailsOf = (thrown: unknown) => {
  const reason = isStorageFailed(thrown) ? thrown.reason : 'failed'
  const cause = isStorageFailed(thrown) ? thrown.cause : thrown
  const code = cause instanceof Error && 'code' in cause ? String(cause.code).slice(0, 40) : undefined
  return { reason, code, ...withoutMessage(cause ?? thrown) }
}

/**
 * Keeps, and remembers whether that works. Once it does not, storage is tried every second until it does, so that a service
 * to which nobody sends anything any more finds out by itself.
 */
export const createKeeper = (records: Records, { log, metrics, tryWriting }: Parts): Keeper => {
  let isFailing = false
  let timer: NodeJS.Timeout | undefined
  const works = () => {
    clearTimeout(timer)
    if (isFailing) log.info('records-available')
    isFailing = false
  }
  const tryAgain = () => {
    clearTimeout(timer)
    timer = setTimeout(() => tryWriting().then(works, tryAgain), againMilliseconds).unref()
  }
  const failed = (thrown: unknown) => {
    metrics().recordsFailed()
    if (!isFailing) log.error('records-unavailable', detailsOf(thrown))
    isFailing = true
    tryAgain()
  }
  const noting = async <T>(appending: Promise<T>): Promise<T | undefined> => {
    try {
      const appended = await appending
      works()
      return appended
    } catch (thrown) {
      failed(thrown)
      return undefined
    }
  }
  return {
    records,
    keep: decided => noting(keepDecisions(records, decided)),
    keepOnce: (decided, once) => noting(keepDecisionOnce(records, decided, once)),
    isFailing: () => isFailing,
    failed,
    stop: () => clearTimeout(timer),
  }
}
