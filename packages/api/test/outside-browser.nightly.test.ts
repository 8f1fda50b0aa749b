import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import chromium from '@sparticuz/chromium'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { request as asked } from './fixture.ts'
import { startPrefixProxy } from './prefix-proxy.ts'
import { servingKept } from './records/support.ts'

// The browser that the package brings is for Linux.
describe.runIf(process.platform === 'linux')('in a browser', () => {
  let browser: Browser
  const site = createServer((_request, response) => void response.setHeader('content-type', 'text/html').end('<body>'))
  const siteAt = (host: string) => `http://${host}:${(site.address() as AddressInfo).port}`

  beforeAll(async () => {
    site.listen(0, '127.0.0.1')
    await once(site, 'listening')
    const args = chromium.args.filter(arg => arg !== '--single-process' && arg !== '--disable-web-security')
    const names = '--host-resolver-rules=MAP *.test 127.0.0.1'
    browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: [...args, names] })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    site.close().closeAllConnections()
  })

  it('the pages of /docs call the service below the path at which it is served', async () => {
    let port = 0
    const base = await startPrefixProxy('/council/vs', () => port)
    port = (await servingKept({ publicUrl: base })).port
    const page = await browser.newPage()
    await page.goto(`${base}/docs/`)
    const operation = page.locator('#operations-Health-isLive')
    await operation.locator('.opblock-summary-control').click()
    const called = page.waitForResponse(answer => answer.url().endsWith('/health/live'))
    await operation.locator('button.execute').click()
    const answer = await called
    expect([answer.url(), answer.status()]).toEqual([`${base}/health/live`, 200])
    await page.context().close()
  }, 120_000)

  /** Runs in a page: decides, and says what of the answer it may read. */
  const decideFrom = (page: Page, url: string) =>
    page.evaluate(
      async ({ url: service, body }) => {
        const headers = {
          'content-type': 'application/json',
          'idempotency-key': `"${crypto.getRandomValues(new Uint32Array(1))}"`,
        }
        const read = async (path: string, init: RequestInit) => {
          const answer = await fetch(service + path, init).catch(() => undefined)
          return answer && [answer.status, answer.headers.has('x-correlation-id'), (await answer.text()).length > 0]
        }
        return [
          await read('/decide', { method: 'POST', headers, body }),
          await read('/decide', { method: 'POST', headers, body: '{' }),
          await read('/facts', {}),
        ]
      },
      { url, body: JSON.stringify(asked) },
    )

  it('a page of an origin that is named may call and read, and no other page', async () => {
    const origins = [siteAt('forms.test')]
    const service = await servingKept({ origins })
    const page = await browser.newPage()
    await page.goto(`${siteAt('forms.test')}/`)
    expect(await decideFrom(page, service.url)).toEqual([
      [200, true, true],
      [400, true, true],
      [200, true, true],
    ])
    await page.goto(`${siteAt('other.test')}/`)
    expect(await decideFrom(page, service.url)).toEqual([undefined, undefined, undefined])
    await page.context().close()
  }, 120_000)
})
