import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createHardenedServer, drain, usualLimits } from '../src/http/server.ts'
import { createApp } from '../src/index.ts'
import { fixture, request } from './fixture.ts'
import { serving } from './serving.ts'

const { port } = await serving()

test('a batch is taken in no faster than its answers are read', async () => {
  const piece = Buffer.from(`${JSON.stringify({ ...request, trace: 'full' }).padEnd(199)}\n`.repeat(2_600))
  const piecesCount = 64
  const socket = connect(port, '127.0.0.1')
  socket.pause()
  await once(socket, 'connect')
  socket.on('error', () => {})
  const length = piece.length * piecesCount
  const headers = `Host: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: ${length}`
  socket.write(`POST /decide/batch HTTP/1.1\r\n${headers}\r\n\r\n`)
  let taken = 0
  for (let i = 0; i < piecesCount; i += 1)
    socket.write(piece, () => {
      taken += piece.length
    })
  // Without a bound it would all be taken: this waits until it is, or until nothing moves any more.
  let before = -1
  while (taken < length && taken !== before) {
    before = taken
    await setTimeout(1_500)
  }
  socket.destroy()
  // What may wait, and what the system’s own buffers take in.
  expect(taken / 2 ** 20).toBeLessThan(24)
})

test('an idle connection is good again after more than any of the other limits', async () => {
  const limits = { ...usualLimits, headersMilliseconds: 200, requestMilliseconds: 300, idleMilliseconds: 300 }
  const server = createHardenedServer(createApp({ rules: fixture }), () => {}, limits).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/health/live`
    const asked = get(url, { agent })
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    await text(answer)
    return { status: answer.statusCode, isSameConnection: asked.reusedSocket }
  }
  expect(await ask()).toEqual({ status: 200, isSameConnection: false })
  for (let turn = 0; turn < 3; turn += 1) {
    // Longer than the limits that must not end it, and than the check of them, which runs each second.
    await setTimeout(1_600)
    expect(await ask()).toEqual({ status: 200, isSameConnection: true })
  }
  agent.destroy()
  await drain(server)
})
