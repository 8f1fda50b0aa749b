import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { loadRules } from '@virtual-school/rules'
import { evaluateToJsonWithJsonRulesEngine } from '@virtual-school/rules/json-rules-engine'
import { createApp } from './app.ts'
import { memoryStore } from './idempotency/memory-store.ts'
import { createLog } from './log.ts'
import { drain, hardenedServer } from './server.ts'
import type { Settings } from './settings.ts'

export interface RunningServer {
  /** Where it answers: `http://127.0.0.1:3000`. */
  readonly url: string
  /** Stops taking requests, lets those in progress finish, for ten seconds at most, and closes. */
  readonly stop: () => Promise<void>
}

/**
 * The composition root: everything that the service takes from the world is put together here. Rejects where the rules do
 * not load (with their issues) or the address cannot be had.
 */
export const startServer = async (
  settings: Settings,
  write: (line: string) => void = line => void process.stdout.write(line),
): Promise<RunningServer> => {
  const now = () => new Date()
  const log = createLog(settings.logLevel, write, now)
  const rules = await loadRules(settings.rulesDirectory)
  let isStopping = false
  const crossCheck = {
    share: settings.crossCheckShare,
    random: Math.random,
    evaluateToJson: evaluateToJsonWithJsonRulesEngine,
  }
  const idempotency = {
    store: memoryStore({ keysCount: settings.idempotencyKeysCount, now }),
    secret: randomBytes(32),
  }
  const server = hardenedServer(createApp({ rules, now, crossCheck, idempotency, log, isReady: () => !isStopping }))
  server.listen(settings.port, settings.host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`
  log.info('started', { url, version: rules.version, digest: rules.digest })
  return {
    url,
    stop: async () => {
      isStopping = true
      await drain(server)
      log.info('stopped')
    },
  }
}

/** Stops on the signals by which a terminal or a supervisor asks for it. */
export const stopOnSignals = (server: RunningServer): void => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop())
}
