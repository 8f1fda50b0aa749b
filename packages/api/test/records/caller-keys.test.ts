import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Records, recordsFromEnvironment, splitRealm, verifyLog } from '@virtual-school/records'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { makeFolder } from '../../../../test/support/folder.ts'
import { hashToken, newToken } from '../../src/auth/api-keys.ts'
import { openDatabaseKeys } from '../../src/auth/database-keys.ts'
import { createKey, listKeys, type RunningServer, readSettings, revokeKey, startServer } from '../../src/index.ts'
import { createLog } from '../../src/log.ts'

const running: RunningServer[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map(one => one.stop()))
  vi.useRealTimers()
})

type Environment = Readonly<Record<string, string>>

/** The service as it is started, with all that it logs. */
const started = async (environment: Environment) => {
  const settings = readSettings({ PORT: '0', STOP_NOTICE_MS: '0', OVERLOAD_DELAY_MS: '10000', ...environment })
  if (!settings.ok) throw new Error(JSON.stringify(settings.issues))
  const lines: string[] = []
  const server = await startServer(settings.value, line => void lines.push(line))
  running.push(server)
  return { ...server, lines }
}

const recordsIn = async (environment: Environment): Promise<Records> => {
  const opened = await recordsFromEnvironment(environment, { engine: '1.0.0' })
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
  return opened.value
}
const within = async <T>(environment: Environment, act: (records: Records) => Promise<T>): Promise<T> => {
  const records = await recordsIn(environment)
  try {
    return await act(records)
  } finally {
    await records.close()
  }
}

const keyIn = async (environment: Environment, client = 'mosaic', more: { realm?: string } = {}) => {
  const wanted = { client, scopes: ['decide', 'records:read'] as const, created: new Date(), expires: null, ...more }
  const made = await createKey({ environment }, wanted)
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  return made.value
}

/** A key as `keys.json` had it. */
const inFile = (client: string, more: object = {}) => {
  const { id, token } = newToken(count => Buffer.alloc(count, client.length))
  const sha256 = hashToken(token).toString('hex')
  const created = '2026-01-02T03:04:05.000Z'
  return { token, record: { id, client, scopes: ['decide'], created, expires: null, revoked: null, sha256, ...more } }
}
const writeKeys = async (folder: string, records: readonly object[]): Promise<void> => {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'keys.json'), JSON.stringify({ keys: records }))
}

const remit = JSON.stringify({ decision: 'remit', trace: 'none', facts: {} })
const statusOf = async ({ url }: { readonly url: string }, token?: string): Promise<number> => {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  }
  const response = await fetch(`${url}/decide`, { method: 'POST', headers, body: remit })
  await response.text()
  return response.status
}
const patience = { interval: 50 }
const issuesOf = (start: Promise<unknown>): Promise<readonly { pointer: string; message: string }[]> =>
  start.then(
    () => [],
    (thrown: { issues?: readonly { pointer: string; message: string }[] }) => thrown.issues ?? [],
  )

describe('keys beside running services that share a log', () => {
  it('one that is made or revoked counts for all of them, without a restart', async () => {
    const environment = { DATA_DIR: await makeFolder() }
    const first = await keyIn(environment)
    const services = [await started(environment), await started(environment)]
    for (const one of services) expect([await statusOf(one), await statusOf(one, first.token)]).toEqual([401, 200])
    const second = await keyIn(environment, 'eclipse')
    await revokeKey({ environment }, { id: first.key.id, now: new Date() })
    for (const one of services) {
      await expect.poll(() => statusOf(one, second.token), patience).toBe(200)
      await expect.poll(() => statusOf(one, first.token), patience).toBe(401)
    }
    const listed = await listKeys({ environment })
    expect(listed).toMatchObject({ value: [{ id: first.key.id }, { id: second.key.id, revoked: null }] })
  })

  it('the first one closes a service that was open', async () => {
    const environment = { DATA_DIR: await makeFolder(), ACCESS: 'open' }
    const service = await started(environment)
    expect(await statusOf(service)).toBe(200)
    const { token } = await keyIn(environment)
    await expect.poll(() => statusOf(service), patience).toBe(401)
    expect(await statusOf(service, token)).toBe(200)
    await service.stop()
    expect(await issuesOf(started(environment))).toMatchObject([{ pointer: '/ACCESS' }])
  })

  it('goes with its client to another realm', async () => {
    const environment = { DATA_DIR: await makeFolder() }
    const { token } = await keyIn(environment)
    const service = await started(environment)
    expect(await statusOf(service, token)).toBe(200)
    const realms = async () => {
      await statusOf(service, token)
      return within(environment, async ({ database }) => {
        const rows = await database.db.selectFrom('records').select('realm').where('client', '=', 'mosaic').execute()
        return rows.map(one => one.realm)
      })
    }
    const by = { client: 'local', actor: 'staff-1' }
    await within(environment, records => splitRealm(records, { client: 'mosaic', realm: 'luton', by }))
    await expect.poll(realms, patience).toContain('luton')
  })
})

