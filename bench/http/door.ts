import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Child, startChild } from './child.ts'

/** How the service is come by: with a key, within a limit, and with a log. */
export interface Door {
  readonly environment: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly logFile: string
  readonly close: () => void
}

const createKey = (dataDirectory: string): string => {
  const asked = ['keys', 'create', '--client', 'bench', '--scopes', 'decide', '--data', dataDirectory]
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['packages/cli/bin/virtual-school.js', ...asked, '--format', 'json'],
    { encoding: 'utf8', env: { ...process.env, RECORDS: 'off' } },
  )
  if (status !== 0) throw new Error(`no key could be made:\n${stderr}`)
  return (JSON.parse(stdout) as { token: string }).token
}

/** A key made on the command line, limits by caller that no round reaches, and a log of every request in a file. */
export const openDoor = (): Door => {
  const directory = mkdtempSync(join(tmpdir(), 'virtual-school-bench-'))
  const token = createKey(directory)
  return {
    environment: { PORT: '0', DATA_DIR: directory, LOG_LEVEL: 'info', RATE_LIMIT: '10000000', RECORDS: 'off' },
    headers: { authorization: `Bearer ${token}` },
    logFile: join(directory, 'log'),
    close: () => rmSync(directory, { recursive: true, force: true }),
  }
}

export const startService = (
  { environment, logFile }: Door,
  more: Readonly<Record<string, string>> = {},
): Promise<Child> => startChild('service', { environment: { ...environment, ...more }, logFile })
