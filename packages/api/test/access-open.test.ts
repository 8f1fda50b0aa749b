import { keepDecisions } from '@virtual-school/records'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../../../test/support/folder.ts'
import { refuseOpenOverKeyedRecords } from '../src/auth/admission.ts'
import { isLoopback } from '../src/auth/request-origin.ts'
import { readSettings, startServer } from '../src/index.ts'
import { localIssuer } from './access-issuer.ts'
import { bearer, guarded } from './access-support.ts'
import { request as asked, fixture } from './fixture.ts'
import { sendRaw, statusAndProblem } from './raw.ts'
import { lengthOf, servingKept } from './records/support.ts'
import { serving } from './serving.ts'

/** What a request with these headers exactly comes to: its status, and the kind of problem. */
const send = async (port: number, headers: Record<string, string | string[]>, path = '/health/live') =>
  statusAndProblem(await sendRaw(port, { path, headers }))

describe('a service that says nothing of who may call', () => {
  it('does not start, and shows both ways in one sentence', async () => {
    const { start } = await guarded()
    const message = expect.stringMatching(/^[^.]*“virtual-school keys create [^.]*ACCESS=open[^.]*\.$/)
    await expect(start()).rejects.toMatchObject({ issues: [{ pointer: '/ACCESS', message }] })
  })

  it('does not start if its keys went missing, and nothing is read', async () => {
    const folder = await makeFolder()
    const settings = readSettings({ PORT: '0', DATA_DIR: folder, STOP_NOTICE_MS: '0', OVERLOAD_DELAY_MS: '10000' })
    if (!settings.ok) throw new Error('refused')
    await expect(startServer(settings.value, () => {})).rejects.toMatchObject({ issues: [{ pointer: '/ACCESS' }] })
  })
})

describe('ACCESS=open', () => {
  it('is refused beside keys, even revoked ones or none in the file', async () => {
    const { start, key } = await guarded({ isOpen: true })
    await key('first', ['decide'])
    const message = expect.stringContaining('ACCESS=keys')
    await expect(start()).rejects.toMatchObject({ issues: [{ pointer: '/ACCESS', message }] })
  })

  it('is refused beside the settings of an issuer, one of them is enough', () => {
    for (const name of ['OAUTH_ISSUER', 'OAUTH_AUDIENCE'])
      expect(readSettings({ ACCESS: 'open', [name]: 'x' })).toMatchObject({ issues: [{ pointer: '/ACCESS' }] })
  })

  it.each(['opne', 'OPEN', 'none', 'true', 'off'])('is not said by %s', ACCESS => {
    expect(readSettings({ ACCESS })).toMatchObject({ ok: false, issues: [{ pointer: '/ACCESS' }] })
  })

  it.each(['127.0.0.1', '127.255.0.9', '::1', 'localhost', 'LOCALHOST'])('may listen on %s', host =>
    expect(isLoopback(host)).toBe(true),
  )

  it.each([
    '0.0.0.0',
    '::',
    '',
    '127.0.0.1.example',
    '127.1',
    '127.0.0.256',
    '128.0.0.1',
    '::ffff:10.0.0.1',
    'x.localhost',
  ])('may not listen on %s', host => expect(isLoopback(host)).toBe(false))
})

