import { once } from 'node:events'
import type { Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { loadRules } from '@virtual-school/rules'
import { expect, test } from 'vitest'
import { sizeOf } from '../../../test/support/sizes.ts'
import { createHardenedServer, drain } from '../src/http/server.ts'
import { createApp } from '../src/index.ts'

const head = (path: string, type: string, length: number) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`
const asked = `${JSON.stringify({ decision: 'remit', trace: 'full', facts: {} })}\n`

const callersCount = sizeOf('SLOW_CALLERS')
const few = Math.ceil(callersCount * 0.15)
const many = Math.ceil((callersCount - few) / 2)

/** What each kind of slow caller sends at first, and then, again and again, too little. */
const callers = [
  {
    kind: 'never ends the header',
    count: many,
    first: 'POST /decide HTTP/1.1\r\nHost: localhost\r\n',
    more: 'X: y\r\n',
  },
  { kind: 'never ends the body', count: many, first: head('/decide', 'application/json', 60_000), more: ' ' },
  {
    kind: 'reads no answer',
    count: few,
    first: head('/decide/batch', 'application/x-ndjson', asked.length * 3_000) + asked.repeat(3_000),
    more: '',
  },
] as const

/** Says something every half second, for as long as anybody holds the line. */
const dribble = async (socket: Socket, piece: string): Promise<void> => {
  for (; !socket.destroyed; await setTimeout(500)) if (piece !== '' && socket.writable) socket.write(piece)
}

/** So that the service’s side of every connection can be seen: one who reads nothing does not see it closed. */
const watched = (server: Server) => {
  const open = new Set<Socket>()
  const seen = { open, count: 0 }
  server.on('connection', socket => {
    seen.count += 1
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  return seen
}

test(`${callersCount} slow callers are all cut off, and others are answered meanwhile`, async () => {
  const server = createHardenedServer(createApp({ rules: await loadRules() })).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const seen = watched(server)
  const sockets = callers.flatMap(({ count, first, more }) =>
    Array.from({ length: count }, () => {
      const socket = connect(port, '127.0.0.1').on('error', () => {})
      socket.write(first)
      void dribble(socket, more)
      return first.includes('batch') ? socket.pause() : socket.resume()
    }),
  )
  while (seen.count < sockets.length) await setTimeout(20)
  const response = await fetch(`http://127.0.0.1:${port}/health/live`, { headers: { connection: 'close' } })
  expect(response.status).toBe(200)
  await response.text()
  // The longest limit is ten seconds, looked after every second; how long that takes here is up to the machine.
  while (seen.open.size > 0) await setTimeout(100)
  for (const socket of sockets) socket.destroy()
  await drain(server)
})
