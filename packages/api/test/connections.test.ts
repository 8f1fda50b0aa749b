import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { openAccess } from '../src/auth/middleware.ts'
import { createHardenedServer, drain, usualLimits } from '../src/http/server.ts'
import { createApp } from '../src/index.ts'
import { fixture, request } from './fixture.ts'
import { sendRaw } from './raw.ts'
import { problemOf, serving } from './serving.ts'

const { port } = await serving()
const body = JSON.stringify({ ...request, trace: 'full' })
const post = (path: string, headers: string, sent: string) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n\r\n${sent}`

/** Sends bytes down one connection and gives all that came back before it closed. */
const conversation = async (sent: string, at = port): Promise<string> => {
  const socket = connect(at, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(sent)
  return text(socket)
}

test('requests sent down one connection are answered in order', async () => {
  const json = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`
  const bad = 'Content-Type: text/plain\r\nContent-Length: 3'
  const lines = `Content-Type: application/x-ndjson\r\nContent-Length: ${Buffer.byteLength(body)}`
  const answered = await conversation(
    post('/decide', json, body) +
      post('/decide', bad, 'abc') +
      post('/decide/batch', lines, body) +
      post('/decide', `${json}\r\nConnection: close`, body),
  )
  expect(answered.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 415', 'HTTP/1.1 200', 'HTTP/1.1 200'])
  expect(answered.endsWith(`{"result":${fixture.evaluateToJson(request).text}}`)).toBe(true)
})

test('a batch is answered to one who reads nothing before it is all sent', async () => {
  // More, both ways, than the system’s own buffers take in.
  const [count, lineBytes] = [12_000, 600]
  const batch = `${body.padEnd(lineBytes)}\n`.repeat(count)
  const socket = connect(port, '127.0.0.1')
  socket.pause()
  await once(socket, 'connect')
  const headers = `Content-Type: application/x-ndjson\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(batch)}`
  await new Promise<void>(resolve => socket.write(post('/decide/batch', headers, batch), () => resolve()))
  const answered = await text(socket)
  expect(answered.match(/\{"result":/g)).toHaveLength(count)
})

/** The problem that came back alone, seen to be one in every respect. */
const onlyProblem = async (sent: string, slug: string, at = port) => {
  const answered = await conversation(sent, at)
  const [head = '', text = ''] = answered.split('\r\n\r\n')
  const [first = '', ...headers] = head.split('\r\n')
  const status = Number(first.split(' ')[1])
  const response = new Response(text, { status, headers: headers.map(line => line.split(': ') as [string, string]) })
  expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(text)))
  expect(response.headers.get('connection')).toBe('close')
  await problemOf(response, slug)
  return status
}

test.each([
  [
    'a header without end',
    431,
    'header-too-large',
    `GET /facts HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(9_000)}\r\n\r\n`,
  ],
  ['no Host', 400, 'malformed-request', 'GET /health/live HTTP/1.1\r\n\r\n'],
  [
    'no Host, asking for a decision',
    400,
    'malformed-request',
    post('/decide', 'Content-Length: 2', '{}').replace(/Host: .+\r\n/, ''),
  ],
  ['no Host, asking for nothing that is there', 400, 'malformed-request', 'PUT /x HTTP/1.1\r\n\r\n'],
  ['a proxy that is none', 400, 'malformed-request', 'CONNECT x:1 HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['no HTTP', 400, 'malformed-request', 'canary\r\n\r\n'],
  ['two lengths', 400, 'malformed-request', post('/decide', 'Content-Length: 3\r\nContent-Length: 4', 'abc')],
  ['an expectation', 417, 'expectation-failed', post('/decide', 'Expect: canary\r\nContent-Length: 3', 'abc')],
])('%s is refused in words', async (_, status, slug, sent) => {
  expect(await onlyProblem(sent, slug)).toBe(status)
})

test('more than one Host is refused, though each were right', async () => {
  const keyed = await serving({ access: { ...openAccess, isOpen: () => false } })
  for (const hosts of [['localhost'], ['a.example', 'b.example'], ['localhost', 'localhost'], ['', 'localhost']]) {
    const { status, headers } = await sendRaw(keyed.port, { path: '/health/live', headers: { Host: hosts } })
    expect([hosts, status]).toEqual([hosts, hosts.length === 1 ? 200 : 400])
    if (hosts.length > 1) expect(headers['content-type']).toBe('application/problem+json; charset=utf-8')
  }
})

describe('who expects to be told to go on', () => {
  const expecting = (path: string, type: string, length: number) =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`

  test.each([
    ['/decide', 'application/json', 999_999, 'HTTP/1.1 413'],
    ['/decide/batch', 'application/json', 9_999_999, 'HTTP/1.1 413'],
    ['/records/search', 'application/json', 65_537, 'HTTP/1.1 413'],
    ['/nothing', 'application/json', 10, 'HTTP/1.1 404'],
    ['/facts', 'application/json', 10, 'HTTP/1.1 405'],
    ['/decide', 'text/plain', 10, 'HTTP/1.1 415'],
    ['/decide?x=1', 'application/json', 10, 'HTTP/1.1 400'],
  ])('to %s with a header that is refused is told so at once', async (path, type, length, status) => {
    const answered = await conversation(expecting(path, type, length))
    expect(answered.match(/HTTP\/1\.1 \d+/g)).toEqual([status])
  })

  test.each([
    ['/decide', 'application/json', body],
    ['/decide/batch', 'application/json', `[${body}]`],
    ['/decide/batch', 'application/x-ndjson', body],
  ])('to %s with %s is, and is answered', async (path, type, sent) => {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8')
    socket.write(expecting(path, type, Buffer.byteLength(sent)))
    const [told] = (await once(socket, 'data')) as [string]
    expect(told).toBe('HTTP/1.1 100 Continue\r\n\r\n')
    socket.write(sent)
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 [\s\S]*\{"result":/)
  })
})

test('a body that ends before its length is refused in words', async () => {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  socket.end(post('/decide', 'Content-Type: application/json\r\nContent-Length: 100', '{'))
  const answered = await text(socket)
  expect(answered.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400'])
  expect(answered).toContain('/problems/incomplete-body')
})

test('an answer under way is cut off, not mixed with a refusal', async () => {
  const server = createHardenedServer((_request, response) => void response.write('begun'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const heard: string[] = []
  socket.setEncoding('utf8').on('data', (piece: string) => {
    heard.push(piece)
    if (piece.includes('begun')) socket.write('canary\r\n\r\n')
  })
  socket.on('error', () => heard.push('(cut off)'))
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await once(socket, 'close')
  server.close()
  expect(heard.join('').match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200'])
})

test('slow and idle callers are cut off', () => {
  const { headersTimeout, requestTimeout, keepAliveTimeout, timeout, maxConnections, maxRequestsPerSocket } =
    createHardenedServer(() => {})
  expect({ headersTimeout, requestTimeout, keepAliveTimeout, timeout, maxConnections, maxRequestsPerSocket }).toEqual({
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    keepAliveTimeout: 75_000,
    timeout: 10_000,
    maxConnections: 1_000,
    maxRequestsPerSocket: 1_000,
  })
})

test('one who never ends the header is cut off', async () => {
  const limits = { ...usualLimits, headersMilliseconds: 200 }
  const server = createHardenedServer(createApp({ rules: fixture }), () => {}, limits).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = (server.address() as AddressInfo).port
  expect(await onlyProblem('POST /decide HTTP/1.1\r\nHost: localhost\r\n', 'too-slow', at)).toBe(408)
  await drain(server)
})
