import cluster from 'node:cluster'
import type { Settings } from '@virtual-school/api'
import type { Issue } from '@virtual-school/rules'
import type { Command } from 'commander'
import { example, numberOption, rulesOption } from '../terminal/options.ts'
import type { CommandContext, ExitCode, Terminal } from '../terminal/terminal.ts'
import { exitCodes, print, refuse, remark } from '../terminal/terminal.ts'

/** What `serve` takes. */
export interface ServeOptions {
  readonly port?: number
  readonly host?: string
  readonly rules?: string
  readonly watch?: boolean
  readonly cluster?: number
}

/** Serves until a signal stops it: by this process, or by several that this one looks after. */
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
  const code = await serveAlone(settings.value, terminal).catch((error: unknown) => reportStartFailure(error, terminal))
  // The line to the first process would keep this one alive.
  if (cluster.isWorker) process.disconnect()
  return code
}

const logLines = (terminal: Terminal) => (line: string) => void terminal.stderr.write(line)

const isOpenToAll = ' Everybody on this machine may call it, without a key, and nobody else (ACCESS=open).'
const recordsAreOff = ' Records are off: nothing that it decides is kept.'

const announce = async (terminal: Terminal, url: string, settings: Settings): Promise<void> => {
  const { isOpen, records, pages } = settings
  const pagesAreOn =
    pages === undefined ? '' : ' open it in a browser to ask, to read the rules and to look at records;'
  const where = `Virtual School Rules answers at ${url};${pagesAreOn} its documentation is at ${url}/docs.`
  await print(terminal, `${where}${isOpen ? isOpenToAll : ''}${records === undefined ? recordsAreOff : ''}`)
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
  const log = createLog(settings.logLevel, logLines(terminal), terminal.now)
  const running = await startCluster(count, log, settings.pages?.secret)
  // The worker has said why.
  if (running === undefined) return exitCodes.refused
  terminal.onReload?.(() => void running.reload())
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host
  await announce(terminal, `http://${host}:${running.port}`, settings)
  await terminal.untilStopped?.()
  await running.stop()
  return exitCodes.done
}

/** The settings as a page for a terminal: each with its default and what it means. */
export const renderSettings = async (): Promise<string> => {
  const { settingsTable } = await import('@virtual-school/api')
  return settingsTable
    .map(row => `${row.name}${row.default === '' ? '' : `=${row.default}`}\n  ${row.meaning}\n`)
    .join('')
}

const addressFaults: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The port is in use. Choose another with --port, or 0 for any that is free.',
  EACCES: 'The port may not be used by you. Choose one above 1023 with --port.',
  EADDRNOTAVAIL: 'This machine does not have that address. Choose another with --host.',
  ENOTFOUND: 'There is no host of that name. Choose another with --host.',
}

/** Rules that do not load and an address that cannot be had are for the reader to put right; anything else is our own fault. */
export const reportStartFailure = async (error: unknown, terminal: Terminal): Promise<ExitCode> => {
  const { issues, code } = error as { readonly issues?: readonly Issue[]; readonly code?: string }
  if (issues !== undefined) return refuse(terminal, issues, 'text')
  const fault = addressFaults[code ?? '']
  if (fault === undefined) throw error
  await remark(terminal, fault)
  return exitCodes.refused
}

/** Adds `serve`: the HTTP service, until a signal stops it. */
export const addServe = (program: Command, { terminal, finish }: CommandContext): void => {
  program
    .command('serve')
    .description(
      'answer over HTTP, with the same JSON; settings come from the environment too (PORT, HOST, RULES_DIR, …)',
    )
    .addOption(numberOption('--port <port>', 'the port; 0: any that is free', 0, 65_535))
    .option('--host <host>', 'the address to listen on; absent: this machine alone')
    .addOption(rulesOption())
    .option('--watch', 'load the rules again when the directory changes; SIGHUP does so either way')
    .addOption(numberOption('--cluster <count>', 'how many processes share the port', 1, 64))
    .option('--settings', 'print every setting of the environment, its default and what it means')
    .addHelpText(
      'after',
      example('virtual-school serve --port 3000', 'virtual-school serve --rules rules --watch --cluster 2'),
    )
    .action(async ({ settings = false, ...options }: ServeOptions & { readonly settings?: boolean }) =>
      settings ? print(terminal, await renderSettings()) : finish(await serve(options, terminal)),
    )
}
