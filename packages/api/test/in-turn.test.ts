import { once } from 'node:events'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { RequestHandler } from 'express'
import { describe, expect, test } from 'vitest'
import { failed } from '../src/http/errors.ts'
import { noLog } from '../src/log.ts'
import { inTurn } from '../src/routes/in-turn.ts'
import { fixture } from './fixture.ts'
import { listening, serving } from './serving.ts'

/** Posts to a path as it stands in the first line, and gives what is told apart from no other answer. */
const posted = async (port: number, path: string, body: string, headers: Record<string, string>) => {
  const sent = request({ port, host: '127.0.0.1', method: 'POST', path, headers })
  sent.end(body)
  const [response] = await once(sent, 'response')
  const { date: _date, ...kept } = response.headers
  return { status: response.statusCode, headers: kept, body: await text(response) }
}

describe('POST /decide, which passes the router by', () => {
  const json = { 'content-type': 'application/json', 'x-correlation-id': 'one' }
  const good = JSON.stringify({ decision: 'remit', asOf: '2026-01-01', facts: {} })

  test.each([
    ['a decision', good, json],
    ['facts that are refused', JSON.stringify({ decision: 'remit', facts: { nothing: 1 } }), json],
    ['what is not JSON', '{', json],
    ['another kind of body', good, { ...json, 'content-type': 'text/plain' }],
    ['too much', ' '.repeat(70_000), json],
    ['a key that is malformed', good, { ...json, 'idempotency-key': '"' }],
  ])('answers %s as the router does', async (_what, body, headers) => {
    const { port } = await serving()
    const [straight, routed] = await Promise.all([
      posted(port, '/decide', body, headers),
      // The whole address is as good, and is not recognised on the way past.
      posted(port, `http://127.0.0.1:${port}/decide`, body, headers),
    ])
    expect(straight).toEqual(routed)
  })

  test.each([
    ['throws', () => ({ rules: throwing() })],
    [
      'rejects',
      () => ({ idempotency: { store: { claim: () => Promise.reject(new Error('x')) }, secret: Buffer.of(1) } }),
    ],
  ])('answers 500 where something %s', async (_what, parts) => {
    const { port } = await serving(parts() as Parameters<typeof serving>[0])
    const { status } = await posted(port, '/decide', good, { ...json, 'idempotency-key': 'one' })
    expect(status).toBe(500)
  })
})

const throwing = () => ({
  ...fixture,
  evaluateToJson: () => {
    throw new Error('x')
  },
})

describe('handlers in turn', () => {
  const first: RequestHandler = (_request, response, next) => {
    response.locals.seen = ['first']
    next()
  }
  const last: RequestHandler = (_request, response) => void response.end(String(response.locals.seen))

  test('each goes on to the next by its word alone', async () => {
    const { get } = await listening(inTurn('/x', [first, last], failed(noLog)))
    expect(await (await get('/x')).text()).toBe('first')
  })

  test.each<[string, RequestHandler]>([
    [
      'throws',
      () => {
        throw new Error('x')
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('x')
      },
    ],
    ['hands on an error', (_request, _response, next) => next(new Error('x'))],
  ])('one that %s ends in a 500', async (_what, handler) => {
    const { get } = await listening(inTurn('/x', [first, handler, last], failed(noLog)))
    expect((await get('/x')).status).toBe(500)
  })
})