describe('who may call is said when it starts', () => {
  const told = async (environment: Record<string, string>) => {
    const settings = readSettings({
      PORT: '0',
      RECORDS: 'off',
      STOP_NOTICE_MS: '0',
      OVERLOAD_DELAY_MS: '10000',
      ...environment,
    })
    if (!settings.ok) throw new Error(JSON.stringify(settings.issues))
    const lines: string[] = []
    const server = await startServer(settings.value, line => void lines.push(line))
    await server.stop()
    return (JSON.parse(lines.find(line => line.includes('"started"'))!) as { access: string }).access
  }

  it('as open, keys, tokens, or keys and tokens', async () => {
    const { directory: DATA_DIR, key } = await guarded()
    const { settings } = await localIssuer(Date.now)
    const oauth = { OAUTH_ISSUER: settings.issuer, OAUTH_AUDIENCE: 'x', OAUTH_JWKS_URL: settings.jwksUrl }
    expect(await told({ ACCESS: 'open', DATA_DIR })).toBe('open')
    expect(await told({ ...oauth, DATA_DIR })).toBe('tokens')
    await key('first', ['decide'])
    expect(await told({ DATA_DIR })).toBe('keys')
    expect(await told({ ...oauth, DATA_DIR })).toBe('keys and tokens')
  })
})

describe('an open service', () => {
  it.each([
    'localhost',
    'localhost:3000',
    'LocalHost:1',
    '127.0.0.1',
    '127.9.9.9:80',
    '[::1]',
    '[::1]:3000',
    'localhost:',
  ])('answers to the name %s', async host => {
    const { port } = await serving()
    expect(await send(port, { host })).toBe('200')
  })

  it.each([
    ...['evil.example', 'evil.example:3000', 'localhost.evil.example', '127.0.0.1.evil.example', 'evil.example:127'],
    ...['x.localhost', 'localhost.', '0.0.0.0', '10.0.0.1', '127.1', '2130706433', '0x7f.1', '127.0.0.256', '[::]'],
    ...['[::ffff:127.0.0.1]', '::1', 'localhost@evil.example', 'evil.example#localhost', 'localhost, evil.example'],
    ...['virtualschool.luton.gov.uk', 'localhost evil.example', '', ' '],
  ])('does not answer to the name “%s”, whatever the route', async host => {
    const { port } = await serving()
    for (const path of ['/health/live', '/decisions', '/docs/', '/records', '/nothing'])
      expect(await send(port, { host }, path)).toBe('403 not-this-host')
  })

  it('does not answer if one of several names is another’s, or the address asked for is', async () => {
    const { port } = await serving()
    expect(await send(port, { host: ['localhost', 'evil.example'] })).toMatch(/^(?:400|403 not-this-host)/)
    const whole = await send(port, { host: 'localhost' }, 'http://evil.example/health/live')
    expect(whole).toBe('403 not-this-host')
    expect(await send(port, { host: 'localhost' }, 'http://localhost:3000/health/live')).toBe('200')
  })

  it.each([
    ...['X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Forwarded-Port', 'X-Forwarded-Server'],
    ...['X-Forwarded-User', 'X-Forwarded', 'X-Forwarded-Prefix', 'Forwarded', 'Forwarded-For', 'Via', 'X-Real-IP'],
    ...[
      'CF-Connecting-IP',
      'CF-Ray',
      'CDN-Loop',
      'True-Client-IP',
      'X-Original-For',
      'X-Original-URL',
      'X-Original-Host',
    ],
    ...['X-Client-IP', 'X-Cluster-Client-IP', 'X-Envoy-External-Address', 'X-ARR-LOG-ID', 'X-Azure-ClientIP'],
    ...[
      'X-Amzn-Trace-Id',
      'Fastly-Client-IP',
      'Fly-Client-IP',
      'X-Host',
      'X-Remote-Addr',
      'Front-End-Https',
      'Client-IP',
    ],
    ...[
      'WL-Proxy-Client-IP',
      'Proxy-Client-IP',
      'Tailscale-User-Login',
      'X-Rewrite-URL',
      'X-Scheme',
      'x-forwarded-for',
    ],
  ])('does not answer a request that has %s, even an empty one', async name => {
    const { port } = await serving()
    expect(await send(port, { host: 'localhost', [name]: '127.0.0.1' })).toBe('403 not-through-a-proxy')
    expect(await send(port, { host: 'localhost', [name]: '' })).toBe('403 not-through-a-proxy')
  })

  it('answers what clients send by themselves', async () => {
    const { port } = await serving()
    const ordinary = {
      'X-Correlation-ID': 'a',
      'X-Request-ID': 'b',
      'X-Actor': 'staff-1',
      traceparent: 'x',
      Cookie: 'a=b',
    }
    const more = { 'Cache-Control': 'no-cache', Pragma: 'no-cache', DNT: '1', 'Upgrade-Insecure-Requests': '1' }
    expect(await send(port, { host: 'localhost', ...ordinary, ...more })).toBe('200')
  })

  it('does not answer HTTP/1.0, which nginx speaks to what stands behind it', async () => {
    const { port } = await serving()
    const headers = { Host: '127.0.0.1', Connection: 'close' }
    const answer = await sendRaw(port, { path: '/records', headers, version: '1.0' })
    expect(statusAndProblem(answer)).toBe('403 not-through-a-proxy')
    expect(statusAndProblem(await sendRaw(port, { path: '/records', headers: {}, version: '1.0' }))).toMatch(/^403/)
  })

  it('with a key made meanwhile is open no more: it asks for the key, and answers other names', async () => {
    const { start, key, pass } = await guarded({ isOpen: true })
    const { port, post } = await start()
    expect(await send(port, { host: 'evil.example' })).toBe('403 not-this-host')
    const made = await key('first', ['decide'])
    pass(1_000)
    expect(await send(port, { host: 'rules.example', 'x-forwarded-for': '192.0.2.1' })).toBe('200')
    expect((await post('/decide', asked)).status).toBe(401)
    expect((await post('/decide', asked, made.headers)).status).toBe(200)
  })
})

