import { loadRules } from '@virtual-school/rules'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sizeOf, testSeed } from '../../../test/support/sizes.ts'
import { guarded } from './access-support.ts'
import { servingKept } from './records/support.ts'
import { createValidator, type Document } from './traffic/proxy.ts'
import { type Sent, trafficOf } from './traffic/requests.ts'

const rules = await loadRules()
const { access, key } = await guarded({ rateLimit: 1_000_000, rateLimitSubject: 1_000_000 })
const all = await key('forms', ['decide', 'records:read', 'records:write', 'records:erase', 'admin'])
const few = await key('reader', ['records:read'])
const services = { open: await servingKept({ rules }), keyed: await servingKept({ rules, access: access() }) }
type Name = keyof typeof services

const credentials: readonly Record<string, string>[] = [
  ...Array.from({ length: 12 }, () => ({ authorization: all.headers.authorization! })),
  { authorization: few.headers.authorization! },
  { authorization: 'Bearer vs_none' },
  {},
]

const send = async (name: Name, { method, path, params, query, headers, body }: Sent) => {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(params[part]!))
  const asked = new URLSearchParams(query).toString()
  const response = await fetch(`${services[name].url}${filled}${asked === '' ? '' : `?${asked}`}`, {
    method: method.toUpperCase(),
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const documentOf = async (name: Name) =>
  JSON.parse(
    (
      await send(name, {
        method: 'get',
        path: '/openapi.json',
        params: {},
        query: {},
        headers: {},
      })
    ).text,
  ) as Document & {
    readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly security?: readonly object[] }>>>>
  }

/** Ids of a decision, and of one with an event. */
const idsOf = async (name: Name): Promise<readonly string[]> => {
  const headers = { 'content-type': 'application/json', ...credentials[0] }
  const ids: string[] = []
  for (const decision of ['remit', 'reduced-timetable']) {
    const body = JSON.stringify({ decision, facts: { careStatus: 'looked-after' }, subjectRef: 'case-1' })
    const { text } = await send(name, { method: 'post', path: '/decide', params: {}, query: {}, headers, body })
    ids.push((JSON.parse(text) as { id: string }).id)
  }
  return ids
}

test.each(['open', 'keyed'] as const)('a proxy that validates finds nothing: %s', async name => {
  const document = await documentOf(name)
  const validate = createValidator(document)
  const requests = Math.max(500, sizeOf('TRAFFIC_REQUESTS'))
  const seen = new Map<string, Set<number>>()
  const faults: string[] = []
  const arbitrary = fc.tuple(trafficOf(rules, { ids: await idsOf(name) }), fc.constantFrom(...credentials))
  const drawn = fc.sample(arbitrary, { seed: testSeed, numRuns: requests })
  for (const [one, credential] of drawn) {
    const sent = name === 'open' ? one : { ...one, headers: { ...one.headers, ...credential } }
    const answered = await send(name, sent)
    const found = validate(sent, answered)
    if (found.length > 0) faults.push(`${JSON.stringify(sent).slice(0, 600)}: ${found.join('; ').slice(0, 600)}`)
    const operation = `${one.method} ${one.path}`
    seen.set(operation, (seen.get(operation) ?? new Set()).add(answered.status))
  }
  expect(faults.slice(0, 10)).toEqual([])
  expect(drawn.length).toBeGreaterThanOrEqual(500)
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map(method => `${method} ${path}`),
  )
  expect([...seen.keys()].sort()).toEqual(operations.sort())
  const statuses = [...seen.values()].flatMap(one => [...one])
  expect(statuses).toEqual(expect.arrayContaining([200, 302, 304, 400, 404, 406, 409, 415, 422]))
  for (const [operation, found] of seen)
    expect([operation, [200, 302, 304].some(status => found.has(status))]).toEqual([operation, true])
  if (name === 'keyed') expect(statuses).toEqual(expect.arrayContaining([401, 403]))
})

test('the document says whether a key is needed', async () => {
  for (const name of ['open', 'keyed'] as const) {
    const { security } = (await documentOf(name)).paths['/decide']!.post!
    expect(security).toEqual([{ apiKey: ['decide'] }, { accessToken: ['decide'] }, ...(name === 'open' ? [{}] : [])])
  }
})

test('it would notice a member, a header, a status or a request that is not described', async () => {
  const document = await documentOf('open')
  const validate = createValidator(document)
  const body = JSON.stringify({ decision: 'remit', facts: {}, trace: 'none' })
  const sent: Sent = {
    method: 'post',
    path: '/decide',
    params: {},
    query: {},
    headers: { 'content-type': 'application/json' },
    body,
  }
  const good = await send('open', sent)
  expect(validate(sent, good)).toEqual([])
  const changed = (change: (result: Record<string, unknown>) => void) => {
    const answer = JSON.parse(good.text)
    change(answer.result)
    return { ...good, text: JSON.stringify(answer) }
  }
  const withHeader = (header: string, value: string) => {
    const headers = new Headers(good.headers)
    headers.set(header, value)
    return { ...good, headers }
  }
  const wrong = [
    validate(
      sent,
      changed(result => Object.assign(result, { answer: 'allowed' })),
    ),
    validate(
      sent,
      changed(result => delete result.missing),
    ),
    validate(
      sent,
      changed(result => Object.assign(result, { status: 'maybe' })),
    ),
    validate(sent, withHeader('x-new', '1')),
    validate(sent, withHeader('cache-control', 'public')),
    validate(sent, { ...good, status: 201 }),
    validate(sent, withHeader('content-type', 'text/html')),
    validate({ ...sent, body: JSON.stringify({ decision: 'remit', facts: { careStatus: 'x' } }) }, good),
    validate({ ...sent, body: JSON.stringify({ decision: 'remit', facts: {}, colour: 1 }) }, good),
    validate({ ...sent, query: { x: '1' } }, good),
    validate({ ...sent, headers: { ...sent.headers, 'x-actor': 'a b' } }, good),
  ]
  for (const found of wrong) expect(found.length).toBeGreaterThan(0)
})
