import type { Rules } from '@virtual-school/rules/internal'
import fc from 'fast-check'
import { bodyOf } from './bodies.ts'

/** What one connection sends. */
export interface Attack {
  readonly kind: string
  readonly pieces: readonly Uint8Array[]
  /** The methods of the requests, where all are whole and each is owed an answer; undefined where anything goes. */
  readonly owed: readonly string[] | undefined
  /** How many requests it counts as. */
  readonly count: number
  /** Whether the connection is cut off rather than read to its end. */
  readonly isAborted: boolean
}

interface Message {
  readonly method: string
  readonly path: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
}

const bytesOf = ({ method, path, headers, body }: Message, isLast: boolean): Uint8Array => {
  const own = [...headers, ['Content-Length', String(body.length)], ['Connection', isLast ? 'close' : 'keep-alive']]
  const head = own.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${head}\r\n`), body])
}

const json = ['Content-Type', 'application/json'] as const
const lines = ['Content-Type', 'application/x-ndjson'] as const
const none = new Uint8Array()

const decideWith = (body: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Message> =>
  body.map(one => ({ method: 'POST', path: '/decide', headers: [json], body: one }))

const batchWith = (body: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Message> => {
  const joined = (some: readonly Uint8Array[], by: string) =>
    Buffer.concat(some.flatMap((one, i) => (i === 0 ? [one] : [Buffer.from(by), one])))
  const many = fc.array(body, { maxLength: 6 })
  return fc.oneof(
    many.map(some => ({ method: 'POST', path: '/decide/batch', headers: [lines], body: joined(some, '\n') })),
    many.map(some => ({
      method: 'POST',
      path: '/decide/batch',
      headers: [json],
      body: joined([Buffer.from('['), joined(some, ','), Buffer.from(']')], ''),
    })),
  )
}

const pathPiece = fc.oneof(
  fc.constantFrom('decide', 'decide/batch', 'rules', 'decisions', 'facts', 'docs', 'docs/', 'openapi.json', 'metrics'),
  fc.constantFrom('health/live', 'health/ready', 'problems/not-found', 'sources', 'authorities', '..', '.', ''),
  fc.constantFrom(
    '%',
    '%00',
    '%2e%2e',
    '%2f',
    '%c3%28',
    '%ff',
    ';',
    '@',
    '__proto__',
    'constructor',
    'a'.repeat(3_000),
  ),
)
const query = fc.constantFrom('', '?', '?authority=luton', '?authority=x&authority=y', '?%', '?__proto__=1', '?a[b]=1')
const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY')

const elsewhere: fc.Arbitrary<Message> = fc
  .tuple(method, fc.array(pathPiece, { minLength: 1, maxLength: 3 }), query)
  .map(([verb, path, asked]) => ({ method: verb, path: `/${path.join('/')}${asked}`, headers: [], body: none }))
  // An HTTP parser may not know the newest method of all, and is then owed no second answer.
  .filter(one => one.method !== 'QUERY')

const oddHeader = fc.oneof(
  fc.tuple(
    fc.constantFrom(
      'Content-Type',
      'Content-Encoding',
      'Accept',
      'Accept-Encoding',
      'Authorization',
      'Cookie',
      'Origin',
    ),
    fc.constantFrom(
      '',
      'gzip',
      'identity',
      'application/json; charset=utf-16',
      '*/*',
      'Bearer x.y.z',
      'null',
      'text/plain',
    ),
  ),
  fc.tuple(
    fc.constantFrom(
      'Idempotency-Key',
      'X-Correlation-ID',
      'X-Request-ID',
      'traceparent',
      'X-Forwarded-For',
      'X-Api-Key',
    ),
    fc.constantFrom('', 'a', '"', 'a'.repeat(300), '../../etc', '%0d%0aSet-Cookie: x', '00-0-0-00', '127.0.0.1', 'é'),
  ),
)
const withOddHeaders = (message: fc.Arbitrary<Message>): fc.Arbitrary<Message> =>
  fc
    .tuple(message, fc.array(oddHeader, { minLength: 1, maxLength: 4 }))
    .map(([one, headers]) => ({ ...one, headers: [...headers, ...one.headers] }))

/** What breaks the rules of HTTP itself, put in front of the headers or in the place of the body’s length. */
const brokenHead = fc.constantFrom(
  ...['Content-Length: 5\r\n', 'Content-Length: -1\r\n', 'Content-Length: 99999999999\r\n', 'Content-Length: 0x10\r\n'],
  ...['Transfer-Encoding: chunked\r\n', 'Transfer-Encoding: gzip, chunked\r\n', 'Transfer-Encoding: x\r\n'],
  ...['Expect: 100-continue\r\n', 'Expect: x\r\n', 'Upgrade: websocket\r\nConnection: Upgrade\r\n', 'Host: y\r\n'],
  ...[' folded: x\r\n', 'no colon\r\n', ': x\r\n', 'a b: c\r\n', 'x: \u0000\r\n', `X: ${'x'.repeat(9_000)}\r\n`],
  ...['x: y\n', '\r\n', 'X: y\r\n'.repeat(200)],
)
const broken = (message: fc.Arbitrary<Message>): fc.Arbitrary<Uint8Array> =>
  fc.tuple(message, brokenHead).map(([one, head]) => {
    const text = Buffer.from(bytesOf(one, true)).toString('latin1')
    return Buffer.from(text.replace('Host: localhost\r\n', `Host: localhost\r\n${head}`), 'latin1')
  })

/** Bytes cut into pieces, anywhere. */
const cutUp = (bytes: Uint8Array, places: readonly number[]): readonly Uint8Array[] => {
  const cuts = [...new Set(places.map(place => place % (bytes.length + 1)))].sort((a, b) => a - b)
  return [0, ...cuts].map((from, i) => bytes.subarray(from, cuts[i]))
}
const places = fc.array(fc.nat(), { maxLength: 5 })

/** Everything that is tried, by kind, each about as often. */
export const attackOn = (rules: Rules): fc.Arbitrary<Attack> => {
  const body = bodyOf(rules)
  const message = fc.oneof(decideWith(body), batchWith(body), withOddHeaders(decideWith(body)), elsewhere)
  const whole = (kind: string, messages: fc.Arbitrary<readonly Message[]>): fc.Arbitrary<Attack> =>
    fc.tuple(messages, fc.oneof(fc.constant([]), places)).map(([some, cuts]) => ({
      kind,
      pieces: cutUp(Buffer.concat(some.map((one, i) => bytesOf(one, i === some.length - 1))), cuts),
      owed: some.map(one => one.method),
      count: some.length,
      isAborted: false,
    }))
  const one = (of: fc.Arbitrary<Message>) => of.map(single => [single])
  const loose = (kind: string, bytes: fc.Arbitrary<Uint8Array>, isAborted: boolean): fc.Arbitrary<Attack> =>
    fc.tuple(bytes, places).map(([all, cuts]) => {
      const pieces = cutUp(all, cuts)
      return { kind, pieces: isAborted ? pieces.slice(0, -1) : pieces, owed: undefined, count: 1, isAborted }
    })
  return fc.oneof(
    whole('body', one(decideWith(body))),
    whole('batch', one(batchWith(body))),
    whole('headers', one(withOddHeaders(decideWith(body)))),
    whole('paths', one(elsewhere)),
    whole('pipelined', fc.array(message, { minLength: 2, maxLength: 6 })),
    loose(
      'aborted',
      message.map(sent => bytesOf(sent, true)),
      true,
    ),
    loose(
      'cut short',
      fc.tuple(message, fc.nat()).map(([sent, at]) => cutUp(bytesOf(sent, true), [at])[0]!),
      false,
    ),
    loose('broken', broken(message), false),
    loose('noise', fc.uint8Array({ minLength: 1, maxLength: 300 }), false),
  )
}