describe('how soon a change counts', () => {
  it('within a second; what cannot be read is said once, and the last keys stay', async () => {
    const environment = { DATA_DIR: await makeFolder() }
    const { key, token } = await keyIn(environment)
    const lines: string[] = []
    const write = (line: string) => void lines.push(line)
    const log = createLog('info', write, () => new Date())
    const records = await recordsIn(environment)
    const keys = await openDatabaseKeys(records, { clock: Date.now, log })
    await revokeKey({ environment }, { id: key.id, now: new Date() })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const stop = keys.watch()
    expect(keys.find(token).caller).toMatchObject({ id: 'mosaic' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(keys.find(token)).toEqual({ failure: 'revoked' })
    await records.database.close()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(keys.find(token)).toEqual({ failure: 'revoked' })
    expect(keys.areInForce()).toBe(true)
    await stop()
    const events = lines.map(line => (JSON.parse(line) as { event: string }).event)
    expect(events).toEqual(['keys-read', 'keys-not-read'])
    expect(lines.join('')).not.toContain(token.split('_')[2])
  })

  it('a row that was changed without a record is no key any more within a minute, and the log names it', async () => {
    const environment = { DATA_DIR: await makeFolder() }
    const [one, other] = [await keyIn(environment), await keyIn(environment, 'eclipse')]
    const lines: string[] = []
    const write = (line: string) => void lines.push(line)
    const log = createLog('info', write, () => new Date())
    const records = await recordsIn(environment)
    let time = Date.parse('2026-11-22T12:00:00Z')
    const keys = await openDatabaseKeys(records, { clock: () => time, log })
    const rows = records.database.db.updateTable('api_keys').set({ scopes: 'decide admin' })
    await rows.where('id', '=', one.key.id).execute()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const stop = keys.watch()
    time += 59_999
    await vi.advanceTimersByTimeAsync(1_000)
    expect(keys.find(one.token).caller?.scopes).toEqual(new Set(['decide', 'records:read']))
    time += 1
    await vi.advanceTimersByTimeAsync(1_000)
    expect(keys.find(one.token)).toEqual({ failure: 'not-valid' })
    expect(keys.find(other.token).caller).toMatchObject({ id: 'eclipse' })
    time += 60_000
    await vi.advanceTimersByTimeAsync(1_000)
    expect(lines.map(line => JSON.parse(line))).toMatchObject([{ event: 'caller-keys-changed', keys: [one.key.id] }])
    await stop()
    await records.close()
  })
})

describe('keys.json', () => {
  const names = async (folder: string) => (await readdir(folder)).filter(name => name.startsWith('keys.json'))

  it('is taken over once, and its keys go on working at every instance', async () => {
    const environment = { DATA_DIR: await makeFolder() }
    const [good, gone] = [inFile('mosaic'), inFile('eclipse', { revoked: '2026-02-02T00:00:00.000Z' })]
    await writeKeys(environment.DATA_DIR, [good.record, gone.record])
    const one = await started(environment)
    expect(await names(environment.DATA_DIR)).toEqual([expect.stringMatching(/^keys\.json\.imported-\d{4}-[\dTZ-]+$/)])
    expect(one.lines.map(line => JSON.parse(line).event)).toContain('keys-imported')
    const other = await started(environment)
    for (const service of [one, other])
      expect([await statusOf(service, good.token), await statusOf(service, gone.token)]).toEqual([200, 401])
    expect(other.lines.join('')).not.toContain('keys-imported')
    await within(environment, async records => {
      expect((await verifyLog(records)).faults).toEqual([])
    })
  })

  it('that was taken over and kept its name, as the process was killed in between, doubles nothing', async () => {
    const environment = { DATA_DIR: await makeFolder() }
    const { record, token } = inFile('mosaic')
    await writeKeys(environment.DATA_DIR, [record])
    await (await started(environment)).stop()
    await writeKeys(environment.DATA_DIR, [record])
    await revokeKey({ environment }, { id: record.id, now: new Date() })
    await writeKeys(environment.DATA_DIR, [record])
    const service = await started(environment)
    // What was revoked meanwhile does not come to life with the file.
    expect(await statusOf(service, token)).toBe(401)
    expect((await names(environment.DATA_DIR)).filter(name => name === 'keys.json')).toEqual([])
    const count = await within(environment, async ({ database }) => {
      const rows = await database.db.selectFrom('records').select('type').where('type', 'like', 'key-%').execute()
      return rows.map(one => one.type)
    })
    expect(count).toEqual(['key-created', 'key-revoked'])
  })

  it('with a key whose id another has keeps the service from starting, and stays as it is', async () => {
    const environment = { DATA_DIR: await makeFolder() }
    const { record } = inFile('mosaic')
    await writeKeys(environment.DATA_DIR, [record])
    await (await started(environment)).stop()
    const text = { ...record, sha256: 'f'.repeat(64) }
    await writeKeys(environment.DATA_DIR, [text])
    const [issue] = await issuesOf(started(environment))
    expect(issue).toMatchObject({ code: 'duplicate-name', message: expect.stringContaining(record.id) })
    expect(await names(environment.DATA_DIR)).toContain('keys.json')
  })

  it('that is none keeps the service from starting', async () => {
    const environment = { DATA_DIR: await makeFolder() }
    await mkdir(environment.DATA_DIR, { recursive: true })
    await writeFile(join(environment.DATA_DIR, 'keys.json'), '{"keys":[{"id":"x"}]}')
    expect((await issuesOf(started(environment))).length).toBeGreaterThan(0)
  })
})

describe('a service without records', () => {
  it('takes the keys that lie with the records that are there', async () => {
    const environment = { DATA_DIR: await makeFolder() }
    const { key, token } = await keyIn(environment)
    const service = await started({ ...environment, RECORDS: 'off' })
    expect([await statusOf(service, token), await statusOf(service)]).toEqual([200, 401])
    await revokeKey({ environment }, { id: key.id, now: new Date() })
    await expect.poll(() => statusOf(service, token), patience).toBe(401)
    const kept = await within(environment, async ({ database }) =>
      database.db.selectFrom('records').select('type').where('client', '=', 'mosaic').execute(),
    )
    expect(kept).toEqual([])
  })

  it('takes those of keys.json if there are none, and leaves the file where it is', async () => {
    const environment = { DATA_DIR: await makeFolder(), RECORDS: 'off' }
    const { record, token } = inFile('mosaic')
    await writeKeys(environment.DATA_DIR, [record])
    const service = await started(environment)
    expect([await statusOf(service, token), await statusOf(service)]).toEqual([200, 401])
    expect(await readdir(environment.DATA_DIR)).toEqual(['keys.json'])
  })
})

describe('a service for which nothing says who may call', () => {
  it('does not start, and begins no records', async () => {
    const environment = { DATA_DIR: await makeFolder() }
    expect(await issuesOf(started(environment))).toMatchObject([
      { pointer: '/ACCESS', message: expect.stringContaining('keys create') },
    ])
    expect(await readdir(environment.DATA_DIR)).toEqual([])
  })

  it('does not start over records of callers whose keys are gone, and says what is missing', async () => {
    const environment = { DATA_DIR: await makeFolder() }
    const { token } = await keyIn(environment)
    const service = await started(environment)
    expect(await statusOf(service, token)).toBe(200)
    await service.stop()
    const before = await within(environment, async ({ database }) => {
      await database.db.deleteFrom('api_keys').execute()
      return (await database.db.selectFrom('records').select('seq').execute()).length
    })
    for (const more of [{}, { ACCESS: 'open' }]) {
      const [issue] = await issuesOf(started({ ...environment, ...more }))
      expect(issue).toMatchObject({ pointer: '/ACCESS', message: expect.stringMatching(/callers that had a key/) })
    }
    // With an issuer of tokens somebody may call.
    const tokens = { OAUTH_ISSUER: 'https://i.example', OAUTH_AUDIENCE: 'a', OAUTH_JWKS_URL: 'https://i.example/k' }
    expect(await statusOf(await started({ ...environment, ...tokens }), token)).toBe(401)
    await within(environment, async ({ database }) => {
      expect(await database.db.selectFrom('records').select('seq').execute()).toHaveLength(before)
    })
    // A key puts it right.
    const again = await keyIn(environment, 'another')
    expect(await statusOf(await started(environment), again.token)).toBe(200)
  })
})
