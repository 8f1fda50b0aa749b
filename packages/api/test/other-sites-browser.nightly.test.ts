import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { request as asked } from './fixture.ts'
import { type Kept, lengthOf, servingKept } from './records/support.ts'

/** Runs in a page of another site: tries whatever a page can to reach the service, and tells what it could read. */
const attack = async ({ service, id, body }: { service: string; id: string; body: string }): Promise<string[]> => {
  const read: string[] = []
  const paths = ['/records', `/records/${id}`, `/records/${id}/explanation`, `/records/${id}/receipt`, '/metrics']
  const event = JSON.stringify({ type: 'challenged', reason: 'canary' })
  const writes = [
    ['/decide', body],
    ['/decide/batch', `[${body}]`],
    [`/records/${id}/events`, event],
  ] as const
  const loaded = (tag: string, attribute: string, url: string) =>
    new Promise<void>(resolve => {
      const element = document.createElement(tag)
      element.addEventListener('load', () => resolve())
      element.addEventListener('error', () => resolve())
      element.setAttribute(attribute, url)
      if (tag === 'link') element.setAttribute('rel', 'stylesheet')
      document.body.append(element)
      setTimeout(resolve, 1_000)
    })
  const fetched = (url: string, init: RequestInit) =>
    fetch(url, init).then(
      async response => {
        const text = await response.text()
        if (text !== '') read.push(text)
      },
      () => undefined,
    )
  const submitted = (method: string, type: string, url: string) => {
    const frame = Object.assign(document.createElement('iframe'), { name: `f${Math.random()}` })
    const form = Object.assign(document.createElement('form'), { method, enctype: type, action: url })
    form.target = frame.name
    form.append(Object.assign(document.createElement('input'), { name: body.slice(0, -1), value: '}' }))
    document.body.append(frame, form)
    form.submit()
    return new Promise<void>(resolve => frame.addEventListener('load', () => resolve()))
  }
  for (const path of paths) {
    const url = service + path
    await Promise.all([
      ...[loaded('img', 'src', url), loaded('script', 'src', url), loaded('iframe', 'src', url)],
      ...[loaded('link', 'href', url), loaded('object', 'data', url), loaded('video', 'src', url)],
      ...[fetched(url, {}), fetched(url, { mode: 'no-cors' }), fetched(url, { credentials: 'include' })],
      submitted('get', 'text/plain', url),
      new Promise<void>(resolve => new EventSource(url).addEventListener('error', () => resolve())),
      new Promise<void>(resolve => new WebSocket(url.replace('http', 'ws')).addEventListener('error', () => resolve())),
    ])
    window.open(url)
  }
  for (const [path, text] of writes) {
    const url = service + path
    navigator.sendBeacon(url, text)
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
      await Promise.all([
        submitted('post', type, url),
        fetched(url, { method: 'POST', mode: 'no-cors', headers: { 'content-type': type }, body: text }),
      ])
    await fetched(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: text })
    await fetched(url, { method: 'POST', body: new Blob([text], { type: 'application/json' }) })
  }
  return read
}

// The browser that the package brings is for Linux.
describe.runIf(process.platform === 'linux')('in a browser, an open service', () => {
  let browser: Browser
  let service: Awaited<ReturnType<typeof servingKept>>
  let id = ''
  const evil = createServer((_request, response) => void response.setHeader('content-type', 'text/html').end('<body>'))

  beforeAll(async () => {
    evil.listen(0, '127.0.0.1')
    await once(evil, 'listening')
    service = await servingKept()
    const answer = await service.post('/decide', { ...asked, subjectRef: 'case-1' })
    id = ((await answer.json()) as Kept).id
    const args = chromium.args.filter(arg => arg !== '--single-process' && arg !== '--disable-web-security')
    const rebound = '--host-resolver-rules=MAP evil.test 127.0.0.1'
    browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: [...args, rebound] })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    evil.close().closeAllConnections()
  })

  const evilAt = (host: string) => `http://${host}:${(evil.address() as AddressInfo).port}/`

  it.each(['evil.test', 'localhost', '127.0.0.1'])(
    'is neither read nor written by a page at %s on another port',
    async host => {
      const page = await browser.newPage()
      await page.goto(evilAt(host))
      const before = await lengthOf(service.records)
      for (const name of ['localhost', '127.0.0.1']) {
        const url = `http://${name}:${service.port}`
        const read = await page.evaluate(attack, { service: url, id, body: JSON.stringify(asked) })
        expect(read).toEqual([])
      }
      expect(await lengthOf(service.records)).toBe(before)
      await page.context().close()
    },
    120_000,
  )

  it('does not answer to a name that was made to lead to it', async () => {
    const page = await browser.newPage()
    const before = await lengthOf(service.records)
    for (const path of ['/', '/records', `/records/${id}`, '/facts', '/docs/'])
      expect((await page.goto(`http://evil.test:${service.port}${path}`))?.status()).toBe(403)
    expect(await lengthOf(service.records)).toBe(before)
    await page.context().close()
  })

  it('answers its own page, and who types an address', async () => {
    const page = await browser.newPage()
    const url = `http://localhost:${service.port}`
    await page.goto(`${url}/docs/`)
    const status = await page.evaluate(async body => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch('../decide', { method: 'POST', headers, body })).status
    }, JSON.stringify(asked))
    expect(status).toBe(200)
    expect((await page.goto(`${url}/records/${id}/explanation`))?.status()).toBe(200)
    await page.context().close()
  })
})
