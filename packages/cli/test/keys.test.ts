import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scopeMeanings, scopes } from '@virtual-school/api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copySqlite } from '../../records/test/support/copy-sqlite.ts'
import { runCli } from './terminal.ts'

let data = ''
beforeEach(async () => {
  data = join(await mkdtemp(join(tmpdir(), 'virtual-school-keys-')), 'data')
})
afterEach(() => rm(join(data, '..'), { recursive: true, force: true }))

const keys = (...argv: string[]) => runCli(['keys', ...argv], { env: { DATA_DIR: data } })
const create = async (...argv: string[]) => {
  const ran = await keys('create', '--client', 'mosaic-luton', '--scopes', 'decide', '--format', 'json', ...argv)
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  return JSON.parse(ran.stdout) as { token: string; key: { id: string; expires: string | null } }
}

describe('keys create', () => {
  it('shows the key once, and keeps its hash with the records, for their owner alone', async () => {
    const { token, key } = await create()
    expect(token).toMatch(/^vs_[0-9a-f]{8}_[0-9a-f]{64}$/)
    expect(token.split('_')[1]).toBe(key.id)
    // A copy, since SQLite may take files of its own away meanwhile.
    const copy = join(data, '..', 'copy')
    await copySqlite(data, copy)
    const files = await Promise.all((await readdir(copy)).map(name => readFile(join(copy, name), 'latin1')))
    expect(files.join('')).toContain(key.id)
    expect(files.join('')).not.toContain(token.split('_')[2])
    for (const name of await readdir(copy))
      expect([name, (await stat(join(copy, name))).mode & 0o777]).toEqual([name, 0o600])
    expect((await stat(data)).mode & 0o777).toBe(0o700)
    expect((await keys('list')).stdout).not.toContain(token.split('_')[2])
  })

  it('lasts a year unless told otherwise', async () => {
    expect((await create()).key.expires).toBe('2027-11-22T12:00:00.000Z')
    expect((await create('--expires-in', '90d')).key.expires).toBe('2027-02-20T12:00:00.000Z')
    expect((await create('--expires-in', '12h')).key.expires).toBe('2026-11-23T00:00:00.000Z')
    expect((await create('--expires-in', 'never')).key.expires).toBeNull()
  })

  it('says in text what it made', async () => {
    const ran = await keys('create', '--client', 'mosaic-luton', '--scopes', 'decide,records:read')
    expect(ran.stdout).toMatch(
      /^vs_\w+\n\nThis key is shown this once[\s\S]+client\s+mosaic-luton\n\s+realm\s+default\n\s+scopes\s+decide, records:read\n/,
    )
  })

  it.each([
    [['--client', 'mosaic', '--scopes', 'decid'], 'There is no scope “decid”.', 'Did you mean “decide”?'],
    [['--client', 'mosaic', '--scopes', 'decide,record:read'], 'Did you mean “records:read”?', 'Permitted:'],
    [['--client', 'Mosaic Luton', '--scopes', 'decide'], 'small letters and digits', 'mosaic-luton'],
    [['--client', 'local', '--scopes', 'decide'], 'Expected: another name.', ''],
    [['--client', 'mosaic', '--scopes', 'decide', '--expires-in', '90'], '12h, 90d or 52w', ''],
    [['--client', 'mosaic', '--scopes', 'decide', '--expires-in', '0d'], '12h, 90d or 52w', ''],
    [['--scopes', 'decide'], '--client', ''],
  ])('%j is refused with the right word, and makes nothing', async (argv, ...said) => {
    const ran = await keys('create', ...argv)
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    for (const words of said) expect(ran.stderr).toContain(words)
    expect((await keys('list')).stdout).toBe('There are no keys.\n')
  })

  it('names every scope there is in its help', async () => {
    expect((await keys('create', '--help')).stdout.replaceAll(/\s+/g, ' ')).toContain(scopes.join(', '))
  })

  it('loses none where commands run at one time', async () => {
    await create()
    const ran = await Promise.all(
      Array.from({ length: 8 }, () => keys('create', '--client', 'mosaic', '--scopes', 'decide')),
    )
    const made = ran.map(({ stdout }) => stdout.split('_')[1])
    expect(new Set(made).size).toBe(8)
    const listed = (await keys('list')).stdout.trimEnd().split('\n')
    expect(listed.map(line => line.slice(0, 8))).toEqual(expect.arrayContaining(made))
    expect(listed).toHaveLength(9)
  })

  it('says in the log who ordered it, and who revoked it', async () => {
    const { key } = await create('--actor', 'staff-0142', '--realm', 'luton')
    expect(await keys('revoke', key.id, '--actor', 'staff-0143')).toMatchObject({ code: 0, stderr: '' })
    const argv = ['records', 'list', '--actor', 'staff-0144', '--format', 'json']
    const listed = await runCli(argv, { env: { DATA_DIR: data } })
    const { records } = JSON.parse(listed.stdout) as { records: { envelope: object }[] }
    const caller = { key: key.id, client: 'mosaic-luton', realm: 'luton', scopes: ['decide'] }
    expect(records.map(one => one.envelope)).toMatchObject([
      { type: 'key-revoked', client: 'local', actor: 'staff-0143', realm: 'luton', caller },
      { type: 'key-created', client: 'local', actor: 'staff-0142', realm: 'luton', caller },
    ])
    expect((await runCli(['records', 'verify'], { env: { DATA_DIR: data } })).stdout).toContain('The log is sound.')
  })

  it('refuses a name in the place of a staff reference, and makes nothing', async () => {
    const ran = await keys('create', '--client', 'mosaic', '--scopes', 'decide', '--actor', 'Jane.Doe')
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('/actor') })
    expect((await keys('list')).stdout).toBe('There are no keys.\n')
  })
})

