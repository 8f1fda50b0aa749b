import { setTimeout as wait } from 'node:timers/promises'
import { forgetRepeats, type Records } from '@virtual-school/records'
import { type Log, withoutMessage } from '../log.ts'

const everyMilliseconds = 60_000
/** Between one lot of rows and the next, so that decisions get their turn. */
const pauseMilliseconds = 50

/** Takes away, once a minute, what is kept of keys that were answered more than a day ago. Stopping waits for what is under way. */
export const forgetting = (
  records: Records,
  { log, every = everyMilliseconds }: { readonly log: Log; readonly every?: number },
): { readonly stop: () => Promise<void> } => {
  let isOver = false
  let going: Promise<void> = Promise.resolve()
  const forget = async () => {
    try {
      while (!isOver && (await forgetRepeats(records))) await wait(pauseMilliseconds, undefined, { ref: false })
    } catch (thrown) {
      log.error('repeats-not-forgotten', withoutMessage(thrown))
    }
  }
  // One after another, however long one takes.
  const timer = setInterval(() => {
    going = going.then(forget)
  }, every).unref()
  return {
    stop: () => {
      isOver = true
      clearInterval(timer)
      return going
    },
  }
}
