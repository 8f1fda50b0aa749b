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

/** What the log says of a failure: in our words, its code, and where. Never the message of a database, which may quote a value. */
const describeFailure = (thrown: unknown): LogDetails => {
  const reason = isStorageFailed(thrown) ? thrown.reason : 'failed'
  const cause = (isStorageFailed(thrown) ? thrown.cause : undefined) ?? thrown
  const { what, todo } = faultWords(cause) ?? {}
  return { reason, code: faultCode(cause), what, todo: todo === '' ? undefined : todo, ...withoutMessage(cause) }
}

/** Records decisions before they are given out. */
export interface DecisionRecorder {
  /** The records themselves, for reading. */
  readonly records: Records
  /** Resolves when all are on disk, in their order. Undefined: they could not be recorded, and must not be given out. */
  readonly record: (decided: readonly Decided[]) => Promise<readonly Kept[] | undefined>
  /** As `record`, for one decision whose request has a key: the record that it repeats, if the key has been answered before. */
  readonly recordOnce: (decided: Decided, once: Once) => Promise<Appended | undefined>
  /** Whether storage failed the last time that it was used or tried. */
  readonly isFailing: () => boolean
  /** Notes that storage failed elsewhere. */
  readonly noteFailure: (thrown: unknown) => void
  /** Tries whether decisions can be recorded, now and every few seconds. */
  readonly start: () => Promise<void>
  /** Stops trying. */
  readonly stop: () => void
}

interface Parts {
  readonly log: Log
  readonly metrics: () => Metrics
  /** Called with the time of the log’s last record, each time that it is known. */
  readonly recordedAt: (time: string) => void
  /** The digest of the rules in use. */
  readonly rules: () => string | undefined
  /** How often storage is tried while it works. Left out: every five seconds. */
  readonly everyMilliseconds?: number
}

/** The time of the last record that was added. Empty: all were repeats. */
const lastRecordedAt = (appended: readonly Appended[]): string =>
  appended.flatMap(one => (isRepeat(one) ? [] : one.recordedAt)).at(-1) ?? ''

/**
 * Creates a recorder, which notes whether storage works. While no decision comes, it tries storage in the background, in the
 * way that decisions are recorded: so an idle service finds out that storage fails, and that it works again.
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
