import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { settingsTable } from '@virtual-school/api'
import { describe, expect, it } from 'vitest'
import { run } from '../src/index.ts'
import { fixtureRules, runCli, sink } from './terminal.ts'

describe('serve', () => {
  it('prints where it answers, answers with the bytes that decide prints, and stops when told', async () => {
    const stdout = sink()
    let served = ''
    const untilStopped = async (): Promise<void> => {
      const url = /http:\/\/[\d.]+:\d+/.exec(stdout.text())?.[0] ?? ''
      const body = JSON.stringify({
        decision: 'short-day',
        authority: 'testshire',
        asOf: '2026-11-22',
        facts: { ageYears: 9 },
      })
      served = await (
        await fetch(`${url}/decide`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
      ).text()
    }
    const terminal = {
      env: { ACCESS: 'open', LOG_LEVEL: 'silent', RECORDS: 'off', OVERLOAD_DELAY_MS: '10000' },
      now: () => new Date(),
      isTty: { stdin: false, stdout: false, stderr: false },
      stdin: Readable.from([]),
    }
    const code = await run(['serve', '--port', '0', '--rules', fixtureRules], {
      ...terminal,
      stdout: stdout.stream,
      stderr: sink().stream,
      untilStopped,
    })
    expect(code).toBe(0)
    const decided = await runCli([
      'decide',
      'short-day',
      '--authority',
      'testshire',
      '--as-of',
      '2026-11-22',
      '--set',
      'ageYears=9',
      '--format',
      'json',
    ])
    expect(served).toBe(`{"result":${decided.stdout.trimEnd()}}`)
    expect(stdout.text()).toContain(
      'Everybody on this machine may call it, without a key, and nobody else (ACCESS=open).',
    )
    expect(stdout.text()).toContain('Records are off: nothing that it decides is kept.')
  })

  it('refuses rules that do not load and settings that cannot be', async () => {
    expect(await runCli(['serve', '--port', '0', '--rules', 'nowhere'], { env: { ACCESS: 'open' } })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('could not be read'),
    })
    expect(await runCli(['serve'], { env: { PORT: 'ninety' } })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('PORT'),
    })
    expect(await runCli(['serve', '--port', '65536'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('from 0 to 65535'),
    })
  })

  it('prints every setting with its default and what it means, and serves nothing', async () => {
    const { code, stdout, stderr } = await runCli(['serve', '--settings'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const { name, default: given, meaning } of settingsTable)
      expect(stdout).toContain(`${name}${given === '' ? '' : `=${given}`}\n  ${meaning}\n`)
  })

  it('without keys and without ACCESS=open ends with one sentence that shows both ways', async () => {
    const env = { RULES_DIR: fixtureRules, DATA_DIR: './no-data-here', LOG_LEVEL: 'silent' }
    const ran = await runCli(['serve', '--port', '0'], { env })
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toMatch(
      /^at \/ACCESS: [^.]+“virtual-school keys create --client NAME --scopes decide”[^.]+ACCESS=open[^.]+\.\n$/,
    )
  })

  it('says first that the records are gone, if their second place knows of some: the keys lie with them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'virtual-school-serve-'))
    await writeFile(join(folder, '000000000012.checkpoint'), 'of the right log')
    const places = { DATA_DIR: join(folder, 'no-data-here'), CHECKPOINT_DIR: folder }
    const env = { RULES_DIR: fixtureRules, LOG_LEVEL: 'silent', ...places }
    const ran = await runCli(['serve', '--port', '0'], { env })
    const overridden = await runCli(['serve', '--port', '0'], { env: { ...env, CHECKPOINT_OVERRIDE: '12' } })
    await rm(folder, { recursive: true })
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toMatch(/^at \/DATA_DIR: .+CHECKPOINT_DIR has a checkpoint of 12: is a volume not mounted.+\n$/)
    expect(overridden.stderr).toMatch(/^at \/ACCESS: Nothing says who may call/)
  })

  it('refuses to watch rules that never change', async () => {
    expect(await runCli(['serve', '--watch'], { env: {} })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('RULES_DIR'),
    })
  })

  it('refuses to be reached by others while nothing says who may call, and says how to mend it', async () => {
    const env = { ACCESS: 'open', RULES_DIR: fixtureRules, DATA_DIR: './no-data-here', LOG_LEVEL: 'silent' }
    const ran = await runCli(['serve', '--port', '0', '--host', '0.0.0.0'], { env })
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toMatch(/^at \/HOST: .+“virtual-school keys create --client NAME --scopes decide”.+\n$/)
    expect(
      await runCli(['serve'], { env: { ...env, ACCESS: 'keys', OAUTH_ISSUER: 'https://issuer.example' } }),
    ).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/OAUTH_AUDIENCE is left out.+\n.+OAUTH_JWKS_URL is left out/),
    })
  })

  it('says when the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    expect(await runCli(['serve', '--port', String(port)], { env: { ACCESS: 'open', RECORDS: 'off' } })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'The port is in use. Choose another with --port, or 0 for any that is free.\n',
    })
    other.close()
  })
})
