import { once } from 'node:events'
import type { RequestListener, Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import {
  type ConnectionLimits,
  createCloseAnnouncer,
  createHardenedServer,
  drain,
  usualLimits,
} from '../src/http/server.ts'
import { createApp } from '../src/index.ts'
import { fixture } from './fixture.ts'

const servers: Server[] = []
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await Promise.all(servers.splice(0).map(server => drain(server)))
})

const serve = async (limits: Partial<ConnectionLimits>, listener: RequestListener = createApp({ rules: fixture })) => {
  const server = createHardenedServer(listener, () => {}, { ...usualLimits, ...limits }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return { server, port: (server.address() as AddressInfo).port }
}

/** A connection that asks when it is told to, as one of a balancer’s does. */
const connection = async (port: number) => {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  sockets.push(socket)
  await once(socket, 'connect')
  const closed = once(socket, 'close')
  const ask = async (): Promise<string> => {
    socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n')
    const [answer] = (await Promise.race([once(socket, 'data'), closed])) as [unknown]
    return typeof answer === 'string' ? answer : 'closed'
  }
  return { socket, ask, closed }
}

const isOk = expect.stringMatching(/^HTTP\/1\.1 200 /)

describe('an idle connection', () => {
  it('is kept longer than balancers keep theirs, and the answer says for how long', async () => {
    expect(usualLimits.keepAliveMilliseconds).toBeGreaterThan(60_000 + 10_000)
    const { port } = await serve({})
    expect(await (await connection(port)).ask()).toMatch(/\r\nKeep-Alive: timeout=75\b/)
  })

  it('is closed once it has been idle for as long as is set', async () => {
    const { port } = await serve({ keepAliveMilliseconds: 200, idleMilliseconds: 3_600_000 })
    const { ask, closed } = await connection(port)
    expect(await ask()).toEqual(isOk)
    await closed
  })
})

describe('a connection on which nothing moves while it is answered', () => {
  it('is cut off, however long idle ones are kept', async () => {
    const { port } = await serve({ idleMilliseconds: 200, keepAliveMilliseconds: 3_600_000 }, () => {})
    const { ask } = await connection(port)
    expect(await ask()).toBe('closed')
  })

  it('is cut off too if it was good and idle before', async () => {
    let count = 0
    const once200: RequestListener = (_request, response) => {
      count += 1
      if (count === 1) response.end('good')
    }
    const { port } = await serve({ idleMilliseconds: 200, keepAliveMilliseconds: 3_600_000 }, once200)
    const { ask } = await connection(port)
    expect(await ask()).toEqual(isOk)
    expect(await ask()).toBe('closed')
  })
})

describe('many connections', () => {
  it('are not all kept for long: beyond three quarters, idle ones are kept for five seconds', async () => {
    const { port } = await serve({ connectionsCount: 12 })
    const first = await Promise.all(Array.from({ length: 9 }, () => connection(port)))
    expect(await first[0]!.ask()).toContain('\r\nKeep-Alive: timeout=75')
    const last = await connection(port)
    expect(await last.ask()).toContain('\r\nKeep-Alive: timeout=5,')
    expect(await first[0]!.ask()).toContain('\r\nKeep-Alive: timeout=5,')
    last.socket.destroy()
    await expect.poll(() => first[0]!.ask()).toContain('\r\nKeep-Alive: timeout=75')
  })
})

describe('the stop', () => {
  it('does not wait for idle connections, nor for one that becomes idle meanwhile', async () => {
    const waiting: (() => void)[] = []
    const slow: RequestListener = (request, response) => {
      if (request.url !== '/slow') return void response.end('good')
      response.write('begun')
      waiting.push(() => response.end())
    }
    const { server, port } = await serve({ keepAliveMilliseconds: 3_600_000 }, slow)
    const sayClose = createCloseAnnouncer(server)
    const idle = await connection(port)
    expect(await idle.ask()).toEqual(isOk)
    const busy = await connection(port)
    busy.socket.write('GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await once(busy.socket, 'data')
    busy.socket.resume()
    sayClose()
    const drained = drain(server, 3_600_000)
    await idle.closed
    for (const finish of waiting) finish()
    // Were it to wait, it would be for an hour.
    await drained
  })
})
