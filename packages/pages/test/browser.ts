import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launched } from '../../records/test/support/browser.ts'

export { axeComplaints, hasBrowser, printedPages } from '../../records/test/support/browser.ts'

let browser: Promise<Browser> | undefined

/** A page of the browser that a file of tests has. */
export const opened = async (options: BrowserContextOptions = {}): Promise<Page> => {
  browser ??= launched()
  const context = await (await browser).newContext({ viewport: { width: 1_280, height: 900 }, ...options })
  return context.newPage()
}

/** Ends it. */
export const closeBrowser = async (): Promise<void> => {
  await (await browser)?.close()
  browser = undefined
}

/** Sends a form of these fields from a page of the service, as if somebody had filled one in. */
export const send = async (page: Page, path: string, fields: Readonly<Record<string, string>>): Promise<void> => {
  const loaded = page.waitForEvent('load')
  await page.evaluate(
    `{
      const form = Object.assign(document.createElement('form'), { method: 'post', action: ${JSON.stringify(path)} })
      for (const [name, value] of Object.entries(${JSON.stringify(fields)}))
        form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
      document.body.append(form)
      HTMLFormElement.prototype.submit.call(form)
    }`,
  )
  await loaded
}
