import type { Records } from '@virtual-school/records'

const steadily = 5_000
const whileFailing = 1_000

interface Watching {
  /** The digest of the rules in use. */
  readonly rules: () => string | undefined
  /** Something was kept, or could have been; the log’s last record is of this time. `isAgain`: it had failed before. */
  readonly works: (recordedAt: string, isAgain: boolean) => void
  /** `isFirst`: it had worked before. */
  readonly fails: (thrown: unknown, isFirst: boolean) => void
  readonly everyMilliseconds: number | undefined
}

export interface StorageWatch {
  /** Something was kept just now. */
  readonly kept: (recordedAt: string) => void
  /** Storage failed just now. */
  readonly failed: (thrown: unknown) => void
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
  { rules, works, fails, everyMilliseconds = steadily }: Watching,
): StorageWatch => {
  let [isBad, isProved, failures] = [false, false, 0]
  const good = (recordedAt: string) => {
    const isAgain = isBad
    isBad = false
    works(recordedAt, isAgain)
  }
  const probe = async () => {
    const before = failures
    const { recordedAt } = await records.probe(rules())
    // A probe that was under way when something failed does not show that it works again.
    if (failures === before) good(recordedAt)
  }
  const look = async () => {
    const wasProved = isProved && !isBad
    isProved = false
    try {
      records.database.files.checkLocks()
      if (!wasProved) await probe()
    } catch (thrown) {
      // What is closed while it is tried does not fail.
      if (!pace.isOver()) failed(thrown)
    }
  }
  const pace = repeatedly(look, () => (isBad ? Math.min(whileFailing, everyMilliseconds) : everyMilliseconds))
  const failed = (thrown: unknown) => {
    failures += 1
    const isFirst = !isBad
    isBad = true
    fails(thrown, isFirst)
    if (isFirst) pace.again()
  }
  const kept = (recordedAt: string) => {
    isProved = true
    good(recordedAt)
  }
  const start = () => look().finally(pace.again)
  return { kept, failed, isFailing: () => isBad, start, stop: pace.stop }
}
