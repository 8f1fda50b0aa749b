import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountInput } from '../src/account/account.ts'
import { accountOf } from '../src/account/build.ts'
import { accountAsHtml } from '../src/account/render.ts'
import { accountCase, erasedEvent, rules } from './account-case.ts'
import { axeComplaints, hasBrowser, launched } from './support/browser.ts'

const input = accountCase()
const pages: Readonly<Record<string, AccountInput>> = {
  whole: input,
  'without a trace': accountCase('none'),
  'with nobody’s decision': { ...input, events: [] },
  erased: { ...input, events: [...input.events, erasedEvent] },
  sealed: { ...input, opened: null },
}
const htmlOf = (one: AccountInput): string => accountAsHtml(accountOf(rules, one))

describe.each(Object.entries(pages))('the page, %s', (_, one) => {
  const html = htmlOf(one)

  it('asks nothing of anywhere and runs nothing', () => {
    expect(html).not.toMatch(/<(script|link|img|iframe|object|form|base)\b|url\(|@import|\s(src|href|srcset)=/i)
    expect(html).toContain("default-src 'none'; style-src 'sha256-")
  })

  it('is in British English, for A4, with headings that go down one level at a time', () => {
    expect(html).toContain('<html lang="en-GB" data-reference="Record ')
    expect(html).toContain('@page{size:A4')
    const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level))
    expect(levels.filter(level => level === 1)).toHaveLength(1)
    expect(levels[0]).toBe(1)
    expect(levels.filter((level, i) => level - (levels[i - 1] ?? 0) > 1)).toEqual([])
  })

  it('says nothing by colour', () => {
    const colours = html.match(/#[0-9a-f]{3,6}(?=[;}\s])|rgb\(|hsl\(/gi) ?? []
    expect(new Set(colours)).toEqual(new Set(['#000', '#fff']))
  })
})

const views = [
  [320, 'screen'],
  [1280, 'screen'],
  [794, 'print'],
] as const

describe.runIf(hasBrowser)('in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launched()
  })
  afterAll(() => browser?.close())

  it.each(Object.entries(pages))(
    '%s: axe finds nothing; narrow, and the whole one also wide and in print',
    async (_, one) => {
      const page = await browser.newPage()
      const complaints: string[] = []
      page.on('console', said => complaints.push(said.text()))
      for (const [width, media] of one === input ? views : views.slice(0, 1)) {
        await page.setViewportSize({ width, height: 900 })
        await page.emulateMedia({ media })
        await page.setContent(htmlOf(one))
        expect(await axeComplaints(page)).toBe('[]')
        expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
      }
      expect(complaints).toEqual([])
      await page.close()
    },
  )

  it('axe would have found a fault', async () => {
    const page = await browser.newPage()
    await page.setContent(
      htmlOf(input)
        .replace('lang="en-GB"', '')
        .replace(/<h1>.*<\/h1>/, '<h4></h4>'),
    )
    await page.evaluate(axe.source)
    const found = await page.evaluate('axe.run().then(found => found.violations.map(one => one.id))')
    expect(found).toContain('html-has-lang')
    await page.close()
  })
})
