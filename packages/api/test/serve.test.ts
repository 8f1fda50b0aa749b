import { expect, test } from 'vitest'
import { type Settings, startServer } from '../src/index.ts'
import { openSettings } from './open-settings.ts'

const settings: Settings = { ...openSettings, crossCheckShare: 1, logLevel: 'debug' }

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
