import type { Log } from '../log.ts'
import { version } from '../version.ts'
import { clusterText } from './cluster-metrics.ts'
import type { Gate } from './gate.ts'
import { loopDelays, watchLoop } from './loop-delay.ts'
import type { Metrics } from './metrics.ts'
import { createMetrics, type Watched } from './prometheus.ts'

/** Sets up what watches this process: its metrics, and how late its event loop is, which the gate must know. */
export const observing = (
  gate: Gate,
  watched: Pick<Watched, 'rules' | 'logSize' | 'keyExpiry' | 'clockBehindSeconds'>,
  log: Log,
): { readonly metrics: Metrics; readonly stop: () => void } => {
  let wasOverloaded = false
  const stopWatching = watchLoop(late => {
    gate.noticed(late)
    const isOverloaded = gate.isOverloaded()
    if (isOverloaded !== wasOverloaded) log.info(isOverloaded ? 'overloaded' : 'recovered')
    wasOverloaded = isOverloaded
  })
  const delays = loopDelays()
  const { metrics, json } = createMetrics({
    ...watched,
    build: version,
    startedSeconds: performance.timeOrigin / 1_000,
    loopDelay: delays.read,
    residentBytes: () => process.memoryUsage.rss(),
  })
  const { text, stop } = clusterText(process, { own: metrics.text, json })
  return {
    metrics: { ...metrics, text },
    stop: () => {
      stopWatching()
      delays.stop()
      stop()
    },
  }
}
