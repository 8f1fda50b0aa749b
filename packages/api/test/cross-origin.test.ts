import { describe, expect, test } from 'vitest'
import { request } from './fixture.ts'
import { servingKept } from './records/support.ts'
import { problemOf, serving } from './serving.ts'

const forms = 'https://forms.example'
const named = await servingKept({ origins: [forms, 'http://localhost:5173'] })
const closed = await serving()
const json = { 'content-type': 'application/json' }

/** What a browser sends with a request of a page. */
const by = (origin: string) => ({ origin, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' })
const preflight = (origin: string, method = 'POST') => ({
  method: 'OPTIONS',
  headers: {
    ...by(origin),
    'access-control-request-method': method,
    'access-control-request-headers': 'authorization,content-type,idempotency-key',
  },
})
const corsHeaders = (response: Response) =>
  [...response.headers.keys()].filter(name => name.startsWith('access-control'))

describe('without CORS_ORIGINS', () => {
  test.each(['/facts', '/openapi.json', '/health/live', '/decide', '/nothing'])('%s lets no page in', async path => {
    for (const init of [{ headers: by(forms) }, preflight(forms)])
      expect(corsHeaders(await closed.get(path, init))).toEqual([])
    expect((await closed.get(path, preflight(forms))).status).toBe(path === '/nothing' ? 404 : 405)
  })
})

describe('with CORS_ORIGINS', () => {
  test.each([forms, 'http://localhost:5173'])('%s is let in, and reads what it needs', async origin => {
    const asked = await named.get('/decide', preflight(origin))
    expect([asked.status, await asked.text()]).toEqual([204, ''])
    expect(asked.headers.get('access-control-allow-origin')).toBe(origin)
    expect(asked.headers.get('access-control-allow-headers')?.toLowerCase()).toMatch(
      /authorization.*content-type.*idempotency-key.*x-actor/,
    )
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull()
    expect(asked.headers.get('x-content-type-options')).toBe('nosniff')
    const answer = await named.post('/decide', request, { ...json, ...by(origin) })
    expect(answer.status).toBe(200)
    for (const response of [answer, await named.get('/facts', { headers: by(origin) })]) {
      expect(response.headers.get('access-control-allow-origin')).toBe(origin)
      expect(response.headers.get('vary')).toMatch(/\bOrigin\b/)
      expect(response.headers.get('access-control-expose-headers')).toMatch(/Retry-After.*X-Correlation-ID/)
    }
  })

  test('refusals can be read too, and so can a batch and an account', async () => {
    const { id } = (await (await named.post('/decide', request)).json()) as { id: string }
    for (const response of [
      await named.post('/decide', '{', { ...json, ...by(forms) }),
      await named.get('/nothing', { headers: by(forms) }),
      await named.get('/decide', { method: 'OPTIONS', headers: by(forms) }),
      await named.post('/decide/batch', [request], { ...json, ...by(forms) }),
      await named.get(`/records/${id}/explanation`, { headers: by(forms) }),
    ])
      expect(response.headers.get('access-control-allow-origin')).toBe(forms)
    const account = await named.get(`/records/${id}/explanation`, { headers: by(forms) })
    expect(account.headers.get('vary')).toMatch(/Origin.*Accept|Accept.*Origin/)
  })

  test.each(['https://evil.example', 'null', `${forms}.evil.example`, `${forms}:444`, 'http://forms.example'])(
    '%s is not',
    async origin => {
      const asked = await named.get('/decide', preflight(origin))
      expect(asked.status).toBe(405)
      const response = await named.post('/decide', request, { ...json, ...by(origin) })
      await problemOf(response, 'not-from-here')
      for (const one of [asked, response, await named.get('/facts', { headers: by(origin) })]) {
        expect(one.headers.get('access-control-allow-origin')).toBeNull()
        expect(one.headers.get('vary')).toMatch(/\bOrigin\b/)
      }
    },
  )
})
