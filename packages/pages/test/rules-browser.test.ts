import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, hasBrowser, launched } from '../../records/test/support/browser.ts'
import { servingPages } from './rules-support.ts'

describe.runIf(hasBrowser)('in a browser', () => {
  let browser: Browser
  let url: string
  beforeAll(async () => {
    url = (await servingPages()).url
    browser = await launched()
  })
  afterAll(() => browser?.close())

  it.each([
    '/rules/england/england.reduced-timetable.exceptional-circumstances',
    '/sources/luton-social-workers',
    '/questions/support-request?council=luton',
  ])('%s is for everybody, narrow, wide and on paper, with all that is folded open', async address => {
    const page = await browser.newPage()
    await page.goto(url + address)
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
    await expectAccessible(page)
    await page.close()
  })

  it('words are searched for by keyboard, from the first page, and stand in no address', async () => {
    const page = await browser.newPage()
    const addresses: string[] = []
    page.on('request', request => void addresses.push(request.url()))
    await page.goto(url)
    await page.focus('#words')
    await page.keyboard.type('suspension')
    await page.keyboard.press('Enter')
    await page.waitForSelector('h2')
    expect(await page.inputValue('#words')).toBe('suspension')
    await expectAccessible(page)
    expect(addresses.join()).not.toContain('suspension')
    await page.fill('#words', '')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.govuk-error-summary')
    await expectAccessible(page)
    await page.close()
  })

  it('a list is narrowed down without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${url}/rules`)
    await page.selectOption('#council', 'luton')
    await page.selectOption('#question', 'remit')
    await Promise.all([page.waitForNavigation(), page.click('text=Show these rules')])
    expect(new URL(page.url()).search).toBe('?council=luton&question=remit&force=&source=&day=&month=&year=')
    expect(await page.inputValue('#council')).toBe('luton')
    await context.close()
  })
})
