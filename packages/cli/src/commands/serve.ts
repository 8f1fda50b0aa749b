import type { Issue } from '@virtual-school/rules'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { type ExitCode, exitCodes } from '../exit.ts'
import { example, numberOption, rulesOption } from '../options.ts'
import { refuse } from '../refuse.ts'
import { print, remark, type Terminal } from '../terminal.ts'

interface ServeOptions {
  readonly port?: number
  readonly host?: string
  readonly rules?: string
}

/** Adds `serve`: the HTTP service, until it is told to stop. */
export const addServe = (program: Command, { terminal, finish }: Context): void => {
  program
    .command('serve')
    .description(
      'answer over HTTP, with the same JSON; settings come from the environment too (PORT, HOST, RULES_DIR, …)',
    )
    .addOption(numberOption('--port <port>', 'the port; 0: any that is free', 0, 65_535))
    .option('--host <host>', 'the address to listen on; absent: this machine alone')
    .addOption(rulesOption())
    .addHelpText('after', example('virtual-school serve --port 3000'))
    .action(async (options: ServeOptions) => finish(await serve(options, terminal)))
}

const serve = async ({ port, host, rules }: ServeOptions, terminal: Terminal): Promise<ExitCode> => {
  const { readSettings, startServer } = await import('@virtual-school/api')
  const options = { PORT: port?.toString(), HOST: host, RULES_DIR: rules }
  const settings = readSettings({
    ...terminal.env,
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  })
  if (!settings.ok) return refuse(terminal, settings.issues, 'text')
  try {
    const server = await startServer(settings.value, line => void terminal.stderr.write(line))
    await print(terminal, `Virtual School Rules answers at ${server.url}; its documentation is at ${server.url}/docs.`)
    await terminal.untilStopped?.()
    await server.stop()
    return exitCodes.done
  } catch (error) {
    return whyNot(error, terminal)
  }
}

const addressFaults: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The port is in use. Choose another with --port, or 0 for any that is free.',
  EACCES: 'The port may not be used by you. Choose one above 1023 with --port.',
  EADDRNOTAVAIL: 'This machine does not have that address. Choose another with --host.',
  ENOTFOUND: 'There is no host of that name. Choose another with --host.',
}

/** Rules that do not load and an address that cannot be had are for the reader to put right; anything else is our own fault. */
const whyNot = async (error: unknown, terminal: Terminal): Promise<ExitCode> => {
  const { issues, code } = error as { readonly issues?: readonly Issue[]; readonly code?: string }
  if (issues !== undefined) return refuse(terminal, issues, 'text')
  const fault = addressFaults[code ?? '']
  if (fault === undefined) throw error
  await remark(terminal, fault)
  return exitCodes.refused
}
