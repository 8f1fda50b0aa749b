import { describe, expect, test } from 'vitest'
import { type ProblemSlug, problems, problemType } from '../src/index.ts'
import { fixture, request } from './fixture.ts'
import { problemOf, serving } from './serving.ts'

const { get, post, url } = await serving()

describe('an address that is not there', () => {
  test.each([
    '/',
    '/nothing',
    '/decisions/',
    '/Decide',
    '/rules/no.such',
    '/decisions/no-such',
    '/problems/no-such',
    '/docs/index.html',
    '/docs/package.json',
    '/docs/swagger-ui.js.map',
    '/decisions/constructor',
  ])('%s', async path => {
    const response = await get(path)
    expect(response.status).toBe(404)
    await problemOf(response, 'not-found')
  })

  test.each(['/rules/%E0%A4%A', '/decisions/%ff'])('%s cannot be read', async path => {
    const response = await get(path)
    expect(response.status).toBe(400)
    await problemOf(response, 'malformed-address')
  })
})

test.each([
  ['GET', '/decide', 'POST'],
  ['PUT', '/decide', 'POST'],
  ['GET', '/decide/batch', 'POST'],
  ['POST', '/rules', 'GET, HEAD'],
  ['DELETE', '/rules/x', 'GET, HEAD'],
  ['OPTIONS', '/facts', 'GET, HEAD'],
  ['POST', '/docs', 'GET, HEAD'],
  ['PATCH', '/health/live', 'GET, HEAD'],
])('%s %s is not answered, %s is', async (method, path, allowed) => {
  const response = await get(path, { method })
  expect([response.status, response.headers.get('allow')]).toEqual([405, allowed])
  await problemOf(response, 'method-not-allowed')
})

describe('every problem', () => {
  test.each(Object.keys(problems) as ProblemSlug[])('%s has a page at its type', async slug => {
    const response = await get(problemType(slug))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    const page = await response.text()
    for (const part of [
      problems[slug].title,
      String(problems[slug].status),
      problems[slug].meaning,
      problems[slug].remedy,
    ])
      expect(page).toContain(part)
  })

  test('of ours tells nothing of the fault, nor does the log repeat what was sent', async () => {
    const lines: string[] = []
    const note = (event: string, details?: object) => void lines.push(JSON.stringify({ event, ...details }))
    const broken = {
      ...fixture,
      evaluateToJson: (asked: unknown) => {
        throw new Error(`canary ${JSON.stringify(asked)}`)
      },
    }
    const service = await serving({ rules: broken, log: { error: note, warn: note, info: note, debug: note } })
    const response = await service.post('/decide', request)
    expect(response.status).toBe(500)
    const problem = await problemOf(response, 'internal-error')
    expect(problem.instance).toMatch(/^urn:uuid:/)
    const logged = lines.join('\n')
    expect(logged).toContain(`"correlationId":"${problem.instance?.replace('urn:uuid:', '')}"`)
    expect(logged).toContain('"stack"')
    for (const text of [logged, JSON.stringify(problem)]) expect(text).not.toMatch(/canary|sunny/)
  })
})

test('no refusal and no log repeats a fact’s value', async () => {
  const lines: string[] = []
  const note = (event: string, details?: object) => void lines.push(JSON.stringify({ event, ...details }))
  const service = await serving({ log: { error: note, warn: note, info: note, debug: note } })
  const canary = 'canary17'
  const values = [canary, `${canary}-${'x'.repeat(100)}`, [canary], { [canary]: canary }, 17171717, -17171717.5]
  const bodies = values.flatMap(value =>
    Object.keys({ ageYears: 1, weather: 1, parentAgrees: 1, dateOfBirth: 1 }).map(name => ({
      ...request,
      facts: { [name]: value },
    })),
  )
  const answers = [
    ...(await Promise.all(bodies.map(async body => (await service.post('/decide', body)).text()))),
    await (await service.post('/decide/batch', bodies)).text(),
    await (await service.post('/decide', `{"facts":{"weather":"${canary}","weather":"${canary}"}}`)).text(),
    await (await service.post('/decide', `{"facts":{"weather":"${canary}" "`)).text(),
    await (await service.post('/decide', `{"facts":{"weather":{"${canary}":"\\ud800"}}}`)).text(),
    await (await service.post('/decide', `{"facts":{"weather":{"${canary}":1,"${canary}":2}}}`)).text(),
    await (await service.post('/decide/batch', `[{"facts":{"weather":{"${canary}":"\\ud800"}}}]`)).text(),
    await (await service.post('/decide', { ...request, subjectRef: `${canary}@school.example` })).text(),
    await (await service.get(`/rules?authority=${canary}`)).text(),
    await (await service.get(`/rules/${canary}`)).text(),
    await (await service.get(`/${canary}`)).text(),
  ]
  for (const text of [...answers, ...lines]) expect(text).not.toMatch(/canary17|17171717/)
  expect(lines.length).toBeGreaterThan(20)
})

describe('headers', () => {
  test.each(['/decisions/none', '/nothing', '/problems/not-found', '/health/live'])(
    '%s is kept by nobody, framed by nobody and runs nothing',
    async path => {
      const { headers } = await get(path)
      expect(
        Object.fromEntries(
          [...headers].filter(
            ([name]) =>
              !['date', 'connection', 'keep-alive', 'content-length', 'content-type', 'x-correlation-id'].includes(
                name,
              ),
          ),
        ),
      ).toEqual({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      })
    },
  )

  test('a decision states its length and keeps the connection', async () => {
    const response = await post('/decide', request)
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect(Number(response.headers.get('content-length'))).toBe(bytes.length)
    expect(response.headers.get('connection')).toBe('keep-alive')
    expect(response.headers.get('keep-alive')).toBe('timeout=75, max=1000')
    expect(response.headers.get('etag')).toBeNull()
  })

  test('HEAD answers as GET does, without the body', async () => {
    const [head, whole] = [await fetch(`${url}/facts`, { method: 'HEAD' }), await get('/facts')]
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(head.headers.get('content-type')).toBe(whole.headers.get('content-type'))
  })
})