describe('keys revoke', () => {
  it('revokes one, and leaves the others', async () => {
    const [one, other] = [await create(), await create()]
    expect(await keys('revoke', one.key.id)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('revoked 2026-11-22'),
    })
    const listed = (await keys('list')).stdout.trimEnd().split('\n')
    expect(listed.sort()).toEqual(
      [
        `${one.key.id}  mosaic-luton  default  decide  created 2026-11-22  revoked 2026-11-22`,
        `${other.key.id}  mosaic-luton  default  decide  created 2026-11-22  good until 2027-11-22`,
      ].sort(),
    )
  })

  it('refuses an id that there is not, and repeats no key that was put in whole', async () => {
    const { token, key } = await create()
    const near = `${key.id.slice(0, 7)}${key.id.endsWith('0') ? '1' : '0'}`
    expect((await keys('revoke', near)).stderr).toContain(`Did you mean “${key.id}”?`)
    const whole = await keys('revoke', token, '--format', 'json')
    expect(whole.code).toBe(2)
    expect(whole.stdout + whole.stderr).not.toContain(token.split('_')[2])
  })
})

describe('keys of a file, as they were kept before', () => {
  const old = {
    ...{ id: '0000abcd', client: 'eclipse', scopes: ['decide'], created: '2026-01-02T03:04:05.000Z' },
    ...{ expires: null, revoked: null, sha256: '0'.repeat(64) },
  }
  const write = async (text: string) => {
    await mkdir(data, { recursive: true })
    await writeFile(join(data, 'keys.json'), text)
  }
  const json = () => readdir(data).then(names => names.filter(name => name.startsWith('keys.json')))

  it('are taken over with the first key that is made, and the file gets another name', async () => {
    await write(JSON.stringify({ keys: [old] }))
    expect((await keys('list')).stdout).toContain('0000abcd  eclipse  default  decide  created 2026-01-02')
    expect(await json()).toEqual(['keys.json'])
    const { key } = await create()
    expect(await json()).toEqual(['keys.json.imported-2026-11-22T12-00-00-000Z'])
    const listed = (await keys('list')).stdout.trimEnd().split('\n')
    expect(listed.map(line => line.slice(0, 8))).toEqual(['0000abcd', key.id])
    expect((await keys('revoke', '0000abcd')).stdout).toContain('revoked 2026-11-22')
  })

  it('stay in their file if records are off and there are none', async () => {
    const off = (...argv: string[]) => runCli(['keys', ...argv], { env: { DATA_DIR: data, RECORDS: 'off' } })
    const ran = await off('create', '--client', 'mosaic', '--scopes', 'decide', '--format', 'json')
    const { key } = JSON.parse(ran.stdout) as { key: { id: string } }
    expect(await readdir(data)).toEqual(['keys.json'])
    expect((await off('list')).stdout).toContain(key.id)
    expect((await off('revoke', key.id)).stdout).toContain('revoked')
    expect(await readdir(data)).toEqual(['keys.json'])
  })

  it('are refused if the file is not one, and it is left as it is', async () => {
    const text = '{"keys":[{"id":"x"}]}'
    await write(text)
    for (const argv of [['list'], ['create', '--client', 'a', '--scopes', 'decide'], ['revoke', '00000000']])
      expect(await keys(...argv)).toMatchObject({ code: 2, stderr: expect.stringContaining('keys.json') })
    expect(await readFile(join(data, 'keys.json'), 'utf8')).toBe(text)
  })
})

describe('the page about it', () => {
  const page = () => readFile(new URL('../../../docs/access.md', import.meta.url), 'utf8')

  it('shows commands that work, in their order', async () => {
    const lines = (await page()).match(/^virtual-school keys .+$/gm) ?? []
    expect(lines).toHaveLength(3)
    let id = ''
    for (const line of lines) {
      const argv = line.replace('4f9c1a2b', id).split(' ').slice(2)
      const ran = await keys(...argv)
      expect(ran).toMatchObject({ code: 0, stderr: '' })
      id = /vs_([0-9a-f]{8})_/.exec(ran.stdout)?.[1] ?? id
    }
    expect((await keys('list')).stdout).toContain(`${id}  mosaic-luton  default  decide  created 2026-11-22  revoked`)
  })

  it('has every scope with what it means', async () => {
    const rows = Object.entries(scopeMeanings).map(([scope, meaning]) => `| \`${scope}\` | ${meaning} |`)
    expect(await page()).toContain(['| Scope | What it allows |', '|---|---|', ...rows, ''].join('\n'))
  })
})
