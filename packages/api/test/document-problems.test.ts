import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { type ProblemSlug, problems } from '../src/index.ts'
import { routes } from '../src/routes/table.ts'
import {
  answerOf,
  conforms,
  exampleAddress,
  exampleBodies,
  type Operation,
  operations,
  problemsOf,
  service,
} from './document.ts'

/** Sends bytes as they are, and gives the first answer. */
const raw = async (sent: string, isAll = false): Promise<Response> => {
  const socket = connect(service.port, '127.0.0.1')
  await once(socket, 'connect')
  if (isAll) socket.end(sent)
  else socket.write(sent)
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  const [first = '', ...headers] = head.split('\r\n')
  return new Response(body, {
    status: Number(first.split(' ')[1]),
    headers: headers.map(line => line.split(': ') as [string, string]),
  })
}
const json = { 'content-type': 'application/json' }
const start = (one: Operation, address = exampleAddress(one, false)) =>
  `${one.method.toUpperCase()} ${address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`
const bodyOf = (one: Operation) => JSON.stringify(exampleBodies(one)[0]?.value)
const isPost = ({ method }: Operation) => method === 'post'
const send = (one: Operation, body: unknown, headers: Record<string, string> = json) =>
  service.post(exampleAddress(one, false), body, headers)

const withUnknownParameter = (one: Operation): string => {
  const address = exampleAddress(one, false)
  return `${address}${address.includes('?') ? '&' : '?'}x=1`
}

/** The same, of a thing that is not there. */
const elsewhere = (one: Operation, name: string) => {
  if (!one.path.includes('{')) return
  const address = one.path.replace(/\{\w+\}/, name)
  return isPost(one) ? service.post(address, bodyOf(one)) : service.get(address)
}

/** How each problem is come by, where an operation has what it takes; undefined where it has not. */
const ways: Partial<Record<ProblemSlug, (one: Operation) => Promise<Response> | undefined>> = {
  'malformed-request': one => raw(`${start(one)}No colon\r\n\r\n`),
  'header-too-large': one => raw(`${start(one)}X: ${'x'.repeat(9_000)}\r\n\r\n`),
  'expectation-failed': one => raw(`${start(one)}Expect: miracles\r\n\r\n`),
  'not-this-host': one => raw(`${start(one).replace('Host: localhost', 'Host: evil.example')}\r\n`),
  'not-through-a-proxy': one => raw(`${start(one)}Via: 1.1 proxy\r\n\r\n`),
  'not-from-here': one => raw(`${start(one)}Sec-Fetch-Site: cross-site\r\n\r\n`),
  'malformed-address': one => elsewhere(one, '%ff'),
  'not-found': one => elsewhere(one, 'no-such'),
  'query-refused': one =>
    isPost(one) ? service.post(withUnknownParameter(one), bodyOf(one)) : service.get(withUnknownParameter(one)),
  'malformed-body': one => (isPost(one) ? send(one, '[{') : undefined),
  'malformed-idempotency-key': one =>
    isPost(one) ? send(one, bodyOf(one), { ...json, 'idempotency-key': '"' }) : undefined,
  'malformed-actor': one =>
    isPost(one)
      ? send(one, bodyOf(one), { ...json, 'x-actor': 'Jane.Doe' })
      : service.get(exampleAddress(one, false), { headers: { 'x-actor': 'Jane.Doe' } }),
  'not-acceptable': one =>
    isPost(one)
      ? send(one, bodyOf(one), { ...json, accept: 'image/png' })
      : service.get(exampleAddress(one, false), { headers: { accept: 'image/png' } }),
  'incomplete-body': one =>
    isPost(one) ? raw(`${start(one)}Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{`, true) : undefined,
  'rules-not-on-offer': one =>
    isPost(one) ? send(one, JSON.stringify({ ...JSON.parse(bodyOf(one)), rules: '0' })) : undefined,
  'idempotency-key-reused': one => {
    if (!isPost(one)) return
    const headers = { ...json, 'idempotency-key': `"reused ${one.path}"` }
    return send(one, bodyOf(one), headers).then(() => send(one, '{"decision":"remit","facts":{},"type":"x"}', headers))
  },
  'body-too-large': one => (isPost(one) ? send(one, ' '.repeat(1_100_000)) : undefined),
  'unsupported-media-type': one => (isPost(one) ? send(one, '', { 'content-type': 'text/csv' }) : undefined),
  'encoded-body': one => (isPost(one) ? send(one, '', { ...json, 'content-encoding': 'gzip' }) : undefined),
  'request-refused': one => (isPost(one) ? send(one, '{"decision":"x"}') : undefined),
}

const guarded = new Set(routes.flatMap(one => (one.scope === undefined ? [] : [one.path])))
const isGuarded = ({ path }: Operation): boolean => guarded.has(path)

const isOfRecords = ({ path }: Operation): boolean => path.startsWith('/records') || path.startsWith('/checkpoint')
const isReading = ({ path }: Operation): boolean => path.startsWith('/records') && !path.endsWith('/events')
const takesKey = (one: Operation): boolean => isPost(one) && !isReading(one) && one.path !== '/decide/batch'

/** These hang on time, on faults or on who calls; other tests come by them, over HTTP. Each of these is said of every operation or of one. */
const others: Readonly<Record<string, (one: Operation) => boolean>> = {
  'too-slow': () => true,
  'actor-required': isReading,
  'internal-error': () => true,
  'idempotency-key-in-flight': takesKey,
  erased: takesKey,
  'evaluators-disagree': ({ path }) => path === '/decide',
  'records-off': isOfRecords,
  'records-unavailable': one => isOfRecords(one) || one.path === '/decide',
  'not-ready': ({ path }) => path === '/health/ready',
  overloaded: isPost,
  'not-authenticated': isGuarded,
  'not-allowed': isGuarded,
  'too-many-requests': isGuarded,
  'cannot-authenticate': isGuarded,
}
/** These belong to no operation: the path is right, and the method is none of its own. */
const ofNone = ['method-not-allowed']

describe('each operation documents the problems that it answers with, and no others', () => {
  test('every problem is come by here, or is known to be come by elsewhere', () => {
    expect([...Object.keys(ways), ...Object.keys(others), ...ofNone].sort()).toEqual(Object.keys(problems).sort())
  })

  test.each(operations)('$method $path', async operation => {
    const answered: string[] = []
    for (const [slug, way] of Object.entries(ways)) {
      const response = await way(operation)
      if (response === undefined || response.status < 400) continue
      const body = await response.text()
      const found = (JSON.parse(body) as { type: string }).type.split('/').at(-1)!
      // One cause may be met by a stricter check before it.
      if (found !== slug) continue
      const { at, answer } = answerOf(operation, response.status)
      conforms(at, 'application/problem+json', body)
      const example = answer.content?.['application/problem+json']?.examples?.[slug]?.value
      const { type, title, status } = JSON.parse(body)
      expect(example).toMatchObject({ type, title, status })
      answered.push(slug)
    }
    const expected = Object.entries(others).flatMap(([slug, isHere]) => (isHere(operation) ? [slug] : []))
    expect([...problemsOf(operation)].sort()).toEqual([...answered, ...expected].sort())
  })

  test('and each names a page that is there', async () => {
    for (const slug of new Set(operations.flatMap(problemsOf))) {
      const response = await service.get(`/problems/${slug}`)
      expect([slug, response.status]).toEqual([slug, 200])
    }
  })
})
