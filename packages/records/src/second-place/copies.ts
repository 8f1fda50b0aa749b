import type { SizedCheckpoint } from './directory.ts'
import type { CheckpointPlace, PlaceName } from './places.ts'

/** What is reported about the second place while records are open. */
export interface CopyEvents {
  /** A checkpoint was put there. */
  readonly copied: (place: PlaceName, size: number) => void
  /** A checkpoint could not be put there; it is tried again. */
  readonly failed: (place: PlaceName, size: number, thrown: unknown) => void
}

/** Copies the newest checkpoint to its second places. */
export interface CheckpointCopies {
  /** The log has grown: a copy is due. */
  readonly grown: () => void
  /** Puts the last one, if it is not there already, and no more after it. */
  readonly stop: () => Promise<void>
}

interface Parts {
  readonly places: readonly CheckpointPlace[]
  readonly current: () => Promise<SizedCheckpoint>
  readonly events: CopyEvents
  /** Before each time that checkpoints are put. */
  readonly before?: () => Promise<void>
  readonly everyMilliseconds?: number
}

/** So many times the longest delay of a copy: the log is read that often without a call too, since another process may have added to it. */
const unasked = 10

/** Puts the checkpoint of a growing log into other places, at most once a second; what failed is tried again with the next. */
export const copyCheckpoints = (parts: Parts): CheckpointCopies => {
  const { places, current, events, before = async () => {}, everyMilliseconds = 1_000 } = parts
  const done = new Map<CheckpointPlace, string>()
  let timer: NodeJS.Timeout | undefined
  let copying: Promise<void> = Promise.resolve()
  const copyTo = async (place: CheckpointPlace, checkpoint: SizedCheckpoint) => {
    if (checkpoint.note === '' || done.get(place) === checkpoint.note) return true
    try {
      await place.put(checkpoint)
      done.set(place, checkpoint.note)
      events.copied(place.name, checkpoint.size)
      return true
    } catch (thrown) {
      events.failed(place.name, checkpoint.size, thrown)
      return false
    }
  }
  const copy = async () => {
    await before().catch(() => undefined)
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
  const looking = setInterval(due, unasked * everyMilliseconds).unref()
  const stop = async () => {
    clearInterval(looking)
    await copying
    clearTimeout(timer)
    await copy().catch(() => false)
  }
  if (places.length > 0) return { grown: due, stop }
  clearInterval(looking)
  return { grown: () => {}, stop: async () => {} }
}
