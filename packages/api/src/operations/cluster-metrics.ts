import { AggregatorRegistry } from 'prom-client'

/** What two processes of a cluster send each other about metrics, beside Node’s own messages. */
export type MetricsMessage =
  | { readonly about: 'virtual-school-metrics'; readonly kind: 'all-please' | 'yours-please'; readonly id: number }
  | { readonly about: 'virtual-school-metrics'; readonly kind: 'mine'; readonly id: number; readonly metrics: object[] }
  | { readonly about: 'virtual-school-metrics'; readonly kind: 'all'; readonly id: number; readonly text: string }

/** Whether a message between two processes is one of these. */
export const isMetricsMessage = (message: unknown): message is MetricsMessage =>
  typeof message === 'object' && message !== null && 'about' in message && message.about === 'virtual-school-metrics'

/** One end of the channel between two processes. */
interface ProcessChannel {
  readonly send?: ((message: MetricsMessage) => unknown) | undefined
  readonly on: (event: 'message', heard: (message: unknown) => void) => unknown
  readonly off: (event: 'message', heard: (message: unknown) => void) => unknown
}

const about = 'virtual-school-metrics'
/** A process that does not answer by then is left out. */
const timeoutMilliseconds = 1_000

interface Own {
  readonly own: () => Promise<string>
  readonly json: () => Promise<object[]>
}

/**
 * In a worker: reads the metrics of the whole cluster from the primary, and sends it those of this process. Without a primary,
 * or if it does not answer, they are those of this process alone.
 */
export const createClusterMetrics = (line: ProcessChannel, { own, json }: Own) => {
  const waiting = new Map<number, (text: string) => void>()
  let latest = 0
  const heard = async (message: unknown) => {
    if (!isMetricsMessage(message)) return
    if (message.kind === 'all') waiting.get(message.id)?.(message.text)
    if (message.kind === 'yours-please') line.send?.({ about, kind: 'mine', id: message.id, metrics: await json() })
  }
  const { send } = line
  if (send === undefined) return { text: own, stop: () => {} }
  line.on('message', heard)
  const text = async (): Promise<string> => {
    latest += 1
    const id = latest
    const whole = new Promise<string | undefined>(resolve => {
      waiting.set(id, resolve)
      setTimeout(resolve, 2 * timeoutMilliseconds, undefined).unref()
      send.call(line, { about, kind: 'all-please', id })
    })
    const found = await whole
    waiting.delete(id)
    return found ?? own()
  }
  return { text, stop: () => void line.off('message', heard) }
}

/** In the primary: reads the metrics of every worker, and adds up those that arrive in time. */
export const gatherMetrics = (workers: () => readonly ProcessChannel[]) => {
  let latest = 0
  const ask = (worker: ProcessChannel, id: number): Promise<object[] | undefined> =>
    new Promise(resolve => {
      const done = (metrics?: object[]) => {
        worker.off('message', heard)
        clearTimeout(timer)
        resolve(metrics)
      }
      const heard = (message: unknown) => {
        if (isMetricsMessage(message) && message.kind === 'mine' && message.id === id) done(message.metrics)
      }
      const timer = setTimeout(done, timeoutMilliseconds)
      worker.on('message', heard)
      worker.send?.({ about, kind: 'yours-please', id })
    })
  return async (): Promise<string> => {
    latest += 1
    const id = latest
    const all = await Promise.all(workers().map(worker => ask(worker, id)))
    return AggregatorRegistry.aggregate(all.filter(metrics => metrics !== undefined)).metrics()
  }
}
