import { expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import { request } from '../fixture.ts'
import { problemOf, serving } from '../serving.ts'

const lines: string[] = []
const log = createLog(
  'info',
  line => void lines.push(line),
  () => new Date(0),
)
const { get, post } = await serving({ log, newId: () => 'new-id' })
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

/** Sends it, and gives the id of the answer. */
const idOf = async (headers: Record<string, string>) =>
  (await get('/decisions', { headers })).headers.get('x-correlation-id')

test.each([
  ['of X-Correlation-ID', { 'x-correlation-id': 'a.B_c-9' }, 'a.B_c-9'],
  ['of X-Request-ID', { 'x-request-id': 'x'.repeat(64) }, 'x'.repeat(64)],
  ['of the first where both came', { 'x-request-id': 'second', 'x-correlation-id': 'first' }, 'first'],
  ['new where none came', {}, 'new-id'],
  ['new where it is too long', { 'x-correlation-id': 'x'.repeat(65) }, 'new-id'],
  ['new where it has other characters', { 'x-correlation-id': 'a b' }, 'new-id'],
  ['new where it looks like a pupil’s number', { 'x-correlation-id': 'A123456789012' }, 'new-id'],
])('the id is %s', async (_, headers, id) => {
  expect(await idOf(headers as Record<string, string>)).toBe(id)
})

test('the id and the trace stand in the log, and the id in the problem', async () => {
  lines.length = 0
  const headers = { 'content-type': 'application/json', 'x-correlation-id': 'case-7', traceparent }
  const response = await post('/decide', { ...request, decision: 'outin' }, headers)
  expect((await problemOf(response, 'request-refused')).instance).toBe('urn:x-correlation-id:case-7')
  await expect.poll(() => lines.length).toBe(1)
  expect(JSON.parse(lines[0]!)).toEqual({
    level: 'info',
    time: '1970-01-01T00:00:00.000Z',
    correlationId: 'case-7',
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    method: 'POST',
    route: '/decide',
    status: 422,
    problem: 'request-refused',
    complete: true,
    milliseconds: expect.any(Number),
    event: 'request',
  })
})

test.each([
  ['no trace', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`],
  ['no span', `00-4bf92f3577b34da6a3ce929d0e0e4736-${'0'.repeat(16)}-01`],
  ['more', `${traceparent}-canary`],
])('a traceparent with %s is not logged', async (_, malformed) => {
  lines.length = 0
  await (await get('/facts', { headers: { traceparent: malformed } })).text()
  await expect.poll(() => lines.length).toBe(1)
  expect(JSON.parse(lines[0]!)).not.toHaveProperty('traceId')
})
