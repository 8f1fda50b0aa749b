import { beforeAll, describe, expect, it } from 'vitest'
import { makeFolder } from '../../../test/support/folder.ts'
import { scopes } from '../src/index.ts'
import type { Route } from '../src/openapi/route.ts'
import { routes } from '../src/routes/table.ts'
import { guarded } from './access-support.ts'
import { type BrowserRequest, byRebinding, fromOtherSites } from './browser-requests.ts'
import { request as asked } from './fixture.ts'
import { type RawAnswer, sendRaw, statusAndProblem } from './raw.ts'
import { type Kept, lengthOf, servingKept } from './records/support.ts'

const event = { type: 'challenged', reason: 'canary' }
let open: Awaited<ReturnType<typeof servingKept>>
let keyed: { readonly port: number; readonly authorization: string; readonly length: () => Promise<number> }
let names: Readonly<Record<string, string>>

beforeAll(async () => {
  open = await servingKept()
  const answer = await open.post('/decide', { ...asked, subjectRef: 'canary-1' })
  const { id } = (await answer.json()) as Kept
  names = { id, name: 'england.outing.coat', slug: 'not-found' }
  const { key, access } = await guarded()
  const { headers } = await key('first', scopes)
  const served = await servingKept({ access: access(), folder: await makeFolder() })
  keyed = {
    port: served.port,
    authorization: headers.authorization ?? '',
    length: () => lengthOf(served.records),
  }
})

const pathOf = ({ path }: Route): string => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? name)
const bodies: Readonly<Record<string, unknown>> = { events: event, batch: [asked], search: { decision: 'remit' } }
const bodyFor = ({ path }: Route): string => JSON.stringify(bodies[path.split('/').at(-1)!] ?? asked)

const send = (port: number, route: Route, { method, headers, hasBody }: BrowserRequest): Promise<RawAnswer> =>
  sendRaw(port, {
    method,
    path: pathOf(route),
    headers: { Host: `localhost:${port}`, ...headers },
    body: hasBody === true ? bodyFor(route) : '',
  })

const isScoped = ({ scope }: Route): boolean => scope !== undefined
const table = routes.map(route => ({ ...route, title: `${route.method.toUpperCase()} ${route.path}` }))
const scoped = table.filter(isScoped)

/** Nothing in an answer lets a page of another site read it, frame it or run it. */
const expectUnreadable = ({ headers }: RawAnswer): void => {
  expect(Object.keys(headers).filter(name => name.startsWith('access-control-'))).toEqual([])
  expect(headers).toMatchObject({
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  })
  expect(headers['x-frame-options']).toMatch(/^(?:DENY|SAMEORIGIN)$/)
}

it('without a browser’s headers, each of these routes is there and lets its caller in', async () => {
  expect(scoped.length).toBeGreaterThan(7)
  for (const route of scoped) {
    const headers = { 'Content-Type': 'application/json' }
    const hasBody = route.method === 'post'
    const method = hasBody ? 'POST' : 'GET'
    const { status } = await send(open.port, route, { method, headers: { ...headers, 'X-Actor': 'staff-1' }, hasBody })
    expect([route.title, status < 300]).toEqual([route.title, true])
  }
})

describe.each(table)('$title of an open service', route => {
  it('can be neither read nor written by a page of another site', async () => {
    const before = await lengthOf(open.records)
    for (const [name, request] of Object.entries(fromOtherSites)) {
      const answer = await send(open.port, route, request)
      expectUnreadable(answer)
      if (!isScoped(route)) continue
      expect([name, statusAndProblem(answer)]).toEqual([
        name,
        expect.stringMatching(/^(?:403 not-from-here|405 method-not-allowed)$/),
      ])
      if (request.method === route.method.toUpperCase())
        expect([name, statusAndProblem(answer)]).toEqual([name, '403 not-from-here'])
      expect(answer.body).not.toContain('canary')
    }
    expect(await lengthOf(open.records)).toBe(before)
  })

  it('nor by one whose own name was made to lead here', async () => {
    const before = await lengthOf(open.records)
    for (const [name, request] of Object.entries(byRebinding(open.port))) {
      const answer = await send(open.port, route, request)
      expect([name, statusAndProblem(answer)]).toEqual([name, '403 not-this-host'])
    }
    expect(await lengthOf(open.records)).toBe(before)
  })
})

