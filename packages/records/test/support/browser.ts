import chromium from '@sparticuz/chromium'
import axe from 'axe-core'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'
import { expect } from 'vitest'

export { hasBrowser } from './one-browser.ts'

export const launched = async (): Promise<Browser> => {
  // In one process a second page would hang.
  const args = chromium.args.filter(arg => arg !== '--single-process')
  return playwright.launch({ executablePath: await chromium.executablePath(), args })
}

/** What axe complains of on a page as it stands: rule and elements, as JSON. A policy forbids the page to run anything, so axe is put in from outside it. */
export const axeComplaints = async (page: Page): Promise<string> => {
  const session = await page.context().newCDPSession(page)
  const { result } = await session.send('Runtime.evaluate', {
    expression: `${axe.source}; axe.run().then(found => JSON.stringify(found.violations.map(one => [one.id, one.nodes.map(node => node.html)])))`,
    awaitPromise: true,
    returnByValue: true,
  })
  return String(result.value)
}

/** Nothing is wrong with a page for those who read it narrow, wide or on paper. */
export const expectAccessible = async (page: Page): Promise<void> => {
  for (const [width, media] of [
    [320, 'screen'],
    [1280, 'screen'],
    [794, 'print'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ media })
    expect(await axeComplaints(page)).toBe('[]')
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
  }
  await page.emulateMedia({ media: null })
}

/** How many pages of A4 a page prints on. */
export const printedPages = async (page: Page): Promise<number> => {
  const pdf = await page.pdf({ preferCSSPageSize: true })
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}
