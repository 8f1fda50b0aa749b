import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { loadRules, type RuleFile, readRules } from '@virtual-school/rules'
import { describe, expect, test } from 'vitest'
import { fixture, fixtureFiles, request } from './fixture.ts'
import { sendRaw } from './raw.ts'
import { servingKept } from './records/support.ts'
import { problemOf, serving } from './serving.ts'

const rules = await loadRules()
const shipped = await serving({ rules })
const kept = await servingKept()
const json = { 'content-type': 'application/json' }

const publicPaths = [
  '/facts',
  '/rules',
  '/rules?authority=luton',
  '/rules/england.remit.child-with-social-worker',
  '/sources',
  '/decisions',
  '/decisions/remit',
  '/decisions/remit?authority=luton',
  '/authorities',
  '/openapi.json',
]

/** The body as it goes down the wire: fetch would decompress it. */
const bytesOf = async (path: string, encoding: string): Promise<Buffer> => {
  const [answer] = (await once(get(shipped.url + path, { headers: { 'accept-encoding': encoding } }), 'response')) as [
    IncomingMessage,
  ]
  return buffer(answer)
}

const raw = (path: string, headers: Record<string, string>) =>
  sendRaw(shipped.port, { path, headers: { Host: 'localhost', ...headers } })

describe.each(publicPaths)('GET %s', path => {
  test('may be kept, and is asked for again only if it changed', async () => {
    const whole = await shipped.get(path)
    expect(whole.status).toBe(200)
    expect(whole.headers.get('cache-control')).toBe('public, no-cache')
    const etag = whole.headers.get('etag')!
    expect(etag).toMatch(/^W\/"[\w-]{43}"$/)
    for (const held of [etag, etag.replace('W/', ''), `"other", ${etag}`, '*'])
      for (const method of ['GET', 'HEAD']) {
        const again = await shipped.get(path, { method, headers: { 'if-none-match': held } })
        expect([again.status, await again.text()]).toEqual([304, ''])
        expect(again.headers.get('etag')).toBe(etag)
        expect(again.headers.get('cache-control')).toBe('public, no-cache')
        expect(again.headers.get('vary')).toBe('Accept-Encoding')
        expect(again.headers.get('x-correlation-id')).not.toBeNull()
      }
    const changed = await shipped.get(path, { headers: { 'if-none-match': '"other"' } })
    expect(await changed.text()).toBe(await whole.text())
  })

  test('says the same in every encoding', async () => {
    const plain = await raw(path, { 'Accept-Encoding': 'identity' })
    expect(plain.headers['content-encoding']).toBeUndefined()
    const read = { gzip: gunzipSync, br: brotliDecompressSync }
    for (const [encoding, decompress] of Object.entries(read)) {
      const answer = await fetch(shipped.url + path, { headers: { 'accept-encoding': encoding } })
      const isSmall = Buffer.byteLength(plain.body) < 1_024
      expect(answer.headers.get('content-encoding')).toBe(isSmall ? null : encoding)
      expect(answer.headers.get('vary')).toBe('Accept-Encoding')
      expect(await answer.text()).toBe(plain.body)
      if (isSmall) continue
      const sent = await bytesOf(path, encoding)
      expect(sent.length).toBe(Number(answer.headers.get('content-length')))
      expect(sent.length).toBeLessThan(Buffer.byteLength(plain.body) / 2)
      expect(decompress(sent).toString()).toBe(plain.body)
    }
    for (const refused of ['gzip;q=0', 'zstd', ''])
      expect((await raw(path, { 'Accept-Encoding': refused })).body).toBe(plain.body)
  })
})

test('the document takes 60 kB at most', async () => {
  for (const encoding of ['gzip', 'br']) {
    const answer = await fetch(`${shipped.url}/openapi.json`, { headers: { 'accept-encoding': encoding } })
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    expect(Number(answer.headers.get('content-length'))).toBeLessThanOrEqual(60_000)
    expect((await answer.text()).length).toBeGreaterThan(100_000)
  }
})

test('and so does the one of the rules that ship', async () => {
  const text = JSON.stringify(JSON.parse(await readFile(new URL('../openapi.json', import.meta.url), 'utf8')))
  expect(text.length).toBeGreaterThan(100_000)
  expect(gzipSync(text).length).toBeLessThanOrEqual(60_000)
})

test('other rules are another answer', async () => {
  const files = JSON.parse(JSON.stringify(fixtureFiles).replaceAll('7.0.0', '7.0.1')) as readonly RuleFile[]
  const next = readRules(files)
  if (!next.ok) throw new Error(JSON.stringify(next.issues))
  let current = fixture
  const service = await serving({
    get rules() {
      return current
    },
  })
  for (const path of ['/facts', '/decisions/outing', '/openapi.json']) {
    current = fixture
    const etag = (await service.get(path)).headers.get('etag')!
    current = next.value
    const answer = await service.get(path, { headers: { 'if-none-match': etag } })
    expect([answer.status, (await answer.text()).includes('7.0.1')]).toEqual([200, true])
    expect(answer.headers.get('etag')).not.toBe(etag)
  }
})

describe('nothing else is kept or compressed', () => {
  const isBare = ({ headers }: Response) => {
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('etag')).toBeNull()
    expect(headers.get('content-encoding')).toBeNull()
  }
  const accepting = { 'accept-encoding': 'gzip, br' }

  test('what is about a child', async () => {
    const decided = await kept.post('/decide', { ...request, trace: 'full' }, { ...json, ...accepting })
    isBare(decided)
    const { id } = (await decided.json()) as { id: string }
    isBare(await kept.post('/decide/batch', Array(50).fill(request), { ...json, ...accepting }))
    for (const path of ['/records', `/records/${id}`, `/records/${id}/explanation`, `/records/${id}/receipt`]) {
      const answer = await kept.get(path, { headers: { ...accepting, 'if-none-match': '*' } })
      expect(answer.status).toBe(200)
      isBare(answer)
    }
    isBare(await kept.post('/records/search', {}, { ...json, ...accepting }))
    isBare(await kept.post(`/records/${id}/events`, { type: 'reviewed', actor: 'staff-1' }))
  })

  test.each(['/health/live', '/health/ready', '/checkpoint', '/facts?x=1', '/decisions/none', '/rules/none'])(
    '%s',
    async path => {
      const answer = await kept.get(path, { headers: { ...accepting, 'if-none-match': '*' } })
      isBare(answer)
      if (answer.status >= 400) await problemOf(answer, answer.status === 400 ? 'query-refused' : 'not-found')
    },
  )
})
