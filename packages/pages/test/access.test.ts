import { describe, expect, it } from 'vitest'
import { revokeKey } from '../../api/src/index.ts'
import { createSealer } from '../src/seal/seal.ts'
import { browserAt, everyScope, hiddenFields, pagesWithKeys, signedIn, signIn } from './support/visiting.ts'

describe('signing in with a key', () => {
  it('shows the sign-in page in the place of the page, and goes on to that page', async () => {
    const { url, token } = await pagesWithKeys()
    const browser = browserAt(url)
    const asked = await browser.get('/records?type=all')
    expect(asked.status).toBe(401)
    expect(asked.text).toContain('Your key')
    const began = await browser.post('/sign-in', {
      ...hiddenFields(asked.text, '/sign-in'),
      key: token,
      person: 'staff-17',
    })
    expect(began.status).toBe(200)
    expect(began.text).toContain('href="/records?type=all" data-goes-on')
    expect((await browser.get('/records?type=all')).status).toBe(200)
  })

  it('stays below the path that a proxy puts before it', async () => {
    const { url, token } = await pagesWithKeys({ publicUrl: 'https://council.example/vs' })
    const browser = browserAt(url)
    const asked = await browser.get('/records')
    const began = await browser.post('/sign-in', {
      ...hiddenFields(asked.text, '/vs/sign-in'),
      key: token,
      person: 'staff-17',
    })
    expect(began.text).toContain('href="/vs/records" data-goes-on')
    const page = await browser.get('/records')
    const addresses = [...(asked.text + page.text).matchAll(/(?:href|action|src)="([^"#]*)"/g)].map(one => one[1]!)
    expect(addresses.filter(one => !one.startsWith('/vs/'))).toEqual([])
  })

  it('goes nowhere but to pages of its own', async () => {
    const { url, token } = await pagesWithKeys()
    const browser = browserAt(url)
    for (const on of ['', '//evil.example', 'https://evil.example', 'x'.repeat(200)]) {
      const began = await browser.post('/sign-in', { on, key: token, person: 'staff-17' })
      expect(began.text).toContain('href="/" data-goes-on')
    }
  })

  it('sets a cookie that is sealed, short-lived and for these pages alone', async () => {
    const { url, token } = await pagesWithKeys({ publicUrl: 'https://council.example/vs' })
    const browser = browserAt(url)
    const { response } = await browser.post('/sign-in', { key: token, person: 'staff-17' })
    const [cookie = ''] = response.headers.getSetCookie()
    expect(cookie).toMatch(/^vsr-session=[\w-]+; Path=\/vs; Max-Age=1800; HttpOnly; SameSite=Strict; Secure$/)
    expect(Buffer.from(cookie.split(/[=;]/)[1]!, 'base64url').toString('latin1')).not.toMatch(/staff-17|vs_/)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it.each([
    ['no key', '', 'staff-17', 400],
    ['an unknown key', 'vs_00000000_no', 'staff-17', 401],
    ['a text that is far too long', 'x'.repeat(5_000), 'staff-17', 401],
    ['nobody named', undefined, '', 400],
    ['a name', undefined, 'Jane.Smith', 400],
    ['an e-mail address', undefined, 'jane@council.example', 400],
  ])('refuses %s, and begins no session', async (_, key, person, status) => {
    const { url, token } = await pagesWithKeys()
    const browser = browserAt(url)
    const answer = await browser.post('/sign-in', { key: key ?? token, person })
    expect(answer.status).toBe(status)
    expect(answer.text).toContain('There is a problem')
    expect(answer.text).not.toContain(token)
    expect(browser.cookies.size).toBe(0)
  })

  it('counts failed attempts by address', async () => {
    const { url } = await pagesWithKeys({ settings: { rateLimitFailed: 2 } })
    const browser = browserAt(url)
    const statuses: number[] = []
    for (let n = 0; n < 3; n += 1)
      statuses.push((await browser.post('/sign-in', { key: 'vs_00000000_no', person: 'staff-17' })).status)
    expect(statuses).toEqual([401, 401, 429])
  })
})

describe('a session', () => {
  it('ends when its key is revoked', async () => {
    const { url, keys, key } = await pagesWithKeys()
    const browser = await signedIn(url, key.token)
    expect((await browser.get('/records')).status).toBe(200)
    await revokeKey(keys.place, { id: key.key.id, now: new Date() })
    keys.pass(60_000)
    await expect.poll(async () => (await browser.get('/records')).status).toBe(401)
    expect(browser.cookies.size).toBe(0)
  })

  it('ends after half an hour', async () => {
    const { url, keys, token } = await pagesWithKeys()
    const browser = await signedIn(url, token)
    keys.pass(29 * 60_000)
    expect((await browser.get('/records')).status).toBe(200)
    keys.pass(2 * 60_000)
    expect((await browser.get('/records')).status).toBe(401)
  })

  it('is not believed if its cookie was changed or sealed for another purpose', async () => {
    const { url, keys, token } = await pagesWithKeys()
    const browser = await signedIn(url, token)
    const cookie = browser.cookies.get('vsr-session')!
    const session = {
      kind: 'token',
      id: 'x',
      person: 'staff-1',
      client: 'caseload',
      realm: 'default',
      scopes: everyScope,
      ends: 9e15,
    }
    const sealer = createSealer(Buffer.alloc(32, 7), keys.clock)
    const forged = [
      `${cookie.slice(0, -2)}AA`,
      cookie.slice(4),
      '',
      'x',
      sealer.seal('form', session),
      sealer.seal('sign-in', session),
      createSealer(Buffer.alloc(32, 8), keys.clock).seal('session', session),
    ]
    for (const value of forged) {
      browser.cookies.set('vsr-session', value)
      expect((await browser.get('/records')).status).toBe(401)
    }
    // The sealer of this test is that of the service, so each of these failed for the right reason.
    browser.cookies.set('vsr-session', sealer.seal('session', session))
    expect((await browser.get('/records')).status).toBe(200)
  })

  it.each([
    ['records:read', '/records'],
    ['records:read', '/records/verify'],
    ['records:read', '/records/report'],
    ['records:read', '/records/0190a0a0-0000-7000-8000-000000000000'],
    ['records:export', '/records/export'],
    ['decide', '/ask/outing'],
  ] as const)('without the scope %s does not see %s', async (scope, path) => {
    const { url, token } = await pagesWithKeys({ scopes: ['admin', ...everyScope.filter(one => one !== scope)] })
    const browser = browserAt(url)
    await signIn(browser, token, 'staff-17', path)
    const refused = await browser.get(path)
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('You may not see this page')
  })

  it('is counted against the limit of its client', async () => {
    const { url, token } = await pagesWithKeys({ settings: { rateLimit: 2 } })
    const browser = await signedIn(url, token)
    const statuses: number[] = []
    for (let n = 0; n < 3; n += 1) statuses.push((await browser.get('/records')).status)
    expect(statuses).toEqual([200, 200, 429])
  })

  it('ends by the form “Sign out”, which nobody else can send', async () => {
    const { url, token } = await pagesWithKeys()
    const browser = await signedIn(url, token)
    const page = await browser.get('/records')
    expect((await browser.post('/sign-out', {})).status).toBe(403)
    expect((await browser.get('/records')).status).toBe(200)
    expect((await browser.post('/sign-out', hiddenFields(page.text, '/sign-out'))).text).toContain('You are signed out')
    expect(browser.cookies.size).toBe(0)
  })
})

describe('a form that changes something', () => {
  it('is refused without a token, and with one of another session', async () => {
    const { url, token } = await pagesWithKeys()
    const [one, other] = [await signedIn(url, token), await signedIn(url, token)]
    const foreign = hiddenFields((await other.get('/records')).text, '/records/find').token!
    const own = hiddenFields((await one.get('/records')).text, '/records/find').token!
    for (const path of ['/records/find', '/records/verify', '/records/export', '/records/x/people', '/ask/outing/keep'])
      for (const sent of ['', foreign, `${own.slice(0, -2)}AA`])
        expect((await one.post(path, { reference: 'case-1', token: sent })).status).toBe(403)
    expect((await one.post('/records/find', { reference: 'case-1', token: own })).status).toBe(200)
  })

  it('is refused from another site', async () => {
    const { url, token } = await pagesWithKeys()
    const browser = await signedIn(url, token)
    const fields = hiddenFields((await browser.get('/records')).text, '/records/find')
    const answer = await browser.ask('/records/find', {
      method: 'POST',
      body: new URLSearchParams({ ...fields, reference: 'case-1' }),
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect(answer.status).toBe(403)
  })

  it('of a megabyte is refused', async () => {
    const { url, token } = await pagesWithKeys()
    const browser = await signedIn(url, token)
    expect((await browser.post('/records/find', { reference: 'x'.repeat(1_000_000) })).status).toBe(413)
    expect((await browser.post('/sign-in', { key: 'x'.repeat(1_000_000) })).status).toBe(413)
  })
})

describe('an interview', () => {
  const begin = { do: 'begin', council: 'luton', day: '22', month: '11', year: '2026' }

  it('loses nothing if its session ends in the middle', async () => {
    const { url, keys, token } = await pagesWithKeys()
    const browser = await signedIn(url, token)
    const first = await browser.post('/ask/outing', begin)
    const second = await browser.post('/ask/outing', {
      ...hiddenFields(first.text, '/ask/outing'),
      do: 'next',
      value: 'yes',
    })
    keys.pass(31 * 60_000)
    const sent = { ...hiddenFields(second.text, '/ask/outing'), do: 'answers' }
    const asked = await browser.post('/ask/outing', sent)
    expect(asked.status).toBe(401)
    expect(asked.text).toContain('Your answers are not lost')
    const began = await browser.post('/sign-in', {
      ...hiddenFields(asked.text, '/sign-in'),
      key: token,
      person: 'staff-17',
    })
    const kept = hiddenFields(began.text, '/ask/outing')
    expect(kept).toEqual(sent)
    const answers = await browser.post('/ask/outing', kept)
    expect(answers.status).toBe(200)
    expect(answers.text).toContain('<dd class="govuk-summary-list__value">Yes</dd>')
  })

  it('needs nobody to sign in if the service says so, so many times a minute', async () => {
    const { url } = await pagesWithKeys({ isPublic: true, publicLimit: 2 })
    const browser = browserAt(url)
    expect((await browser.get('/ask/outing')).status).toBe(200)
    const statuses: number[] = []
    for (let n = 0; n < 3; n += 1) statuses.push((await browser.post('/ask/outing', begin)).status)
    expect(statuses).toEqual([200, 200, 429])
    expect((await browser.post('/ask/outing/keep', {})).status).toBe(401)
    expect((await browser.get('/records')).status).toBe(401)
  })
})
