import { Spectral } from '@stoplight/spectral-core'
import { loadRules } from '@virtual-school/rules'
import { expect, test } from 'vitest'
import { openApiDocument } from '../src/openapi/document.ts'
import { routes } from '../src/routes/table.ts'
import { fixture } from './fixture.ts'
import { ofGuardedAlone, ruleset } from './lint-rules.ts'

const guarded = new Set(
  routes.filter(({ scope }) => scope !== undefined).map(({ method, path }) => `${method} ${path}`),
)

const lint = async (document: object): Promise<readonly string[]> => {
  const spectral = new Spectral()
  spectral.setRuleset(ruleset)
  const found = await spectral.run(JSON.parse(JSON.stringify(document)))
  return found
    .filter(({ code, path: [, path, method] }) => !ofGuardedAlone.has(code) || guarded.has(`${method} ${path}`))
    .map(({ code, path, message }) => `${code} at ${path.join('/')}: ${message}`)
}

const shipped = await loadRules()

test('nothing is found in the document, of the rules that are shipped and of others', async () => {
  expect(await lint(openApiDocument(routes, shipped))).toEqual([])
  expect(await lint(openApiDocument(routes, fixture))).toEqual([])
})

test('what is left of the rules finds faults', async () => {
  const { paths, ...document } = JSON.parse(JSON.stringify(openApiDocument(routes, fixture)))
  const { description: _, ...live } = paths['/health/live'].get
  const { 429: _429, ...responses } = paths['/decide'].post.responses
  const broken = {
    ...document,
    servers: [{ url: 'http://council.example/' }],
    paths: {
      ...paths,
      '/health/live': { get: { ...live, operationId: 'decide' } },
      '/decide': { post: { ...paths['/decide'].post, responses } },
    },
  }
  const codes = (await lint(broken)).map(one => one.split(' ')[0])
  expect([...new Set(codes)].sort()).toEqual([
    'oas3-server-trailing-slash',
    'operation-description',
    'operation-operationId-unique',
    'owasp:api4:2023-rate-limit-responses-429',
    'owasp:api8:2023-no-server-http',
  ])
})
