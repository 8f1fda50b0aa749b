import { type Log, withoutMessage } from '../log.ts'
import type { Metrics } from '../operations/metrics.ts'

/** A signed checkpoint, and how many records it is over. */
export interface SizedCheckpoint {
  readonly size: number
  readonly note: string
}

/** Puts a checkpoint somewhere else; rejects where it could not. */
export interface CheckpointPlace {
  readonly name: 'directory' | 'command'
  readonly put: (checkpoint: SizedCheckpoint) => Promise<void>
}

export interface CheckpointCopies {
  /** The log has grown: a copy is due. */
  readonly grown: () => void
  /** Puts the last one, where that is still to be done, and no more after it. */
  readonly stop: () => Promise<void>
}

interface Parts {
  readonly places: readonly CheckpointPlace[]
  readonly current: () => Promise<SizedCheckpoint>
  readonly log: Log
  readonly metrics: () => Metrics
  readonly everyMilliseconds?: number
}

/** Puts the checkpoint of a growing log into other places, at most once a second; what failed is tried again with the next. */
export const copyCheckpoints = (parts: Parts): CheckpointCopies => {
  const { places, current, log, metrics, everyMilliseconds = 1_000 } = parts
  const done = new Map<CheckpointPlace, number>()
  let timer: NodeJS.Timeout | undefined
  let copying: Promise<void> = Promise.resolve()
  const copyTo = async (place: CheckpointPlace, checkpoint: SizedCheckpoint) => {
    if (checkpoint.note === '' || done.get(place) === checkpoint.size) return true
    try {
      await place.put(checkpoint)
      done.set(place, checkpoint.size)
      metrics().checkpointCopied(place.name, checkpoint.size, Date.now() / 1_000)
      return true
    } catch (thrown) {
      metrics().checkpointFailed(place.name)
      log.error('checkpoint-not-copied', { place: place.name, size: checkpoint.size, ...withoutMessage(thrown) })
      return false
    }
  }
  const copy = async () => {
    const checkpoint = await current()
    const went = await Promise.all(places.map(place => copyTo(place, checkpoint)))
    return went.every(Boolean)
  }
  const due = () => {
    timer ??= setTimeout(() => {
      copying = copy()
        .catch(() => false)
        .then(isDone => {
          timer = undefined
          if (!isDone) due()
        })
    }, everyMilliseconds).unref()
  }
  const stop = async () => {
    await copying
    clearTimeout(timer)
    if (timer !== undefined) await copy().catch(() => false)
  }
  return places.length === 0 ? { grown: () => {}, stop: async () => {} } : { grown: due, stop }
}
