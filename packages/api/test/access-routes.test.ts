import { beforeAll, describe, expect, test } from 'vitest'
import { revokeKey, type Scope, scopes } from '../src/index.ts'
import { openApiDocument } from '../src/openapi/document.ts'
import type { Route } from '../src/openapi/route.ts'
import { routes } from '../src/routes/table.ts'
import { bearer, guarded } from './access-support.ts'
import { fixture, request } from './fixture.ts'
import { problemOf, type serving } from './serving.ts'

const guardedRoutes = routes.flatMap(route => (route.scope === undefined ? [] : [{ ...route, scope: route.scope }]))
const publicRoutes = routes.filter(route => route.scope === undefined)
const names: Readonly<Record<string, string>> = { id: 'outing', name: 'england.outing.coat', slug: 'not-found' }
const pathOf = ({ path }: Route): string => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? name)
const others = (scope: Scope) => scopes.filter(one => one !== scope)

let service: Awaited<ReturnType<typeof serving>>
let sent: { readonly secrets: string[]; readonly bodies: string[]; readonly lines: string[] }
let keys: Record<'good' | 'expired' | 'revoked', Record<string, string>>
let keyFor: (scopes: readonly Scope[]) => Promise<Record<string, string>>

beforeAll(async () => {
  const { key, start, pass, lines, place } = await guarded()
  const good = await key('good', scopes)
  const short = await key('short', scopes, 1)
  const gone = await key('gone', scopes)
  await revokeKey(place, { id: gone.key.id, now: new Date() })
  service = await start()
  pass(2 * 86_400_000)
  keys = { good: good.headers, expired: short.headers, revoked: gone.headers }
  sent = { secrets: [good.token, short.token, gone.token], bodies: [], lines }
  keyFor = async wanted => {
    const made = await key('other', wanted)
    pass(1_000)
    sent.secrets.push(made.token)
    return made.headers
  }
})

const call = async (route: Route, headers: Record<string, string>) => {
  const init = { method: route.method.toUpperCase(), headers: { 'content-type': 'application/json', ...headers } }
  const body =
    route.method === 'post' ? { body: JSON.stringify(route.path.endsWith('batch') ? [request] : request) } : {}
  const response = await fetch(service.url + pathOf(route), { ...init, ...body, redirect: 'manual' })
  const copy = response.clone()
  sent.bodies.push(`${await copy.text()} ${JSON.stringify([...response.headers])}`)
  return response
}

const wrong = {
  'without a key': {},
  'with another scheme': { authorization: 'Basic dXNlcjpwYXNz' },
  'with a scheme alone': { authorization: 'Bearer' },
  'with a key of nobody': bearer(`vs_00000000_${'0'.repeat(64)}`),
  'with a key cut short': bearer('vs_00000000_00'),
  'with what is no key': bearer('canary-token'),
  'with what looks like a token of an issuer': bearer('eyJhbGciOiJub25lIn0.e30.'),
}

test('there are routes of both kinds', () => {
  expect(guardedRoutes.map(({ path }) => path)).toEqual(expect.arrayContaining(['/decide', '/decide/batch']))
  expect(publicRoutes.map(({ path }) => path)).toEqual(expect.arrayContaining(['/health/live', '/rules', '/docs']))
})

describe.each(guardedRoutes)('$method $path', route => {
  test.each(Object.entries(wrong))('%s: 401', async (_, headers) => {
    const response = await call(route, headers)
    expect(response.status).toBe(401)
    const challenge = response.headers.get('www-authenticate') ?? ''
    expect(challenge).toMatch(/^Bearer realm="virtual-school"/)
    expect(challenge.includes('invalid_token')).toBe('authorization' in headers)
    await problemOf(response, 'not-authenticated')
  })

  test('with another’s secret behind a right id: 401', async () => {
    const [, id] = keys.good.authorization?.split('_') ?? []
    const secret = keys.expired.authorization?.split('_')[2]
    expect((await call(route, bearer(`vs_${id}_${secret}`))).status).toBe(401)
  })

  test.each([
    ['expired', 'The key or token has expired.'],
    ['revoked', 'The key was revoked.'],
  ] as const)('with a key that is %s: 401, and says so', async (which, detail) => {
    expect((await problemOf(await call(route, keys[which]), 'not-authenticated')).detail).toBe(detail)
  })

  test('with every scope but its own: 403, and names the scope', async () => {
    const response = await call(route, await keyFor(others(route.scope)))
    expect(response.headers.get('www-authenticate')).toContain(`error="insufficient_scope", scope="${route.scope}"`)
    expect((await problemOf(response, 'not-allowed')).detail).toContain(`“${route.scope}”`)
  })

  test('with its own scope alone: let in', async () => {
    const response = await call(route, await keyFor([route.scope]))
    expect([401, 403, 429]).not.toContain(response.status)
    expect(response.headers.get('ratelimit-policy')).toBe('"minute";q=1000;w=60')
    expect(response.headers.get('ratelimit')).toMatch(/^"minute";r=\d+;t=\d+$/)
  })

  test('the document says who may, and how it refuses', () => {
    const operation = openApiDocument(routes, fixture).paths?.[route.path]?.[route.method]
    expect(operation?.security).toEqual([{ apiKey: [route.scope] }, { accessToken: [route.scope] }])
    for (const status of ['401', '403', '429', '503']) expect(operation?.responses).toHaveProperty(status)
  })
})

describe.each(publicRoutes)('$method $path', route => {
  test.each([{}, bearer('canary-token')])('asks nobody: %o', async headers => {
    const response = await call(route, headers)
    expect([401, 403, 429]).not.toContain(response.status)
    expect(openApiDocument(routes, fixture).paths?.[route.path]?.[route.method]).not.toHaveProperty('security')
  })
})

test('no key, token or part of one was in an answer or in the log', () => {
  const said = [...sent.bodies, ...sent.lines].join('\n')
  expect(sent.bodies.length).toBeGreaterThan(20)
  expect(sent.lines.join('')).toContain('not-authenticated')
  for (const token of sent.secrets) for (const part of token.split('_').slice(1)) expect(said).not.toContain(part)
  expect(said).not.toMatch(/canary-token|dXNlcjpwYXNz|eyJhbGci/)
})
