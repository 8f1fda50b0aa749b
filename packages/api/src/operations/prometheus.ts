import type { Rules } from '@virtual-school/rules/internal'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { problems } from '../http/problems.ts'
import { addCheckpointGauges, addGauges, type WatchedProcess } from './gauges.ts'
import type { Metrics } from './metrics.ts'

/** What is looked up when the metrics are read. */
export interface Watched extends WatchedProcess {
  readonly rules: () => Pick<Rules, 'version' | 'digest' | 'decisions' | 'authorities'>
  /** How late the event loop was since this was last read, in seconds: `p50`, `p99`, `max`. */
  readonly loopDelay: () => Readonly<Record<string, number>>
  readonly residentBytes: () => number
  /** By how many seconds the machine’s clock is behind the last record; 0 if it is not, and if this is left out. */
  readonly clockBehindSeconds?: () => number
}

const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const name = (text: string): string => `virtual_school_${text}`

const addRulesGauges = (
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
    help: 'How late the event loop was since this was last read: the median, the 99th percentile and the worst.',
    labelNames: ['stat'],
    aggregator: 'max',
    registers,
    collect() {
      for (const [stat, seconds] of Object.entries(loopDelay())) this.set({ stat }, seconds)
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

/** Looks labels up once, since that is most of what counting costs. They are few: all come from tables and rules. */
const memoizeByLabels = <T>(make: (labels: readonly string[]) => T) => {
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
  return memoizeByLabels(labels => counted.labels(...labels))
}

const statusClasses = ['2xx', '3xx', '4xx', '5xx']
const reloadOutcomes = ['loaded', 'refused']
const placeNames = ['directory', 'command']

interface Counters extends Omit<Metrics, 'took' | 'committed' | 'checkpointCopied' | 'text'> {
  /** Shows a count of 0 for a decision, authority and answer that may come. */
  readonly expect: Metrics['decided']
}

/** The counters, each as a function that counts one more. Labels that are known beforehand are there from the start, at 0. */
const counters = (registry: Registry): Counters => {
  const total = <const L extends string>(
    text: string,
    help: string,
    labelNames: readonly L[] = [],
    known: readonly string[] = [],
  ) => {
    const counted = counter(registry, `${text}_total`, help, labelNames)
    for (const value of known) counted(value).inc(0)
    return counted
  }
  const decided = total('decisions', 'Decisions given, by what they say.', ['decision', 'authority', 'answer'])
  const refused = total('refusals', 'Requests refused or failed, by problem.', ['problem'], Object.keys(problems))
  const answered = total('responses', 'Answers to requests, by the class of their status.', ['status'], statusClasses)
  const reloaded = total('rules_reloads', 'Reloads of the rules, by how they went.', ['outcome'], reloadOutcomes)
  const disagreed = total('cross_check_disagreements', 'Decisions on which the evaluators differ.')
  const shed = total('shed_requests', 'Requests turned away under overload.')
  const recordsFailed = total('records_failures', 'Attempts to keep or read records that failed.')
  const copies = 'Checkpoints that could not be put into a second place.'
  const checkpointFailed = total('checkpoint_failures', copies, ['place'], placeNames)
  const differs = 'Times that the log was not the one whose checkpoint is in the second place. Raise an alarm for any.'
  const checkpointDiffers = total('checkpoint_conflicts', differs)
  return {
    expect: (...labels) => decided(...labels).inc(0),
    decided: (...labels) => decided(...labels).inc(),
    refused: slug => refused(slug).inc(),
    answered: status => answered(`${Math.floor(status / 100)}xx`).inc(),
    disagreed: () => disagreed().inc(),
    shed: () => shed().inc(),
    reloaded: outcome => reloaded(outcome).inc(),
    recordsFailed: () => recordsFailed().inc(),
    checkpointFailed: place => checkpointFailed(place).inc(),
    checkpointDiffers: () => checkpointDiffers().inc(),
  }
}

/** Shows each decision that the rules can give at 0 until it is given, so that the first one is seen as an increase. */
const expectDecisions = (
  expect: Counters['expect'],
  { decisions, authorities }: ReturnType<Watched['rules']>,
): void => {
  for (const { id, answers } of decisions)
    for (const authority of authorities)
      for (const answer of [...answers.map(one => one.id), 'undetermined']) expect(id, authority.id, answer)
}

const histogram = <const L extends string>(registry: Registry, text: string, help: string, labelNames: readonly L[]) =>
  new Histogram({ name: name(text), help, labelNames, buckets, registers: [registry] })

/** Creates the metrics in a new Prometheus registry. `json` gives them as data, to add up those of a cluster. */
export const createMetrics = (
  watched: Watched,
): { readonly metrics: Metrics; readonly json: () => Promise<object[]> } => {
  const registry = new Registry()
  addRulesGauges(registry, watched)
  addGauges([registry], watched)
  const took = histogram(registry, 'request_duration_seconds', 'How long requests take, by route.', ['route'])
  const tookOn = memoizeByLabels(labels => took.labels(...labels))
  const commits = 'How long decisions take, a batch of them at once, until they are on disk.'
  const committed = histogram(registry, 'records_commit_seconds', commits, [])
  const copied = addCheckpointGauges([registry])
  const { expect, ...counted } = counters(registry)
  const ready = () => expectDecisions(expect, watched.rules())
  const metrics: Metrics = {
    ...counted,
    took: (route, seconds) => tookOn(route).observe(seconds),
    committed: seconds => committed.observe(seconds),
    checkpointCopied: copied,
    text: () => {
      ready()
      return registry.metrics()
    },
  }
  return {
    metrics,
    json: () => {
      ready()
      return registry.getMetricsAsJSON()
    },
  }
}
