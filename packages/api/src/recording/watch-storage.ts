import type { Records } from '@virtual-school/records'

const usualMilliseconds = 5_000
const failingMilliseconds = 1_000

interface Watching {
  /** The digest of the rules in use. */
  readonly rules: () => string | undefined
  /**
   * Something was recorded, or could have been. `recordedAt` is the time of the log’s last record. `isAgain`: it had failed
   * before.
   */
  readonly onSuccess: (recordedAt: string, isAgain: boolean) => void
  /** `isFirst`: it had worked before. */
  readonly onFailure: (thrown: unknown, isFirst: boolean) => void
  readonly everyMilliseconds: number | undefined
}

/** Knows whether storage works. */
interface StorageWatch {
  /** Notes that something was recorded just now. */
  readonly noteSuccess: (recordedAt: string) => void
  /** Notes that storage failed just now. */
  readonly noteFailure: (thrown: unknown) => void
  /** Whether storage failed the last time that it was used or tried. */
  readonly isFailing: () => boolean
  readonly start: () => Promise<void>
  readonly stop: () => void
}

/** Calls `go` again and again; `next` gives the milliseconds until the next call. */
const repeatedly = (go: () => Promise<void>, next: () => number) => {
  let timer: NodeJS.Timeout | undefined
  let isOver = false
  const again = () => {
    clearTimeout(timer)
    if (!isOver) timer = setTimeout(() => void go().finally(again), next()).unref()
  }
  const stop = () => {
    isOver = true
    clearTimeout(timer)
  }
  return { again, stop, isOver: () => isOver }
}

/**
 * Tries again and again whether a decision could be recorded, more often while it could not. A decision that was recorded since
 * the last time is proof enough, so while decisions come only the files are checked, which costs nothing.
 */
export const watchStorage = (
  records: Pick<Records, 'database' | 'probe'>,
  { rules, onSuccess, onFailure, everyMilliseconds = usualMilliseconds }: Watching,
): StorageWatch => {
  let [isBad, isProved, failures] = [false, false, 0]
  const succeeded = (recordedAt: string) => {
    const isAgain = isBad
    isBad = false
    onSuccess(recordedAt, isAgain)
  }
  const probe = async () => {
    const before = failures
    const { recordedAt } = await records.probe(rules())
    // A probe that was under way when something failed does not show that storage works again.
    if (failures === before) succeeded(recordedAt)
  }
  const look = async () => {
    const wasProved = isProved && !isBad
    isProved = false
    try {
      records.database.files.checkLocks()
      if (!wasProved) await probe()
    } catch (thrown) {
      // Records that are closed during the probe have not failed.
      if (!pace.isOver()) noteFailure(thrown)
    }
  }
  const pace = repeatedly(look, () => (isBad ? Math.min(failingMilliseconds, everyMilliseconds) : everyMilliseconds))
  const noteFailure = (thrown: unknown) => {
    failures += 1
    const isFirst = !isBad
    isBad = true
    onFailure(thrown, isFirst)
    if (isFirst) pace.again()
  }
  const noteSuccess = (recordedAt: string) => {
    isProved = true
    succeeded(recordedAt)
  }
  const start = () => look().finally(pace.again)
  return { noteSuccess, noteFailure, isFailing: () => isBad, start, stop: pace.stop }
}
