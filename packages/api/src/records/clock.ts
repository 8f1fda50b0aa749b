import type { Log } from '../log.ts'

const tolerated = 60
const sayAgainMilliseconds = 3_600_000

/** Holds the machine’s clock to the log: a record is never dated before the one that it follows, so a clock behind shows nowhere else. */
export interface LogClock {
  /** The log’s last record is of this time; empty: it has none. */
  readonly heardOf: (recordedAt: string) => void
  /** By how many seconds the clock is behind it; 0 if it is not. */
  readonly behindSeconds: () => number
}

const what =
  'The clock of this machine is behind the last record. Until it has caught up, every record bears that record’s time, and the machine’s own beside it (“clock”). Put the clock right, or wait.'

/** Says so in the log at once, and each hour as long as it lasts. */
export const logClock = (now: () => Date, log: Log): LogClock => {
  let latest = ''
  let said: number | undefined
  const behindSeconds = () => (latest === '' ? 0 : Math.max(0, (Date.parse(latest) - now().getTime()) / 1_000))
  return {
    behindSeconds,
    heardOf: recordedAt => {
      if (recordedAt > latest) latest = recordedAt
      const behind = behindSeconds()
      if (behind <= tolerated) {
        if (said !== undefined) log.info('clock-caught-up')
        said = undefined
        return
      }
      const since = performance.now()
      if (said !== undefined && since - said < sayAgainMilliseconds) return
      said = since
      log.error('clock-behind-log', { behindSeconds: Math.round(behind), lastRecordedAt: latest, what })
    },
  }
}