describe.each(scoped)('$title of a service with keys', route => {
  it('refuses a page of another site, even with a good key, unless somebody follows a link', async () => {
    const before = await keyed.length()
    for (const [name, { method, headers, hasBody }] of Object.entries(fromOtherSites)) {
      const withKey = { ...headers, Authorization: keyed.authorization }
      const answer = await send(keyed.port, route, { method, headers: withKey, ...(hasBody ? { hasBody } : {}) })
      const isFollowed = headers['Sec-Fetch-Dest'] === 'document' && method === 'GET'
      // By Referer alone nobody is judged who had to bring a key.
      const isOldImage = name.includes('old browser’s img')
      if (method !== route.method.toUpperCase() || isOldImage) continue
      if (isFollowed) expect([name, answer.status === 403]).toEqual([name, false])
      else expect([name, statusAndProblem(answer)]).toEqual([name, '403 not-from-here'])
    }
    if (route.method === 'post') expect(await keyed.length()).toBe(before)
  })

  it('asks a browser that followed a link for a key, as it does everybody', async () => {
    if (route.method === 'post') return
    const { 'a link that is followed': followed } = fromOtherSites
    expect(statusAndProblem(await send(keyed.port, route, followed!))).toBe('401 not-authenticated')
  })
})

describe('the service’s own pages', () => {
  const own = (port: number, host = `localhost:${port}`) => ({
    Host: host,
    Origin: `http://${host}`,
    ...{ 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' },
    'Content-Type': 'application/json',
  })
  const decide = async (port: number, headers: Record<string, string>) =>
    statusAndProblem(await sendRaw(port, { method: 'POST', path: '/decide', headers, body: JSON.stringify(asked) }))

  it('may ask, as /docs does when somebody tries a route', async () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      expect(await decide(open.port, own(open.port, `${host}:${open.port}`))).toBe('200')
    const { 'Sec-Fetch-Site': _, ...old } = own(open.port)
    expect(await decide(open.port, old)).toBe('200')
    expect(await decide(open.port, { ...own(open.port), Referer: `http://localhost:${open.port}/docs/` })).toBe('200')
  })

  it.each([
    ['another port', 'http://localhost:1'],
    ['another name of this machine', 'http://127.0.0.1'],
    ['TLS', 'https://localhost'],
    ['nowhere', 'null'],
    ['what is no address', 'localhost'],
    ['an empty one', ''],
    ['a file', 'file://'],
    ['an extension', 'chrome-extension://abcdefghijklmnop'],
  ])('are not those of %s', async (_, origin) => {
    const host = `localhost:${open.port}`
    const Origin = origin.includes('//localhost') && !origin.endsWith(':1') ? `${origin}:${open.port}` : origin
    expect(await decide(open.port, { ...own(open.port, host), Origin })).toBe('403 not-from-here')
  })

  it.each(['', 'none, cross-site', 'cross-site, none', 'SAME-ORIGIN', 'unknown'])(
    'are not known by “%s” for a site',
    async site => {
      expect(await decide(open.port, { ...own(open.port), 'Sec-Fetch-Site': site })).toBe('403 not-from-here')
    },
  )

  it('behind a proxy that does TLS and changes Host are known by the browser’s own word', async () => {
    const Authorization = keyed.authorization
    const proxied = { ...own(keyed.port), Origin: 'https://rules.council.example', Authorization }
    expect(await decide(keyed.port, proxied)).toBe('200')
    const { 'Sec-Fetch-Site': _, ...old } = { ...proxied, Host: 'rules.council.example' }
    expect(await decide(keyed.port, old)).toBe('200')
    expect(await decide(keyed.port, { ...old, Host: 'other.example' })).toBe('403 not-from-here')
  })
})
