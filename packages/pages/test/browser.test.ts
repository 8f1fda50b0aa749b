import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { closeBrowser, hasBrowser, opened } from './browser.ts'
import { rules, servingPages, stateOf } from './support.ts'

afterAll(closeBrowser)

const { url } = await servingPages()
const council = rules.rulebook.national

/** The first question of an interview. */
const atFirstQuestion = async (decision = 'reduced-timetable') => {
  const page = await opened()
  await page.goto(`${url}/ask/${decision}`)
  await page.check(`input[value="${council}"]`)
  await page.click('main form button')
  return page
}

describe.skipIf(!hasBrowser)('in a browser', () => {
  it('Back goes through five questions, to the first page, without a warning', async () => {
    const page = await atFirstQuestion('reduced-timetable')
    const questions: string[] = []
    for (let i = 0; i < 5; i += 1) {
      questions.push(await page.title())
      const replies = page.locator('input[type="radio"][name="value"], input[name="known"]')
      await replies.first().check()
      await page.click('button[value="next"]')
    }
    for (const question of questions.toReversed()) {
      await page.goBack()
      expect(await page.title()).toBe(question)
      expect(page.url()).toBe(`${url}/ask/reduced-timetable`)
    }
    // What was chosen there is chosen again, and another reply leads on.
    await page.locator('input[type="radio"][name="value"], input[name="known"]').last().check()
    await page.click('button[value="next"]')
    expect(stateOf(await page.content()).said).toHaveLength(1)
  })

  it('Enter alone answers nothing', async () => {
    for (const id of ['reduced-timetable', 'placement-move', 'remit']) {
      const page = await atFirstQuestion(id)
      for (let i = 0; i < 3 && (await page.locator('button[value="next"]').count()) > 0; i += 1) {
        const before = stateOf(await page.content()).said
        const field = page.locator('input[name="value"], input[name="day"]').first()
        await field.focus()
        const loaded = page.waitForEvent('load')
        await page.keyboard.press('Enter')
        await loaded
        expect(await page.title()).toMatch(/^Error: /)
        expect(stateOf(await page.content()).said).toEqual(before)
        await page.click('button[value="skip"]')
      }
      await page.context().close()
    }
  })

  it('what is wrong has the focus, and leads to its field', async () => {
    const page = await atFirstQuestion()
    await page.click('button[value="next"]')
    await page.waitForFunction('document.activeElement?.classList.contains("govuk-error-summary")')
    await page.click('.govuk-error-summary a')
    expect(await page.evaluate('document.activeElement?.name')).toBe('value')
  })

  it('asks no other host, runs no script that stands in a page, and keeps nothing in the browser', async () => {
    const page = await opened()
    const asked: string[] = []
    const complaints: string[] = []
    page.on('request', one => asked.push(one.url()))
    page.on('console', one => complaints.push(one.text()))
    page.on('pageerror', one => complaints.push(String(one)))
    for (const path of ['/', '/about', '/about/privacy', '/ask/remit']) await page.goto(url + path)
    await page.check(`input[value="${council}"]`)
    await page.click('main form button')
    await page.click('button[value="answer"]')
    expect(asked.length).toBeGreaterThan(5)
    expect(asked.filter(one => !one.startsWith(`${url}/`))).toEqual([])
    expect(complaints).toEqual([])
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])')).toBe(
      '[{},{},""]',
    )
  })

  it('the first page has at most 120 kB in all and its script at most 40 kB, gzipped', async () => {
    const page = await opened()
    const sizes: Record<string, number> = {}
    page.on('response', async one => {
      sizes[new URL(one.url()).pathname] = gzipSync(await one.body()).length
    })
    await page.goto(`${url}/`, { waitUntil: 'networkidle' })
    expect(Object.keys(sizes)).toEqual(expect.arrayContaining(['/', '/assets/pages.css', '/assets/pages.js']))
    expect(Object.values(sizes).reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(120_000)
    expect(sizes['/assets/pages.js']).toBeLessThanOrEqual(40_000)
  })
})
