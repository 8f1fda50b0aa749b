import {
  type Appended,
  type Decided,
  faultCode,
  faultWords,
  isRepeat,
  isStorageFailed,
  type Kept,
  keepDecisionOnce,
  keepDecisions,
  type Once,
  type Records,
} from '@virtual-school/records'
import { type Log, type LogDetails, withoutMessage } from '../log.ts'
import type { Metrics } from '../operations/metrics.ts'
import { watchStorage } from './watch-storage.ts'

/** What is told of a failure: what it was in our words, its code, and where; never what a database said, which may quote a value. */
export const describeFailure = (thrown: unknown): LogDetails => {
  const reason = isStorageFailed(thrown) ? thrown.reason : 'failed'
  const cause = (isStorageFailed(thrown) ? thrown.cause : undefined) ?? thrown
  const { what, todo } = faultWords(cause) ?? {}
  return { reason, code: faultCode(cause), what, todo: todo === '' ? undefined : todo, ...withoutMessage(cause) }
}

/** Keeps decisions before they are given out. */
export interface DecisionRecorder {
  /** For reading. */
  readonly records: Records
  /** Resolves once all are on disk, in their order; undefined: they could not be kept, and must not be given out. */
  readonly record: (decided: readonly Decided[]) => Promise<readonly Kept[] | undefined>
  /** As `keep`, of one whose caller sent a key: what it repeats, if that has been answered before. */
  readonly recordOnce: (decided: Decided, once: Once) => Promise<Appended | undefined>
  /** Whether something could not be kept, or could not have been, since the last time that it could. */
  readonly isFailing: () => boolean
  /** Takes note of storage that failed elsewhere. */
  readonly noteFailure: (thrown: unknown) => void
  /** Tries whether decisions can be kept, as is done every few seconds from then on. */
  readonly start: () => Promise<void>
  /** Calls off what is being tried again. */
  readonly stop: () => void
}

interface Parts {
  readonly log: Log
  readonly metrics: () => Metrics
  /** Told of the time of the log’s last record, whenever it is heard of. */
  readonly recordedAt: (time: string) => void
  /** The digest of the rules in use. */
  readonly rules: () => string | undefined
  /** How often it is tried while all is well. Left out: every five seconds. */
  readonly everyMilliseconds?: number
}

/** Of the last that was added; empty if all were repeats. */
const lastRecordedAt = (appended: readonly Appended[]): string =>
  appended.flatMap(one => (isRepeat(one) ? [] : one.recordedAt)).at(-1) ?? ''

/**
 * Keeps, and remembers whether that works. While nothing is kept it is tried in the background, by the way that decisions take,
 * so that a service to which nobody sends anything finds out by itself: that it fails, and that it works again.
 */
export const createDecisionRecorder = (records: Records, parts: Parts): DecisionRecorder => {
  const { log, metrics, recordedAt, rules, everyMilliseconds } = parts
  const onSuccess = (time: string, isAgain: boolean) => {
    if (isAgain) log.info('records-available')
    recordedAt(time)
  }
  const onFailure = (thrown: unknown, isFirst: boolean) => {
    metrics().recordsFailed()
    if (isFirst) log.error('records-unavailable', describeFailure(thrown))
  }
  const storage = watchStorage(records, { rules, onSuccess, onFailure, everyMilliseconds })
  const noteOutcome = async <T extends Appended>(
    appending: Promise<readonly T[]>,
  ): Promise<readonly T[] | undefined> => {
    try {
      const appended = await appending
      storage.noteSuccess(lastRecordedAt(appended))
      return appended
    } catch (thrown) {
      storage.noteFailure(thrown)
      return undefined
    }
  }
  const { isFailing, noteFailure, start, stop } = storage
  return {
    records,
    record: decided => noteOutcome(keepDecisions(records, decided)),
    recordOnce: async (decided, once) =>
      (await noteOutcome(keepDecisionOnce(records, decided, once).then(one => [one])))?.[0],
    ...{ isFailing, noteFailure, start, stop },
  }
}
