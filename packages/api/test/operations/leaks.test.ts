import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/operations/prometheus.ts'
import { fixture, request } from '../fixture.ts'
import { serving } from '../serving.ts'

/** Whatever has this in it was sent by a caller, and may be about a child. A refusal names the members it is about, so those have other names. */
const canary = /canary|A123456789012|2020-03-0?4|1717171717171/i

const watched = { rules: () => fixture, loopDelay: () => ({}), residentBytes: () => 1 }

test('nothing that callers send is logged, counted or repeated in a problem', async () => {
  const lines: string[] = []
  const log = createLog(
    'debug',
    line => void lines.push(line),
    () => new Date(0),
  )
  const { metrics } = createMetrics(watched)
  const broken = {
    ...fixture,
    evaluateToJson: (asked: Parameters<typeof fixture.evaluateToJson>[0]) => {
      if (asked.asOf === '2026-01-01') throw new Error(JSON.stringify(asked))
      return fixture.evaluateToJson(asked)
    },
  }
  const { url, port, post } = await serving({ rules: broken, log, metrics })
  const headers = {
    'content-type': 'application/json',
    'x-correlation-id': 'A123456789012',
    'x-request-id': 'canary with spaces',
    traceparent: '00-canary-canary-01',
    authorization: 'Bearer canary-key',
    'x-api-key': 'canary-key',
    'idempotency-key': 'canary-key',
    cookie: 'canary=1',
    'user-agent': 'canary',
    referer: `${url}/canary`,
  }
  const born = { ...request, facts: { dateOfBirth: '2020-03-04', parentAgrees: true } }
  const bodies: unknown[] = [
    { ...born, subjectRef: 'canary-1717171717171' },
    { ...born, subjectRef: 'A123456789012' },
    { ...born, asOf: '2026-01-01' },
    { ...request, decision: 'canary', authority: 'canary', rules: 'canary', trace: 1717171717171 },
    { ...request, facts: { notAFact: 'canary', weather: 'canary', ageYears: 1717171717171, dateOfBirth: '2020-03-4' } },
    '{"facts":{"weather":"canary","weather":"canary"}}',
    '{"facts": canary}',
    'canary'.repeat(20_000),
    new Uint8Array([0x22, 0xff, 0x22]),
  ]
  const problems: string[] = []
  const keep = async (response: Response): Promise<void> => {
    const said = await response.text()
    if (response.status >= 400 || said.startsWith('{"line"')) problems.push(said)
    expect(response.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/)
  }
  for (const [i, body] of bodies.entries())
    await keep(await post('/decide', body, { ...headers, 'idempotency-key': `canary-key-${i}` }))
  await keep(await post('/decide', request, { ...headers, 'idempotency-key': 'canary-key-0' }))
  for (const type of ['application/json', 'application/x-ndjson', 'text/canary'])
    await keep(await post('/decide/batch', JSON.stringify(bodies.slice(3, 5)), { ...headers, 'content-type': type }))
  for (const path of [
    '/canary',
    '/rules/canary',
    '/rules?authority=canary',
    '/decisions/canary',
    '/%canary',
    '/docs/canary',
  ])
    await keep(await fetch(url + path, { headers }))
  await keep(await fetch(`${url}/decide`, { method: 'DELETE', headers }))
  const strange = ['referer', 'origin', 'x-forwarded-for', 'sec-fetch-site'].map(name => ({
    [name]: 'http://canary.example',
  }))
  for (const one of strange) await keep(await post('/decide', request, { ...headers, ...one }))
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.end('CANARY canary\r\ncanary: canary\r\n\r\n')
  problems.push(await text(socket))

  expect(problems.length).toBeGreaterThan(15)
  for (const problem of problems) expect(problem).not.toMatch(canary)
  expect(lines.length).toBeGreaterThan(15)
  for (const line of lines) expect(line).not.toMatch(canary)
  // Without the values: a duration may have any digits.
  const counted = (await metrics.text()).replaceAll(/ \S+$/gm, '')
  expect(counted).toContain('problem="internal-error"')
  expect(counted).toContain('decision="outing"')
  expect(counted).not.toMatch(canary)
})
