import { createStorageFailed } from '../faults/errors.ts'

/** How batches are written, and the limits of the queue. */
export interface SequencerOptions<Draft, Receipt> {
  /** Writes drafts in one transaction; gives one receipt a draft, in their order, once they are on disk. */
  readonly commit: (drafts: readonly Draft[]) => Promise<readonly Receipt[]>
  /** Milliseconds of a clock that never goes back. */
  readonly elapsed: () => number
  /** Whether it is the fault of one call that a batch failed: then each call of the batch is tried alone. */
  readonly isOfOneCall?: (error: unknown) => boolean
  /** Drafts in a batch; a call that brings more gets its own batch. Default 200. */
  readonly maxBatch?: number
  /** Drafts that may wait. Default 10,000. */
  readonly maxQueue?: number
  /** Milliseconds a call may wait for its batch to begin. Default 5,000. */
  readonly maxWait?: number
}

interface Sequencer<Draft, Receipt> {
  /**
   * Resolves once all of these drafts are on disk, in one batch and in this order, with a receipt for each. Rejects with
   * `StorageFailed` if they are not.
   */
  readonly append: (drafts: readonly Draft[]) => Promise<readonly Receipt[]>
  /** How many drafts are waiting or being written. */
  readonly pending: () => number
  /** Takes no more, and resolves when what was waiting has been written or rejected. */
  readonly close: () => Promise<void>
}

interface Call<Draft, Receipt> {
  readonly drafts: readonly Draft[]
  readonly since: number
  readonly resolve: (receipts: readonly Receipt[]) => void
  readonly reject: (error: Error) => void
}

const waitForOthers = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** The first calls, at least one, that bring no more drafts than `most`; they leave the queue. */
const takeCalls = <Draft, Receipt>(queue: Call<Draft, Receipt>[], most: number): readonly Call<Draft, Receipt>[] => {
  let drafts = 0
  const end = queue.findIndex((call, at) => {
    drafts += call.drafts.length
    return at > 0 && drafts > most
  })
  return queue.splice(0, end === -1 ? queue.length : end)
}

/** Writes the drafts of several calls in one batch and answers each call with its own receipts. */
const writeCalls = async <Draft, Receipt>(
  calls: readonly Call<Draft, Receipt>[],
  options: Pick<SequencerOptions<Draft, Receipt>, 'commit' | 'isOfOneCall'>,
): Promise<void> => {
  try {
    const drafts = calls.flatMap(call => call.drafts)
    const receipts = await options.commit(drafts)
    if (receipts.length !== drafts.length) throw new Error('A batch gave another number of receipts than it had drafts')
    let from = 0
    for (const call of calls) {
      call.resolve(receipts.slice(from, from + call.drafts.length))
      from += call.drafts.length
    }
  } catch (error) {
    if (calls.length > 1 && options.isOfOneCall?.(error)) {
      for (const call of calls) await writeCalls([call], options)
      return
    }
    for (const call of calls) call.reject(createStorageFailed('failed', error))
  }
}

/**
 * One writer in front of the log: what waits while a batch is being written makes up the next. It keeps nothing from one
 * batch to the next but the queue, so if storage failed, the next batch simply tries again.
 */
export const createSequencer = <Draft, Receipt>(
  options: SequencerOptions<Draft, Receipt>,
): Sequencer<Draft, Receipt> => {
  const { elapsed, maxBatch = 200, maxQueue = 10_000, maxWait = 5_000 } = options
  const queue: Call<Draft, Receipt>[] = []
  let pending = 0
  let working: Promise<void> | undefined
  let closed = false

  const finish = (calls: readonly Call<Draft, Receipt>[]) => {
    for (const { drafts } of calls) pending -= drafts.length
  }
  const writeOne = async () => {
    const calls = takeCalls(queue, maxBatch)
    const oldest = elapsed() - maxWait
    for (const call of calls) if (call.since < oldest) call.reject(createStorageFailed('late'))
    const inTime = calls.filter(call => call.since >= oldest)
    if (inTime.length > 0) await writeCalls(inTime, options)
    finish(calls)
  }
  const work = async () => {
    do {
      // Other work that is ready goes first: calls in the same turn of the event loop share a batch, and callers hear before the next.
      await waitForOthers()
      await writeOne()
    } while (queue.length > 0)
    working = undefined
  }
  const append = (drafts: readonly Draft[]): Promise<readonly Receipt[]> => {
    if (closed) return Promise.reject(createStorageFailed('closed'))
    if (drafts.length === 0) return Promise.resolve([])
    if (pending > 0 && pending + drafts.length > maxQueue) return Promise.reject(createStorageFailed('full'))
    pending += drafts.length
    const done = new Promise<readonly Receipt[]>((resolve, reject) => {
      queue.push({ drafts, since: elapsed(), resolve, reject })
    })
    working ??= work()
    return done
  }
  const close = async () => {
    closed = true
    await working
  }
  return { append, pending: () => pending, close }
}
