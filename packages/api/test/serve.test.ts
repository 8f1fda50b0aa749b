import { expect, test } from 'vitest'
import { usualLimits } from '../src/http/server.ts'
import { type Settings, startServer } from '../src/index.ts'

const settings: Settings = {
  port: 0,
  host: '127.0.0.1',
  isOpen: true,
  dataDirectory: './no-data-here',
  oauth: undefined,
  rateLimit: 6_000,
  rateLimitFailed: 30,
  rateLimitSubject: 1_000,
  rulesDirectory: undefined,
  watchesRules: false,
  overload: { delayMilliseconds: 10_000, inFlightCount: 500 },
  records: undefined,
  storage: { environment: { DATA_DIR: './no-data-here' } },
  stopNoticeMilliseconds: 0,
  crossCheckShare: 1,
  logLevel: 'debug',
  idempotencyKeysCount: 10,
  connections: usualLimits,
}

test('starts with the shipped rules, decides, and stops', async () => {
  const lines: string[] = []
  const server = await startServer(settings, line => void lines.push(line))
  const response = await fetch(`${server.url}/decide`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ decision: 'remit', facts: { careStatus: 'looked-after' } }),
  })
  expect(response.status).toBe(200)
  await response.text()
  await server.stop()
  await expect(fetch(`${server.url}/health/live`)).rejects.toThrow()
  const events = lines.map(line => JSON.parse(line) as { event: string; route?: string; status?: number })
  expect(events.map(({ event }) => event)).toEqual(['started', 'request', 'stopping', 'stopped'])
  expect(events[1]).toMatchObject({ route: '/decide', status: 200 })
  expect(lines.join('')).not.toContain('looked-after')
})

test('does not start without rules', async () => {
  await expect(startServer({ ...settings, rulesDirectory: './no-such-directory' }, () => {})).rejects.toThrow(
    /could not be loaded/,
  )
})

test('does not start where the port is taken', async () => {
  const first = await startServer({ ...settings, logLevel: 'silent' })
  const port = Number(new URL(first.url).port)
  await expect(startServer({ ...settings, port }, () => {})).rejects.toThrow(/EADDRINUSE/)
  await first.stop()
})
