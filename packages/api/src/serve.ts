import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { latestCheckpoint } from '@virtual-school/records'
import { checkRules, loadRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { evaluateToJsonWithJsonRulesEngine } from '@virtual-school/rules/json-rules-engine'
import { createApp } from './app.ts'
import { prepareAdmission, type ServiceAccess } from './auth/admission.ts'
import { createExpiryWarner, listSecondsLeft, watchExpiry } from './auth/key-expiry.ts'
import type { PagesSettings } from './config/pages-settings.ts'
import type { Settings } from './config/settings.ts'
import { createCloseAnnouncer, createHardenedServer, drain, drainMilliseconds } from './http/server.ts'
import { createMemoryStore } from './idempotency/store.ts'
import { createLog } from './log.ts'
import { runOneATurn } from './operations/cross-check.ts'
import { countUnread } from './operations/metrics.ts'
import { observeProcess } from './operations/observe.ts'
import { createGate } from './operations/overload.ts'
import { createRulesHolder, type RulesHolder, watchDirectory } from './operations/rules-holder.ts'
import { openRecordsFor, type RecordsLifecycle } from './recording/lifecycle.ts'
import type { ServiceParts } from './service.ts'

/** A service that listens. */
export interface RunningServer {
  /** Where it answers: `http://127.0.0.1:3000`. */
  readonly url: string
  /** Says that it is not ready, takes no more requests, lets those in progress finish, for ten seconds at most, and closes. */
  readonly stop: () => Promise<void>
  /** Loads the rules again. If they do not load, logs why and keeps those that it has. */
  readonly reload: () => Promise<void>
}

/**
 * The composition root: starts a service from its settings. `write` takes the lines of the log. Rejects, with issues, if the
 * rules do not load, the records cannot be opened or nothing says who may call; and if the address cannot be listened on.
 */
export const startServer = async (
  settings: Settings,
  write: (line: string) => void = line => void process.stdout.write(line),
): Promise<RunningServer> => {
  const now = () => new Date()
  const log = createLog(settings.logLevel, write, now)
  const clock = () => now().getTime()
  const world = { log, metrics: () => metrics }
  const admit = await prepareAdmission(settings, { clock, log })
  const begun = performance.now()
  const loading = loadRules(settings.rulesDirectory)
  const records = await openRecordsFor(settings.records, loading, { ...world, now, admit })
  const openingMilliseconds = Math.round(performance.now() - begun)
  const first = await loading
  const { access, watchKeys } = records.admitted
  const stopWatchingKeys = watchKeys()
  const reload = () => checkRules(settings.rulesDirectory)
  const holder = createRulesHolder(first, reload, { ...world, activate: records.activate })
  const gate = createGate(settings.overload)
  const observed = watchedValues(holder.current, records, access, clock)
  const { metrics, stop: stopObserving } = observeProcess(gate, observed, log)
  await records.recorder?.start()
  const stopWarning = watchExpiry(createExpiryWarner(access.expiries, log, clock))
  let isStopping = false
  const parts = {
    get rules() {
      return holder.current()
    },
    ...{ now, access, log, metrics, gate, recorder: records.recorder, newId: randomUUID, isReady: () => !isStopping },
    ...(await partsBySettings(settings, now)),
  }
  const server = createHardenedServer(createApp(parts), countUnread(metrics), settings.connections, settings.publicUrl)
  const sayClose = createCloseAnnouncer(server)
  const url = await listen(server, settings).catch(async (thrown: unknown) => {
    await stopWatchingKeys()
    await records.stop()
    throw thrown
  })
  const stopWatching = await watchRules(settings, holder.reload)
  log.info('started', { url, ...rulesSummary(first), access: access.kind, ...records.summary, openingMilliseconds })
  const stop = onlyOnce(async () => {
    isStopping = true
    log.info('stopping')
    await stopWatching?.()
    await letFinish(server, sayClose, settings)
    for (const end of [stopObserving, stopWarning, stopWatchingKeys, records.stop]) await end()
    log.info('stopped')
  })
  return { url, stop, reload: holder.reload }
}

const onlyOnce = (act: () => Promise<void>): (() => Promise<void>) => {
  let acting: Promise<void> | undefined
  return () => (acting ??= act())
}

const rulesSummary = ({ version, digest }: Rules) => ({ version, digest })

/** Says for a while that it is not ready, then takes no more requests and lets those in progress finish. */
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
const watchedValues = (
  rules: RulesHolder['current'],
  { recorder, clockBehindSeconds }: RecordsLifecycle,
  { expiries }: ServiceAccess,
  clock: () => number,
): Parameters<typeof observeProcess>[1] => ({
  rules,
  clockBehindSeconds,
  keyExpiry: () => listSecondsLeft(expiries(), clock()),
  ...(recorder && { logSize: async () => (await latestCheckpoint(recorder.records.database)).size }),
})

/** What checks decisions a second time, what remembers answers, and MCP. */
const partsBySettings = async (settings: Settings, now: () => Date) => ({
  mcp: settings.mcp ? await loadMcp() : undefined,
  pages: settings.pages && (await loadPages(settings.pages, settings.rulesDirectory)),
  publicUrl: settings.publicUrl,
  origins: settings.origins,
  crossCheck: {
    share: settings.crossCheckShare,
    random: Math.random,
    evaluateToJson: runOneATurn(
      async (rules, request) => (await evaluateToJsonWithJsonRulesEngine(rules, request)).text,
    ),
  },
  idempotency: {
    store: createMemoryStore({ keysCount: settings.idempotencyKeysCount, now }),
    secret: randomBytes(32),
  },
})

/** Loaded only if it is wanted: with it comes what speaks the protocol. */
const loadMcp = async (): Promise<ServiceParts['mcp']> => {
  const [{ findInThread }, { mcpHandlers }] = await Promise.all([
    import('@virtual-school/mcp'),
    import('./mcp/handlers.ts'),
  ])
  return mcpHandlers(findInThread({ isBackground: true }))
}

/** Loaded only if they are wanted. */
const loadPages = async (pages: PagesSettings, rulesDirectory: string | undefined): Promise<ServiceParts['pages']> =>
  (await import('./pages/open.ts')).openPages(pages, rulesDirectory)

const watchRules = async ({ rulesDirectory, watchesRules }: Settings, changed: () => void) =>
  watchesRules && rulesDirectory !== undefined ? watchDirectory(rulesDirectory, changed) : undefined

const listen = async (server: Server, { port, host }: Settings): Promise<string> => {
  server.listen(port, host)
  await once(server, 'listening')
  const { port: found } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${found}`
}
