import type { Records } from '@virtual-school/records'

const usualMilliseconds = 5_000
const failingMilliseconds = 1_000

interface Watching {
  /** The digest of the rules in use. */
  readonly rules: () => string | undefined
  /** Something was kept, or could have been; the log’s last record is of this time. `isAgain`: it had failed before. */
  readonly onSuccess: (recordedAt: string, isAgain: boolean) => void
  /** `isFirst`: it had worked before. */
  readonly onFailure: (thrown: unknown, isFirst: boolean) => void
  readonly everyMilliseconds: number | undefined
}

export interface StorageWatch {
  /** Something was kept just now. */
  readonly noteSuccess: (recordedAt: string) => void
  /** Storage failed just now. */
  readonly noteFailure: (thrown: unknown) => void
  /** Whether it failed the last time that it was tried. */
  readonly isFailing: () => boolean
  readonly start: () => Promise<void>
  readonly stop: () => void
}

/** Calls again and again: `next` says in how many milliseconds. */
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
 * Tries every so often whether a decision could be kept; more often while it could not. What was kept since the last time is
 * proof enough, so that while decisions are made only the files are looked at, which costs them nothing.
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
    // A probe that was under way when something failed does not show that it works again.
    if (failures === before) succeeded(recordedAt)
  }
  const look = async () => {
    const wasProved = isProved && !isBad
    isProved = false
    try {
      records.database.files.checkLocks()
      if (!wasProved) await probe()
    } catch (thrown) {
      // What is closed while it is tried does not fail.
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
