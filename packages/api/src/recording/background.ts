import { setTimeout as wait } from 'node:timers/promises'
import { forgetRepeats, type Records, type SecondPlaceEvents } from '@virtual-school/records'
import { type Log, withoutMessage } from '../log.ts'
import type { Metrics } from '../operations/metrics.ts'

const toleratedSeconds = 60
const sayAgainMilliseconds = 3_600_000

/**
 * Compares the machine’s clock with the log. A record is never dated before the one that it follows, so a clock that is behind
 * shows nowhere else.
 */
interface LogClock {
  /** Notes the time of the log’s last record. Empty: the log has none. */
  readonly noteRecordedAt: (recordedAt: string) => void
  /** By how many seconds the clock is behind it; 0 if it is not. */
  readonly behindSeconds: () => number
}

/** What the line of the log says. */
const what =
  'The clock of this machine is behind the last record. Until it has caught up, every record bears that record’s time, and the machine’s own beside it (“clock”). Put the clock right, or wait.'

/** Creates a clock that warns in the log at once when it is behind, and each hour while it is. */
export const createLogClock = (now: () => Date, log: Log): LogClock => {
  let latest = ''
  let warnedAt: number | undefined
  const behindSeconds = () => (latest === '' ? 0 : Math.max(0, (Date.parse(latest) - now().getTime()) / 1_000))
  return {
    behindSeconds,
    noteRecordedAt: recordedAt => {
      if (recordedAt > latest) latest = recordedAt
      const behind = behindSeconds()
      if (behind <= toleratedSeconds) {
        if (warnedAt !== undefined) log.info('clock-caught-up')
        warnedAt = undefined
        return
      }
      const since = performance.now()
      if (warnedAt !== undefined && since - warnedAt < sayAgainMilliseconds) return
      warnedAt = since
      log.error('clock-behind-log', { behindSeconds: Math.round(behind), lastRecordedAt: latest, what })
    },
  }
}

const warnEveryMilliseconds = 24 * 60 * 60 * 1_000

const advice =
  'Requests that read records need not say which person asks, since these records are older than that rule. Set REQUIRE_ACTOR=on once every system sends X-Actor, or REQUIRE_ACTOR=off to end this warning.'

/** Warns, at the start and once a day, if records are shown without the name of a person because REQUIRE_ACTOR was never set. */
export const warnActorNotRequired = (
  { policy }: Pick<Records, 'policy'>,
  { log, every = warnEveryMilliseconds }: { readonly log: Log; readonly every?: number },
): { readonly stop: () => void } => {
  if (!policy.isActorUnsaid) return { stop: () => {} }
  const warn = () => log.warn('actor-not-required', { advice })
  warn()
  const timer = setInterval(warn, every).unref()
  return { stop: () => clearInterval(timer) }
}

interface World {
  readonly log: Log
  readonly metrics: () => Metrics
}

/** Logs and counts what happens to checkpoints in their second place. */
export const reportCheckpoints = ({ log, metrics }: World): SecondPlaceEvents => ({
  copied: (place, size) => metrics().checkpointCopied(place, size, Date.now() / 1_000),
  failed: (place, size, thrown) => {
    metrics().checkpointFailed(place)
    log.error('checkpoint-not-copied', { place, size, ...withoutMessage(thrown) })
  },
  differs: ({ words, size }, isNew) => {
    metrics().checkpointDiffers()
    if (isNew) log.error('checkpoint-differs', { size, words })
  },
})

const forgetEveryMilliseconds = 60_000
/** A pause after each lot of rows, so that decisions are not held up. */
const pauseMilliseconds = 50

/**
 * Deletes, once a minute, what is stored of Idempotency-Keys that were answered more than a day ago. `stop` waits for what is
 * under way.
 */
export const forgetOldRepeats = (
  records: Records,
  { log, every = forgetEveryMilliseconds }: { readonly log: Log; readonly every?: number },
): { readonly stop: () => Promise<void> } => {
  let isOver = false
  let going: Promise<void> = Promise.resolve()
  const forgetOnce = async () => {
    try {
      while (!isOver && (await forgetRepeats(records))) await wait(pauseMilliseconds, undefined, { ref: false })
    } catch (thrown) {
      log.error('repeats-not-forgotten', withoutMessage(thrown))
    }
  }
  // One after another, even if one takes longer than a minute.
  const timer = setInterval(() => {
    going = going.then(forgetOnce)
  }, every).unref()
  return {
    stop: () => {
      isOver = true
      clearInterval(timer)
      return going
    },
  }
}
