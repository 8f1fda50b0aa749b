import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { hardenedServer } from '../src/server.ts'
import { fixture, request } from './fixture.ts'
import { serving } from './serving.ts'

const { port } = await serving()
const body = JSON.stringify({ ...request, trace: 'full' })
const post = (path: string, headers: string, sent: string) =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n${sent}`

/** Sends bytes down one connection and gives all that came back before it closed. */
const conversation = async (sent: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1')
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
  expect(answered.endsWith(`{"result":${fixture.evaluateToJson(request)}}`)).toBe(true)
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

test('the header is bounded', async () => {
  expect(await conversation(`GET /facts HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(9_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431/,
  )
})

test('slow and idle callers are cut off', () => {
  const { headersTimeout, requestTimeout, keepAliveTimeout, timeout, maxConnections, maxRequestsPerSocket } =
    hardenedServer(() => {})
  expect({ headersTimeout, requestTimeout, keepAliveTimeout, timeout, maxConnections, maxRequestsPerSocket }).toEqual({
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    keepAliveTimeout: 5_000,
    timeout: 10_000,
    maxConnections: 1_000,
    maxRequestsPerSocket: 1_000,
  })
})

test('one who never ends the header is cut off', async () => {
  const started = performance.now()
  const answered = await conversation('POST /decide HTTP/1.1\r\nHost: x\r\n')
  expect(answered).toMatch(/^HTTP\/1\.1 408/)
  expect(performance.now() - started).toBeLessThan(8_000)
})
