import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { copyFrozenRules } from '../frozen-rules.ts'
import { type Child, startChild, startCommand } from './child.ts'

/** How the service is come by: with a key, within a limit, and with a log. */
export interface Door {
  readonly environment: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly logFile: string
  readonly close: () => void
}

/** The command that a built checkout has. */
const commandIn = (checkout: string): string => resolve(checkout, 'packages/cli/bin/virtual-school.js')

type Environment = Readonly<Record<string, string>>

const createKey = (checkout: string, environment: Environment): string => {
  const asked = ['keys', 'create', '--client', 'bench', '--scopes', 'decide', '--data', environment.DATA_DIR!]
  const { status, stdout, stderr } = spawnSync(process.execPath, [commandIn(checkout), ...asked, '--format', 'json'], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  })
  if (status !== 0) throw new Error(`no key could be made:\n${stderr}${stdout}`)
  return (JSON.parse(stdout) as { token: string }).token
}

const thisCheckout = '.'

/** A key made on the command line, limits by caller that no round reaches, and a log of every request in a file. */
export const openDoor = (more: Environment = { RECORDS: 'off' }, checkout = thisCheckout): Door => {
  const directory = mkdtempSync(join(tmpdir(), 'virtual-school-bench-'))
  const environment = {
    RULES_DIR: copyFrozenRules(join(directory, 'rules')),
    PORT: '0',
    DATA_DIR: directory,
    LOG_LEVEL: 'info',
    RATE_LIMIT: '10000000',
    ...more,
  }
  const token = createKey(checkout, environment)
  return {
    environment,
    headers: { authorization: `Bearer ${token}` },
    logFile: join(directory, 'log'),
    close: () => rmSync(directory, { recursive: true, force: true }),
  }
}

/** Starts the built service of this checkout. */
export const startService = ({ environment, logFile }: Door): Promise<Child> =>
  startChild('service', { environment, logFile })

/** The service of a checkout, as its own command starts it. */
export const startServiceFrom = (checkout: string, { environment, logFile }: Door): Promise<Child> =>
  startCommand(commandIn(checkout), { environment, logFile })
