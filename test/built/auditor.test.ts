import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { inCheckout } from '../../scripts/places.mjs'
import { killAll, served } from '../support/served.ts'

const folder = mkdtempSync(join(tmpdir(), 'virtual-school-auditor-'))
chmodSync(folder, 0o755)
afterAll(() => {
  killAll()
  rmSync(folder, { recursive: true, force: true })
})

/** Another user than the one who runs the tests: `nobody`. Only root can become one, who has to be let into the checkout. */
const other = 65_534
const asOther = (argv: readonly string[]) =>
  spawnSync(process.execPath, [inCheckout('packages/cli/bin/virtual-school.js'), ...argv], {
    encoding: 'utf8',
    uid: other,
    gid: other,
    cwd: '/',
  })
const mayTry = process.getuid?.() === 0 && asOther(['--version']).status === 0
const verify = (directory: string, key: string) => asOther(['records', 'verify', '--data', directory, '--key', key])

const tracesOf = (directory: string) =>
  ['.', ...readdirSync(directory).sort()].map(name => {
    const { mode, mtimeMs, size } = statSync(join(directory, name))
    const text = name === '.' ? '' : readFileSync(join(directory, name), 'latin1')
    return { name, mode, mtimeMs, size, sha256: createHash('sha256').update(text).digest('hex') }
  })

/** So that others may read and nobody may write. */
const opened = (directory: string): void => {
  for (const name of readdirSync(directory))
    chmodSync(join(directory, name), name.startsWith('records.') ? 0o444 : 0o400)
  chmodSync(directory, 0o555)
}

const body = JSON.stringify({ decision: 'remit', trace: 'none', facts: { careStatus: 'looked-after' } })
const headers = { 'content-type': 'application/json' }

describe('an auditor, who is another user and may only read', () => {
  it('verifies a log while the service writes it, after a kill, and after a stop, and leaves no trace', async () => {
    if (!mayTry) return console.log('skipped: no other user')
    const data = join(folder, 'data')
    const environment = { DATA_DIR: data, RECORDS_NAME: 'log.example', STOP_NOTICE_MS: '0' }
    const service = await served([], environment)
    const key = (await (await fetch(`${service.url}/checkpoint/key`)).text()).trim()
    for (let n = 0; n < 3; n += 1)
      await (await fetch(`${service.url}/decide`, { method: 'POST', headers, body })).text()
    chmodSync(data, 0o755)
    for (const name of readdirSync(data)) if (name.startsWith('records.')) chmodSync(join(data, name), 0o644)
    const live = verify(data, key)
    expect(live).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('The log is sound.\n4 records'),
    })
    expect(live.stdout).toContain('The keys were not there to be looked at')
    const ended = once(service.child, 'exit')
    service.child.kill('SIGKILL')
    await ended
    const killed = join(folder, 'killed')
    cpSync(data, killed, { recursive: true })
    const again = await served([], environment)
    const stopped = once(again.child, 'exit')
    again.child.kill('SIGTERM')
    await stopped
    for (const directory of [killed, data]) {
      opened(directory)
      const before = tracesOf(directory)
      expect(verify(directory, key)).toMatchObject({ status: 0, stdout: expect.stringContaining('4 records read') })
      expect(tracesOf(directory)).toEqual(before)
    }
  })
})
