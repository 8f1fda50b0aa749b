import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Log } from '../log.ts'
import { version } from '../version.ts'
import { createClusterMetrics } from './cluster-metrics.ts'
import type { Metrics } from './metrics.ts'
import type { Gate } from './overload.ts'
import { createMetrics, type Watched } from './prometheus.ts'

const everyMilliseconds = 20

/** Measures every 20 milliseconds how late the event loop is. Gives a function that stops it. */
const watchLoop = (noticed: (lateMilliseconds: number) => void): (() => void) => {
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    noticed(Math.max(0, now - last - everyMilliseconds))
    last = now
  }, everyMilliseconds)
  timer.unref()
  return () => clearInterval(timer)
}

const seconds = (nanoseconds: number): number => (Number.isFinite(nanoseconds) ? nanoseconds / 1e9 : 0)

/** Measures how late the loop was since `read` was last called, in seconds: the median, the 99th percentile and the worst. */
const measureLoopDelay = () => {
  const histogram = monitorEventLoopDelay({ resolution: everyMilliseconds })
  histogram.enable()
  return {
    read: (): Readonly<Record<string, number>> => {
      // Node counts the interval itself too.
      const late = (nanoseconds: number) => Math.max(0, seconds(nanoseconds) - everyMilliseconds / 1_000)
      const found =
        histogram.count === 0 ? [0, 0, 0] : [histogram.percentile(50), histogram.percentile(99), histogram.max]
      const [half = 0, most = 0, worst = 0] = found.map(late)
      histogram.reset()
      return { p50: half, p99: most, max: worst }
    },
    stop: () => void histogram.disable(),
  }
}

/** Starts to observe this process: its metrics, and how late its event loop is, which the gate decides by. */
export const observeProcess = (
  gate: Gate,
  watched: Pick<Watched, 'rules' | 'logSize' | 'keyExpiry' | 'clockBehindSeconds'>,
  log: Log,
): { readonly metrics: Metrics; readonly stop: () => void } => {
  let wasOverloaded = false
  const stopWatching = watchLoop(late => {
    gate.noteDelay(late)
    const isOverloaded = gate.isOverloaded()
    if (isOverloaded !== wasOverloaded) log.info(isOverloaded ? 'overloaded' : 'recovered')
    wasOverloaded = isOverloaded
  })
  const delays = measureLoopDelay()
  const { metrics, json } = createMetrics({
    ...watched,
    build: version,
    startedSeconds: performance.timeOrigin / 1_000,
    loopDelay: delays.read,
    residentBytes: () => process.memoryUsage.rss(),
  })
  const { text, stop } = createClusterMetrics(process, { own: metrics.text, json })
  return {
    metrics: { ...metrics, text },
    stop: () => {
      stopWatching()
      delays.stop()
      stop()
    },
  }
}
