import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { latestCheckpoint } from '@virtual-school/records'
import { checkRules, loadRules, type Rules } from '@virtual-school/rules'
import { evaluateToJsonWithJsonRulesEngine } from '@virtual-school/rules/json-rules-engine'
import { createApp } from './app.ts'
import { admitting, type Granted } from './auth/admission.ts'
import { expiryWarnings, secondsLeft, watchExpiry } from './auth/key-expiry.ts'
import type { Settings } from './config/settings.ts'
import { closingAnswers, drain, drainMilliseconds, hardenedServer } from './http/server.ts'
import { memoryStore } from './idempotency/store.ts'
import { createLog } from './log.ts'
import { oneATurn } from './operations/cross-check.ts'
import { countUnread } from './operations/metrics.ts'
import { observing } from './operations/observe.ts'
import { createGate } from './operations/overload.ts'
import { holdRules, type RulesHolder, watchDirectory } from './operations/rules-holder.ts'
import { type Keeping, keepingFor } from './recording/lifecycle.ts'

export interface RunningServer {
  /** Where it answers: `http://127.0.0.1:3000`. */
  readonly url: string
  /** Says that it is not ready, takes no more requests, lets those in progress finish, for ten seconds at most, and closes. */
  readonly stop: () => Promise<void>
  /** Loads the rules anew; keeps those it has where the new ones do not load, and logs why. */
  readonly reload: () => Promise<void>
}

/**
 * The composition root: everything that the service takes from the world is put together here. Rejects where the rules do
 * not load or nothing says who may call (with the issues), or the address cannot be had.
 */
export const startServer = async (
  settings: Settings,
  write: (line: string) => void = line => void process.stdout.write(line),
): Promise<RunningServer> => {
  const now = () => new Date()
  const log = createLog(settings.logLevel, write, now)
  const clock = () => now().getTime()
  const admit = await admitting(settings, { clock, log })
  const begun = performance.now()
  const loading = loadRules(settings.rulesDirectory)
  const keeping = await keepingFor(settings.records, loading, { log, metrics: () => metrics, now, admit })
  const openingMilliseconds = Math.round(performance.now() - begun)
  const first = await loading
  const { activate } = keeping
  const { access, watchKeys } = keeping.admitted
  const stopWatchingKeys = watchKeys()
  const holder = holdRules(first, () => checkRules(settings.rulesDirectory), { log, metrics: () => metrics, activate })
  const gate = createGate(settings.overload)
  const watched = watchedOf(holder.current, keeping, access, clock)
  const { metrics, stop: stopObserving } = observing(gate, watched, log)
  await keeping.keeper?.start()
  const stopWarning = watchExpiry(expiryWarnings(access.expiries, log, clock))
  let isStopping = false
  const parts = {
    get rules() {
      return holder.current()
    },
    ...{ now, ...checkingAndRemembering(settings, now), access, log, metrics, gate, keeper: keeping.keeper },
    ...{ newId: randomUUID, isReady: () => !isStopping },
  }
  const server = hardenedServer(createApp(parts), countUnread(metrics), settings.connections)
  const sayClose = closingAnswers(server)
  const url = await listen(server, settings).catch(async (thrown: unknown) => {
    await stopWatchingKeys()
    await keeping.stop()
    throw thrown
  })
  const stopWatching = await watching(settings, holder.reload)
  log.info('started', { url, ...toldOf(first), access: access.told, ...keeping.told, openingMilliseconds })
  const stop = async () => {
    isStopping = true
    log.info('stopping')
    await stopWatching?.()
    await letFinish(server, sayClose, settings)
    for (const end of [stopObserving, stopWarning, stopWatchingKeys, keeping.stop]) await end()
    log.info('stopped')
  }
  let stopped: Promise<void> | undefined
  return { url, stop: () => (stopped ??= stop()), reload: holder.reload }
}

const toldOf = ({ version, digest }: Rules) => ({ version, digest })

/** Gives notice for a while, then takes no more requests and lets those in progress finish. */
const letFinish = async (
  server: Server,
  sayClose: () => void,
  { stopNoticeMilliseconds }: Pick<Settings, 'stopNoticeMilliseconds'>,
): Promise<void> => {
  await wait(stopNoticeMilliseconds)
  sayClose()
  await drain(server, drainMilliseconds - stopNoticeMilliseconds)
}

/** What the metrics look up. */
const watchedOf = (
  rules: RulesHolder['current'],
  { keeper, clockBehindSeconds }: Keeping,
  { expiries }: Granted,
  clock: () => number,
): Parameters<typeof observing>[1] => ({
  rules,
  clockBehindSeconds,
  keyExpiry: () => secondsLeft(expiries(), clock()),
  ...(keeper && { logSize: async () => (await latestCheckpoint(keeper.records.database)).size }),
})

const checkingAndRemembering = (settings: Settings, now: () => Date) => ({
  crossCheck: {
    share: settings.crossCheckShare,
    random: Math.random,
    evaluateToJson: oneATurn(evaluateToJsonWithJsonRulesEngine),
  },
  idempotency: {
    store: memoryStore({ keysCount: settings.idempotencyKeysCount, now }),
    secret: randomBytes(32),
  },
})

const watching = async ({ rulesDirectory, watchesRules }: Settings, changed: () => void) =>
  watchesRules && rulesDirectory !== undefined ? watchDirectory(rulesDirectory, changed) : undefined

const listen = async (server: Server, { port, host }: Settings): Promise<string> => {
  server.listen(port, host)
  await once(server, 'listening')
  const { port: found } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${found}`
}
