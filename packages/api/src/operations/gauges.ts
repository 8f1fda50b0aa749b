import { Gauge, type Registry } from 'prom-client'

/** What is also looked up when the metrics are read. What is left out has no metric. */
export interface WatchedProcess {
  /** The version of the service. */
  readonly build?: string
  /** When this process was started, in seconds since 1970. */
  readonly startedSeconds?: number
  /** How many records there are. */
  readonly logSize?: () => Promise<number>
  /** In how many seconds keys end, by the client that they were made for. Only those that can still be used. */
  readonly keyExpiry?: () => Iterable<readonly [client: string, seconds: number]>
}

/** The most that the database is waited for: a scrape must not hang because a database does. */
const timeoutMilliseconds = 1_000

const withTimeout = async <T>(asked: Promise<T>): Promise<T | undefined> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(resolve, timeoutMilliseconds, undefined)
  })
  return Promise.race([asked.catch(() => undefined), late]).finally(() => clearTimeout(timer))
}

const processGauges = (registers: readonly Registry[], { build, startedSeconds }: WatchedProcess): void => {
  if (build !== undefined)
    new Gauge({
      name: 'virtual_school_build_info',
      help: 'The version of the service and of Node that runs it; always 1.',
      labelNames: ['version', 'node'],
      aggregator: 'max',
      registers: [...registers],
    }).set({ version: build, node: process.version }, 1)
  if (startedSeconds !== undefined)
    new Gauge({
      // The name that Prometheus’s own libraries use, which dashboards and alerts know.
      name: 'process_start_time_seconds',
      help: 'When this process was started, in seconds since 1970; of a cluster, the youngest.',
      aggregator: 'max',
      registers: [...registers],
    }).set(startedSeconds)
}

/** Adds the gauges of this process, of the log and of the keys. */
export const addGauges = (registers: readonly Registry[], watched: WatchedProcess): void => {
  processGauges(registers, watched)
  const { logSize, keyExpiry } = watched
  if (logSize !== undefined)
    new Gauge({
      name: 'virtual_school_log_size',
      help: 'How many records there are; as it was last read while the database does not answer.',
      aggregator: 'max',
      registers: [...registers],
      async collect() {
        const size = await withTimeout(logSize())
        if (size !== undefined) this.set(size)
      },
    })
  if (keyExpiry !== undefined)
    new Gauge({
      name: 'virtual_school_key_expiry_seconds',
      help: 'Seconds until the first of the keys of a client expires that can still be used.',
      labelNames: ['client'],
      aggregator: 'min',
      registers: [...registers],
      collect() {
        const first = new Map<string, number>()
        for (const [client, seconds] of keyExpiry()) first.set(client, Math.min(seconds, first.get(client) ?? seconds))
        this.reset()
        for (const [client, seconds] of first) this.set({ client }, seconds)
      },
    })
}

/** Adds the gauges of checkpoints in their second place. The function that it gives notes a copy. */
export const addCheckpointGauges = (registers: readonly Registry[]) => {
  const gauge = (text: string, help: string) =>
    new Gauge({
      name: `virtual_school_${text}`,
      help,
      labelNames: ['place'],
      aggregator: 'max',
      registers: [...registers],
    })
  const size = gauge(
    'checkpoint_copy_size',
    'How many records the last checkpoint is over that was put into a second place.',
  )
  const time = gauge('checkpoint_copy_timestamp_seconds', 'When that was, in seconds since 1970.')
  return (place: string, records: number, seconds: number): void => {
    size.set({ place }, records)
    time.set({ place }, seconds)
  }
}
