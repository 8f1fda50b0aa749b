import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Metrics } from './metrics.ts'

/** What is looked up when somebody reads the metrics. */
export interface Watched {
  readonly rules: () => { readonly version: string; readonly digest: string }
  /** How late the event loop was since it was last asked, in seconds, by quantile. */
  readonly loopDelay: () => Readonly<Record<string, number>>
  readonly residentBytes: () => number
  /** By how many seconds the machine’s clock is behind the last record; 0 if it is not, and if this is left out. */
  readonly clockBehindSeconds?: () => number
}

const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const name = (text: string): string => `virtual_school_${text}`

const gauges = (
  registry: Registry,
  { rules, loopDelay, residentBytes, clockBehindSeconds = () => 0 }: Watched,
): void => {
  const registers = [registry]
  new Gauge({
    name: name('rules_info'),
    help: 'How many processes answer from the rules of this version and digest.',
    labelNames: ['version', 'digest'],
    registers,
    collect() {
      const { version, digest } = rules()
      this.reset()
      this.set({ version, digest }, 1)
    },
  })
  new Gauge({
    name: name('event_loop_delay_seconds'),
    help: 'How late the event loop was since this was last read, by quantile (1 is the worst).',
    labelNames: ['quantile'],
    aggregator: 'max',
    registers,
    collect() {
      for (const [quantile, seconds] of Object.entries(loopDelay())) this.set({ quantile }, seconds)
    },
  })
  new Gauge({
    name: name('clock_behind_log_seconds'),
    help: 'By how much the clock of this machine is behind the last record; 0 if it is not.',
    aggregator: 'max',
    registers,
    collect() {
      this.set(clockBehindSeconds())
    },
  })
  new Gauge({
    name: name('resident_memory_bytes'),
    help: 'The memory that the service holds.',
    registers,
    collect() {
      this.set(residentBytes())
    },
  })
}

/** Counting one thing costs little only where its labels are looked up once. The keys are few: they come from tables and rules. */
const remembered = <T>(make: (labels: readonly string[]) => T) => {
  const made = new Map<string, T>()
  return (...labels: readonly string[]): T => {
    const key = labels.join('\n')
    const found = made.get(key) ?? make(labels)
    made.set(key, found)
    return found
  }
}

const counter = <const L extends string>(registry: Registry, text: string, help: string, labelNames: readonly L[]) => {
  const counted = new Counter({ name: name(text), help, labelNames, registers: [registry] })
  return remembered(labels => counted.labels(...labels))
}

/** What is counted, each by a function that counts one more. */
const counters = (registry: Registry): Omit<Metrics, 'took' | 'text'> => {
  const total = <const L extends string>(text: string, help: string, labelNames: readonly L[] = []) =>
    counter(registry, `${text}_total`, help, labelNames)
  const decided = total('decisions', 'Decisions given, by what they say.', ['decision', 'authority', 'answer'])
  const refused = total('refusals', 'Requests refused or failed, by problem.', ['problem'])
  const reloaded = total('rules_reloads', 'Reloads of the rules, by how they went.', ['outcome'])
  const disagreed = total('cross_check_disagreements', 'Decisions on which the evaluators differ.')
  const shed = total('shed_requests', 'Requests turned away under overload.')
  const recordsFailed = total('records_failures', 'Attempts to keep or read records that failed.')
  const copies = 'Checkpoints that could not be put into a second place.'
  const checkpointFailed = total('checkpoint_failures', copies, ['place'])
  return {
    decided: (...labels) => decided(...labels).inc(),
    refused: slug => refused(slug).inc(),
    disagreed: () => disagreed().inc(),
    shed: () => shed().inc(),
    reloaded: outcome => reloaded(outcome).inc(),
    recordsFailed: () => recordsFailed().inc(),
    checkpointFailed: place => checkpointFailed(place).inc(),
  }
}

/** Prometheus’s metrics, in a registry of their own; and the same as data, for adding up those of a cluster. */
export const createMetrics = (
  watched: Watched,
): { readonly metrics: Metrics; readonly json: () => Promise<object[]> } => {
  const registry = new Registry()
  gauges(registry, watched)
  const took = new Histogram({
    name: name('request_duration_seconds'),
    help: 'How long requests take, by route.',
    labelNames: ['route'],
    buckets,
    registers: [registry],
  })
  const tookOn = remembered(labels => took.labels(...labels))
  const metrics: Metrics = {
    ...counters(registry),
    took: (route, seconds) => tookOn(route).observe(seconds),
    text: () => registry.metrics(),
  }
  return { metrics, json: () => registry.getMetricsAsJSON() }
}