describe('a service with keys', () => {
  it('answers any name, through any proxy', async () => {
    const { start, key } = await guarded()
    const { headers } = await key('first', ['decide', 'records:read'])
    const { port } = await start()
    const proxied = { host: 'rules.council.example', 'x-forwarded-for': '192.0.2.1', via: '1.1 x', forwarded: 'for=x' }
    expect(await send(port, proxied)).toBe('200')
    expect(await send(port, { ...proxied, ...headers }, '/records')).toBe('404 records-off')
    expect(await send(port, proxied, '/records')).toBe('401 not-authenticated')
  })
})

describe('records of callers with a key', () => {
  const start = async (folder: string) => {
    const settings = readSettings({
      ACCESS: 'open',
      PORT: '0',
      DATA_DIR: folder,
      STOP_NOTICE_MS: '0',
      OVERLOAD_DELAY_MS: '10000',
    })
    if (!settings.ok) throw new Error('refused')
    return startServer(settings.value, () => {})
  }

  it.each(['mosaic-luton', 'oauth:abc', 'a', 'zz', 'local-2', 'Local'])(
    'of the client %s are never opened to everybody, and nothing is added to them',
    async client => {
      const folder = await makeFolder()
      const { keeping, records } = await servingKept({ folder })
      const decided = fixture.evaluateForRecord(asked)
      if ('issues' in decided) throw new Error('refused')
      await keepDecisions(records, [{ rules: fixture, request: asked, decided, by: { client } }])
      const before = await lengthOf(records)
      await expect(refuseOpenOverKeyedRecords(records)).rejects.toMatchObject({ issues: [{ pointer: '/ACCESS' }] })
      await keeping.stop()
      await expect(start(folder)).rejects.toMatchObject({
        issues: [{ message: expect.stringContaining('virtual-school keys create') }],
      })
      const again = await servingKept({ folder })
      expect(await lengthOf(again.records)).toBe(before)
    },
  )

  it('are none if only callers without a key were there: it starts', async () => {
    const folder = await makeFolder()
    await (await start(folder)).stop()
    await (await start(folder)).stop()
  })
})

it('a bearer header of its own makes nobody a stranger', async () => {
  const { post } = await serving()
  expect((await post('/decide', asked, bearer('vs_example'))).status).toBe(200)
})
