import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeFolder } from '../../../test/support/folder.ts'
import type { DatabasePlace } from '../../records/src/database/open.ts'
import { describeOnBoth } from '../../records/test/support/databases.ts'
import { runCli } from './terminal.ts'

const creating = ['keys', 'create', '--client', 'mosaic-luton', '--scopes', 'decide']

describeOnBoth('keys before the first start', ({ emptyPlace, kind }) => {
  const environmentOf = (at: DatabasePlace, secret: string) => ({
    ...('url' in at ? { DATABASE_URL: at.url } : { DATA_DIR: at.directory }),
    RECORDS_SECRET_FILE: secret,
  })
  const secretFile = async () => {
    const folder = await makeFolder()
    await mkdir(join(folder, 'secret'), { mode: 0o700 })
    return join(folder, 'secret', 'records-secret')
  }

  it('are made, and the root secret with the first, in the file that is named', async () => {
    const file = await secretFile()
    const env = environmentOf(await emptyPlace(), file)
    expect(await runCli(creating, { env })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^vs_/),
      stderr: '',
    })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await runCli(creating, { env })).toMatchObject({ code: 0 })
    const { stdout } = await runCli(['keys', 'list', '--format', 'json'], { env })
    expect((JSON.parse(stdout) as { keys: unknown[] }).keys).toHaveLength(2)
  })

  it('are refused without the root secret once there are records, and none is made', async () => {
    const at = await emptyPlace()
    await runCli(creating, { env: environmentOf(at, await secretFile()) })
    const other = await secretFile()
    expect(await runCli(creating, { env: environmentOf(at, other) })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/There are records, and the file of their root secret is not there/),
    })
    expect(existsSync(other)).toBe(false)
  })

  it.runIf(kind === 'postgres').each<[string, (url: URL) => void, RegExp]>([
    ['password', url => Object.assign(url, { password: 'canary' }), /password.*\(28P01\)/s],
    ['port', url => Object.assign(url, { port: '1' }), /\(ECONNREFUSED\).*127\.0\.0\.1:1/s],
    [
      'host',
      url => Object.assign(url, { hostname: 'nowhere.invalid' }),
      /\((ENOTFOUND|EAI_AGAIN)\).*nowhere\.invalid/s,
    ],
    ['database', url => Object.assign(url, { pathname: '/none' }), /\(3D000\)/],
  ])('name what failed if the %s is wrong, and make no secret', async (_, spoil, expected) => {
    const url = new URL(((await emptyPlace()) as { readonly url: string }).url)
    spoil(url)
    const file = await secretFile()
    const env = environmentOf({ url: url.href }, file)
    const ran = await runCli(creating, { env })
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(expected) })
    expect(ran.stderr).not.toContain('canary')
    expect(existsSync(file)).toBe(false)
    const given = { DATABASE_URL: url.href, RECORDS_SECRET: randomBytes(32).toString('base64') }
    for (const argv of [
      creating,
      ['keys', 'list'],
      ['records', 'rotate', 'secret', '--actor', 'staff-1', '--to', file],
    ])
      expect((await runCli(argv, { env: given })).stderr).toMatch(expected)
  })
})
