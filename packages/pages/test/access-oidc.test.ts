import { listOf } from '@virtual-school/records'
import { describe, expect, it } from 'vitest'
import { createSealer } from '../src/seal/seal.ts'
import { signInAt, startProvider } from './support/provider.ts'
import { browserAt, pagesWithKeys } from './support/visiting.ts'

const publicUrl = 'https://pages.example'
const oid = '6ca9ad0e-40b5-4d5c-8b8e-5f4f3a1c2d11'

/** The pages with a provider at which people sign in; all go by the machine’s clock. */
const withProvider = async (wanted: Partial<Parameters<typeof startProvider>[0]> & { personClaim?: string } = {}) => {
  const { personClaim, ...rest } = wanted
  const { oidc, oauth } = await startProvider({ publicUrl, claims: { oid }, ...rest })
  const pages = await pagesWithKeys({
    publicUrl,
    oidc: { ...oidc, personClaim },
    settings: { oauth },
    startsNow: true,
  })
  return { ...pages, oidc }
}

/** From the page that asks to sign in to the provider, and to where it sends people back. */
const throughProvider = async (
  { url, oidc }: { readonly url: string; readonly oidc: { readonly issuer: string } },
  person = 'jane@council.example',
) => {
  const browser = browserAt(url)
  const asked = await browser.get('/records?type=all')
  const link = /href="(\/sign-in\/start\?on=[^"]*)"/.exec(asked.text)?.[1] ?? ''
  const sent = await browser.get(link)
  expect(sent.status).toBe(303)
  const address = sent.response.headers.get('location') ?? ''
  const came = await signInAt(oidc.issuer, address, person)
  return { browser, sent, address: new URL(address), came, back: `${came.pathname}${came.search}` }
}

describe('signing in at a provider', () => {
  it('begins a session with the scopes of the access token, and names the person by a claim', async () => {
    const pages = await withProvider()
    const { browser, sent, address, back } = await throughProvider(pages)
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid decide records:read',
      redirect_uri: `${publicUrl}/sign-in/done`,
    })
    expect(sent.response.headers.getSetCookie()[0]).toMatch(
      /^vsr-sign-in=[\w-]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
    )
    const began = await browser.get(back)
    expect(began.status).toBe(200)
    expect(began.text).toContain('href="/records?type=all" data-goes-on')
    expect([...browser.cookies.keys()]).toEqual(['vsr-session'])
    expect((await browser.get('/records?type=all')).status).toBe(200)
    // The token has no such scope.
    expect((await browser.get('/records/export')).status).toBe(403)
    const listed = await listOf(pages.records, {}, { client: 'test', everyRealm: true })
    expect(listed.ok && listed.value.records[0]?.envelope).toMatchObject({
      type: 'accessed',
      client: 'oauth:pages',
      actor: oid,
    })
  })

  it('names the person by another claim, if the settings say which', async () => {
    const pages = await withProvider({ claims: { login: 'lg-4711' }, personClaim: 'login' })
    const { browser, back } = await throughProvider(pages)
    await browser.get(back)
    await browser.get('/records')
    const listed = await listOf(pages.records, {}, { client: 'test', everyRealm: true })
    expect(listed.ok && listed.value.records[0]?.envelope).toMatchObject({ actor: 'lg-4711' })
  })

  it('lets nobody in whose claim is an e-mail address', async () => {
    const { browser, back } = await throughProvider(await withProvider({ claims: {} }))
    const refused = await browser.get(back)
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('cannot be named in a record')
    expect(browser.cookies.has('vsr-session')).toBe(false)
  })

  it('lets nobody in whose token has no scope of the service', async () => {
    const { browser, back } = await throughProvider(await withProvider({ scope: 'something-else' }))
    const refused = await browser.get(back)
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('You may not see this page')
    expect(browser.cookies.has('vsr-session')).toBe(false)
  })

  it('ends with the token', async () => {
    const pages = await withProvider()
    const { browser, back } = await throughProvider(pages)
    await browser.get(back)
    pages.keys.pass(31 * 60_000)
    expect((await browser.get('/records')).status).toBe(401)
  })
})

describe('coming back from a provider', () => {
  it.each([
    ['with another state', (back: string) => back.replace(/state=[^&]*/, 'state=other')],
    ['without a state', (back: string) => back.replace(/state=[^&]*/, '')],
    ['with another code', (back: string) => back.replace(/code=[^&]*/, 'code=other')],
    ['from another issuer', (back: string) => back.replace(/iss=[^&]*/, 'iss=https%3A%2F%2Fevil.example')],
    ['with an error', (back: string) => back.replace(/code=[^&]*/, 'error=access_denied')],
  ])('%s begins no session', async (_, change) => {
    const { browser, back } = await throughProvider(await withProvider())
    expect(change(back)).not.toBe(back)
    const refused = await browser.get(change(back))
    expect(refused.status).toBe(502)
    expect(browser.cookies.has('vsr-session')).toBe(false)
  })

  it.each(['nonce', 'verifier'] as const)('with another %s begins no session', async part => {
    const pages = await withProvider()
    const { browser, back } = await throughProvider(pages)
    const sealer = createSealer(Buffer.alloc(32, 7), pages.keys.clock)
    const opened = sealer.unseal('sign-in', browser.cookies.get('vsr-sign-in')!, 600_000)
    const { held, ...rest } = (opened as { value: { held: Record<string, string> } }).value
    const changed = { ...rest, held: { ...held, [part]: held[part]!.replace(/^.{4}/, 'AAAA') } }
    browser.cookies.set('vsr-sign-in', sealer.seal('sign-in', changed))
    expect((await browser.get(back)).status).toBe(502)
    expect(browser.cookies.has('vsr-session')).toBe(false)
  })

  it('twice, after ten minutes or in another browser begins no session', async () => {
    const pages = await withProvider()
    const { browser, back } = await throughProvider(pages)
    expect((await browserAt(pages.url).get(back)).status).toBe(400)
    const held = browser.cookies.get('vsr-sign-in')!
    expect((await browser.get(back)).status).toBe(200)
    browser.cookies.clear()
    browser.cookies.set('vsr-sign-in', held)
    expect((await browser.get(back)).status).toBe(502)
    const late = await throughProvider(pages)
    pages.keys.pass(10 * 60_000 + 1)
    expect((await late.browser.get(late.back)).status).toBe(400)
  })
})

it('a provider that cannot be reached is said to be so, and tried again', async () => {
  const { url } = await pagesWithKeys({
    publicUrl,
    oidc: {
      issuer: 'http://127.0.0.1:9',
      clientId: 'pages',
      clientSecret: undefined,
      scope: 'openid',
      personClaim: undefined,
    },
  })
  const browser = browserAt(url)
  expect((await browser.get('/sign-in/start')).status).toBe(503)
  expect((await browser.get('/sign-in/start')).status).toBe(503)
})

it('what was sent in the middle of an interview waits on the page while somebody signs in on another', async () => {
  const pages = await withProvider()
  const browser = browserAt(pages.url)
  const asked = await browser.post('/ask/outing', {
    do: 'begin',
    council: 'luton',
    day: '22',
    month: '11',
    year: '2026',
  })
  expect(asked.status).toBe(401)
  expect(asked.text).toContain('href="/sign-in/start" target="_blank"')
  expect(asked.text).toContain('<input type="hidden" name="council" value="luton">')
})

it('without a provider there are no such addresses', async () => {
  const { url } = await pagesWithKeys()
  expect((await browserAt(url).get('/sign-in/start')).status).toBe(404)
  expect((await browserAt(url).get('/sign-in/done?code=x')).status).toBe(404)
})
