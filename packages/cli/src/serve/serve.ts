import cluster from 'node:cluster'
import type { Settings } from '@virtual-school/api'
import { type ExitCode, exitCodes } from '../exit.ts'
import { refuse } from '../refuse.ts'
import { print, type Terminal } from '../terminal.ts'
import { whyNot } from './why-not.ts'

export interface ServeOptions {
  readonly port?: number
  readonly host?: string
  readonly rules?: string
  readonly watch?: boolean
  readonly cluster?: number
}

/** Serves until it is told to stop: by this process, or by several that this one looks after. */
export const serve = async (options: ServeOptions, terminal: Terminal): Promise<ExitCode> => {
  const { readSettings } = await import('@virtual-school/api')
  const { port, host, rules, watch } = options
  const given = { PORT: port?.toString(), HOST: host, RULES_DIR: rules, RULES_WATCH: watch ? 'on' : undefined }
  const settings = readSettings({
    ...terminal.env,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  })
  if (!settings.ok) return refuse(terminal, settings.issues, 'text')
  if (options.cluster !== undefined && cluster.isPrimary) return serveByMany(options.cluster, settings.value, terminal)
  const code = await serveAlone(settings.value, terminal).catch((error: unknown) => whyNot(error, terminal))
  // The line to the first process would keep this one alive.
  if (cluster.isWorker) process.disconnect()
  return code
}

const logLines = (terminal: Terminal) => (line: string) => void terminal.stderr.write(line)

const isOpenToAll = ' Everybody on this machine may call it, without a key, and nobody else (ACCESS=open).'
const recordsAreOff = ' Records are off: nothing that it decides is kept.'

const announce = async (terminal: Terminal, url: string, settings: Settings): Promise<void> => {
  const { isOpen, records } = settings
  await print(
    terminal,
    `Virtual School Rules answers at ${url}; its documentation is at ${url}/docs.${isOpen ? isOpenToAll : ''}${records === undefined ? recordsAreOff : ''}`,
  )
}

const serveAlone = async (settings: Settings, terminal: Terminal): Promise<ExitCode> => {
  const { startServer } = await import('@virtual-school/api')
  const server = await startServer(settings, logLines(terminal))
  terminal.onReload?.(() => void server.reload())
  // Of a cluster the first process says so, once. A supervisor may tell every process to stop, as the first one does too.
  if (cluster.isPrimary) await announce(terminal, server.url, settings)
  else process.on('SIGTERM', () => {})
  await terminal.untilStopped?.()
  await server.stop()
  return exitCodes.done
}

const serveByMany = async (count: number, settings: Settings, terminal: Terminal): Promise<ExitCode> => {
  const { createLog, startCluster } = await import('@virtual-school/api')
  const running = await startCluster(count, createLog(settings.logLevel, logLines(terminal), terminal.now))
  // The worker has said why.
  if (running === undefined) return exitCodes.refused
  terminal.onReload?.(() => void running.reload())
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host
  await announce(terminal, `http://${host}:${running.port}`, settings)
  await terminal.untilStopped?.()
  await running.stop()
  return exitCodes.done
}
