import cluster, { type Worker } from 'node:cluster'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Log } from '../log.ts'
import { gatherMetrics, isMetricsMessage } from './cluster-metrics.ts'

/** What a running service can do on a signal. */
interface Signalled {
  readonly stop: () => Promise<void>
  readonly reload: () => Promise<void>
}

/** Stops on SIGINT and SIGTERM, and loads the rules again on SIGHUP. */
export const stopOnSignals = ({ stop, reload }: Signalled): void => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
  process.on('SIGHUP', () => void reload())
}

/** A service in several processes. */
export interface RunningCluster {
  /** The port that the workers share. */
  readonly port: number
  /** Stops every worker, and waits for them. */
  readonly stop: () => Promise<void>
  /** Makes every worker load the rules again. */
  readonly reload: () => Promise<void>
}

/** How long to wait before a worker that died is replaced: twice as long each time, until one has lived for `soundMilliseconds`. */
const backoff = { firstMilliseconds: 100, mostMilliseconds: 10_000, soundMilliseconds: 60_000 }
/** A worker drains for ten seconds; one that does not end by then never will. */
const endMilliseconds = 12_000

const listWorkers = (): readonly Worker[] => Object.values(cluster.workers ?? {}).filter(worker => worker !== undefined)
const signalAll = (signal: NodeJS.Signals): void => {
  for (const worker of listWorkers()) worker.process.kill(signal)
}

const answerMetrics = (): void => {
  const gather = gatherMetrics(listWorkers)
  cluster.on('message', async (worker, message: unknown) => {
    if (!isMetricsMessage(message) || message.kind !== 'all-please') return
    const text = await gather()
    if (worker.isConnected()) worker.send({ about: message.about, kind: 'all', id: message.id, text })
  })
}

/** Replaces workers that die, until the function that it gives is called. */
const replaceDeadWorkers = (log: Log, fork: () => void): (() => void) => {
  let isOver = false
  let delay = backoff.firstMilliseconds
  let begun = performance.now()
  cluster.on('exit', (worker, code, signal) => {
    if (isOver) return
    if (performance.now() - begun > backoff.soundMilliseconds) delay = backoff.firstMilliseconds
    log.error('worker-died', { worker: worker.id, code: code ?? 0, signal: signal ?? '', restartMilliseconds: delay })
    setTimeout(() => {
      if (isOver) return
      begun = performance.now()
      fork()
    }, delay)
    delay = Math.min(2 * delay, backoff.mostMilliseconds)
  })
  return () => {
    isOver = true
  }
}

const waitForWorkers = async (): Promise<void> => {
  const cut = setTimeout(signalAll, endMilliseconds, 'SIGKILL')
  while (listWorkers().length > 0) await once(cluster, 'exit')
  clearTimeout(cut)
}

/**
 * Runs this same command line in `count` processes, which share one port, and the secret of the pages: what
 * one seals another opens. The others start when the first one listens. Undefined:
 * that one ended before, and has said why.
 */
export const startCluster = async (
  count: number,
  log: Log,
  pagesSecret = randomBytes(32).toString('hex'),
): Promise<RunningCluster | undefined> => {
  answerMetrics()
  const fork = () => cluster.fork({ PAGES_SECRET: pagesSecret })
  fork()
  const port = await new Promise<number | undefined>(resolve => {
    cluster.once('listening', (_worker, address) => resolve(address.port))
    cluster.once('exit', () => resolve(undefined))
  })
  if (port === undefined) return undefined
  const stopReplacing = replaceDeadWorkers(log, fork)
  for (let others = 1; others < count; others += 1) fork()
  return {
    port,
    stop: async () => {
      stopReplacing()
      signalAll('SIGTERM')
      await waitForWorkers()
    },
    reload: async () => signalAll('SIGHUP'),
  }
}
