import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { noMetrics } from '../../src/operations/metrics.ts'
import { createGate, type Gate } from '../../src/operations/overload.ts'
import { request } from '../fixture.ts'
import { problemOf, serving } from '../serving.ts'

const limits = { delayMilliseconds: 50, inFlightCount: 30 }
const many = (count: number, act: () => void): void => {
  for (let i = 0; i < count; i += 1) act()
}
/** Of so many that come and go, how many are let in. */
const admitted = (gate: Gate, count: number): number => {
  let found = 0
  many(count, () => {
    const leave = gate.enter(1)
    leave?.()
    found += leave === undefined ? 0 : 1
  })
  return found
}

describe('the gate', () => {
  test('lets everybody in while the loop is in time, and after one pause', () => {
    const gate = createGate(limits)
    expect(admitted(gate, 1_000)).toBe(1_000)
    gate.noteDelay(5_000)
    expect([admitted(gate, 1_000), gate.isOverloaded()]).toEqual([1_000, false])
  })

  test('turns away more the longer the loop is late, never all, and lets them in again when it recovers', () => {
    const gate = createGate(limits)
    many(10, () => gate.noteDelay(51))
    const some = admitted(gate, 1_000)
    many(100, () => gate.noteDelay(51))
    const few = admitted(gate, 1_000)
    expect(some).toBeLessThan(900)
    expect(few).toBeLessThan(some)
    expect(few).toBeGreaterThanOrEqual(90)
    expect(gate.isOverloaded()).toBe(true)
    many(40, () => gate.noteDelay(50))
    expect([admitted(gate, 1_000), gate.isOverloaded()]).toEqual([1_000, false])
  })

  test('lets in as many at a time as there is room for, and one however heavy', () => {
    const gate = createGate({ ...limits, inFlightCount: 30 })
    const leave = gate.enter(25)
    many(5, () => expect(gate.enter(1)).toBeDefined())
    expect(gate.enter(1)).toBeUndefined()
    leave?.()
    expect(gate.enter(25)).toBeDefined()
    expect(createGate({ ...limits, inFlightCount: 1 }).enter(25)).toBeDefined()
  })
})

describe('a service with too much to do', () => {
  const full: Gate = { noteDelay: () => {}, enter: () => undefined, isOverloaded: () => true }

  test('turns away what is to be decided, says when to come again, and counts it', async () => {
    const sheds: string[] = []
    const { post } = await serving({ gate: full, metrics: { ...noMetrics, shed: () => void sheds.push('shed') } })
    for (const path of ['/decide', '/decide/batch']) {
      const response = await post(path, request)
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1'])
      await problemOf(response, 'overloaded')
    }
    expect(sheds.length).toBe(2)
  })

  test('does so before the body has come', async () => {
    const { port } = await serving({ gate: full })
    const socket = connect(port, '127.0.0.1')
    socket.write('POST /decide HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n')
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 503 /)
  })

  test('answers for its health, and whoever only reads', async () => {
    const { get } = await serving({ gate: full })
    for (const path of ['/health/live', '/health/ready', '/metrics', '/facts'])
      expect((await get(path)).status).toBe(200)
  })

  test('has room again when requests end, also those that break off', async () => {
    const gate = createGate({ ...limits, inFlightCount: 1 })
    const { port, post } = await serving({ gate })
    const socket = connect(port, '127.0.0.1')
    socket.write(
      'POST /decide HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
    )
    await expect.poll(() => gate.isOverloaded()).toBe(true)
    expect((await post('/decide', request)).status).toBe(503)
    socket.destroy()
    await expect.poll(() => gate.isOverloaded()).toBe(false)
    expect((await post('/decide', request)).status).toBe(200)
  })
})
