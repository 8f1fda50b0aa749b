import type { SecondPlaceEvents } from '@virtual-school/records'
import { type Log, withoutMessage } from '../log.ts'
import type { Metrics } from '../operations/metrics.ts'

interface World {
  readonly log: Log
  readonly metrics: () => Metrics
}

/** Logs and counts what goes wrong with the second place of checkpoints. */
export const toldOfCheckpoints = ({ log, metrics }: World): SecondPlaceEvents => ({
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
