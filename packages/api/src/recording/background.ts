import { setTimeout as wait } from 'node:timers/promises'
import { forgetRepeats, type Records, type SecondPlaceEvents } from '@virtual-school/records'
import { type Log, withoutMessage } from '../log.ts'
import type { Metrics } from '../operations/metrics.ts'

const toleratedSeconds = 60
const sayAgainMilliseconds = 3_600_000

/** Holds the machine’s clock to the log: a record is never dated before the one that it follows, so a clock behind shows nowhere else. */
export interface LogClock {
  /** The log’s last record is of this time; empty: it has none. */
  readonly noteRecordedAt: (recordedAt: string) => void
  /** By how many seconds the clock is behind it; 0 if it is not. */
  readonly behindSeconds: () => number
}

const what =
  'The clock of this machine is behind the last record. Until it has caught up, every record bears that record’s time, and the machine’s own beside it (“clock”). Put the clock right, or wait.'

/** Says so in the log at once, and each hour as long as it lasts. */
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
  'Whoever reads records need not say which person asks, since these were begun before that was wanted. Set REQUIRE_ACTOR=on once every system sends X-Actor, or REQUIRE_ACTOR=off to be told no more.'

/** Warns, at the start and once a day, of records that are shown to nobody in particular because nobody has decided otherwise. */
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

/** Logs and counts what goes wrong with the second place of checkpoints. */
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
/** Between one lot of rows and the next, so that decisions get their turn. */
const pauseMilliseconds = 50

/** Takes away, once a minute, what is kept of keys that were answered more than a day ago. Stopping waits for what is under way. */
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
  // One after another, however long one takes.
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
