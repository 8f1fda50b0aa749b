import { expect, test } from 'vitest'
import { readSettings } from '../src/index.ts'
import { request } from './fixture.ts'
import { startPrefixProxy } from './prefix-proxy.ts'
import { sendRaw } from './raw.ts'
import { servingKept } from './records/support.ts'
import { listening } from './serving.ts'

const json = { 'content-type': 'application/json' }
const publicUrlOf = (text: string): string => {
  const read = readSettings({ PUBLIC_URL: text })
  if (!read.ok) throw new Error(JSON.stringify(read.issues))
  return read.value.publicUrl!
}

let port = 0
const base = await startPrefixProxy('/council/vs', () => port)
const service = await servingKept({ publicUrl: publicUrlOf(`${base}/`) })
port = service.port
const post = (path: string, body: unknown, headers = json) =>
  fetch(base + path, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) })

test('the type of a problem leads to its page, of every kind of refusal', async () => {
  const line = await (await post('/decide/batch', [{ ...request, rules: '0' }])).text()
  expect(line).not.toContain('"type":"/')
  const answers = [
    post('/decide', '{'),
    post('/decide', { ...request, decision: 'x' }),
    post('/decide', { ...request, rules: '0' }),
    post('/decide', '', { 'content-type': 'text/csv' }),
    fetch(`${base}/nothing`),
    fetch(`${base}/decide`),
    fetch(`${base}/records?x=1`),
    fetch(`${base}/facts`, { headers: { 'sec-fetch-site': 'cross-site' }, method: 'POST' }),
  ]
  for (const answer of await Promise.all(answers)) {
    const { type, instance } = (await answer.json()) as { type: string; instance: string }
    expect(type.startsWith(`${base}/problems/`)).toBe(true)
    expect(instance).toMatch(/^urn:uuid:/)
    expect((await fetch(type)).status).toBe(200)
  }
})

test('so does that of a request sent again with its key', async () => {
  const headers = { ...json, 'idempotency-key': '"prefix"' }
  const [first, again] = [
    await post('/decide', { decision: 'x' }, headers),
    await post('/decide', { decision: 'x' }, headers),
  ]
  const text = await first.text()
  expect(await again.text()).toBe(text)
  expect(text.match(/\/problems\//g)).toHaveLength(1)
  expect(JSON.parse(text).type).toBe(`${base}/problems/request-refused`)
})

test('and that of what never reaches a route', async () => {
  const bare = await listening(
    () => {},
    () => {},
    'https://council.example/vs',
  )
  for (const headers of [
    { Host: 'x', Expect: 'miracles' },
    { Host: 'x', 'Bad name': 'x' },
  ])
    expect(JSON.parse((await sendRaw(bare.port, { path: '/', headers })).body).type).toMatch(
      /^https:\/\/council\.example\/vs\/problems\//,
    )
})

test('the next page is where the list says, in its body and in its header', async () => {
  for (let n = 0; n < 3; n += 1) expect((await post('/decide', request)).status).toBe(200)
  let address: string | null = `${base}/records?limit=1`
  let pages = 0
  while (address !== null) {
    const answer: Response = await fetch(address)
    expect(answer.status).toBe(200)
    const { next } = (await answer.json()) as { next: string | null }
    expect(answer.headers.get('link')).toBe(next === null ? null : `<${next}>; rel="next"`)
    address = next
    pages += 1
  }
  expect(pages).toBeGreaterThan(2)
})

test('the document names the server that served it, and the pages find the document', async () => {
  const { servers } = (await (await fetch(`${base}/openapi.json`)).json()) as { servers: { url: string }[] }
  const [{ url }] = servers as [{ url: string }]
  expect(new URL(`.${'/decide'}`, new URL(url, `${base}/openapi.json`)).href).toBe(`${base}/decide`)
  const page = await fetch(`${base}/docs`)
  expect([page.status, page.url]).toEqual([200, `${base}/docs/`])
  const start = await (await fetch(new URL('./swagger-ui-init.js', page.url))).text()
  const [, document = ''] = /"swaggerUrl": "([^"]+)"/.exec(start) ?? []
  expect((await fetch(new URL(document, page.url))).status).toBe(200)
})

test.each([
  ['https://council.example', 'https://council.example'],
  ['https://council.example/', 'https://council.example'],
  ['HTTPS://Council.example/a b"/', 'https://council.example/a%20b%22'],
])('PUBLIC_URL %s', (given, read) => {
  expect(publicUrlOf(given)).toBe(read)
})

test.each([
  'council.example',
  '/vs',
  'ftp://council.example',
  'https://council.example/?a=1',
  'https://a:b@c.example',
  'https://c.example/#x',
])('PUBLIC_URL %s is refused', given => {
  expect(readSettings({ PUBLIC_URL: given })).toMatchObject({ ok: false, issues: [{ pointer: '/PUBLIC_URL' }] })
})
