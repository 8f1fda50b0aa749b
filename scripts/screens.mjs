import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'
import { build } from './build.mjs'
import { inCheckout } from './places.mjs'

// `npm run screens`: starts the service without keys, goes through the pages as somebody would, and writes what is seen into
// docs/screens. They are looked at by a person, and shown in docs/pages.md.

/** @typedef {import('playwright-core').Page} Page */

const folder = inCheckout('docs/screens')

/** Answers the questions of an interview by the first choice, until the answer. @param {Page} page */
const answerAll = async page => {
  for (let i = 0; i < 40 && (await page.locator('button[value=next]').count()) > 0; i += 1) {
    const replies = page.locator('input[type=radio][name=value], input[name=known]')
    await replies.first().check()
    await page.click('button[value=next]')
  }
}

/** @param {Page} page @param {string} url @param {string} decision */
const begin = async (page, url, decision) => {
  await page.goto(`${url}/ask/${decision}`)
  await page.check('input[value=luton]')
  await page.click('main form button')
}

/** Gives a page that asks who somebody is a staff number that is nobody’s. @param {Page} page */
const sayWho = async page => {
  await page.fill('#person', 'staff-0001')
  await page.click('main form button')
}

/** Each screen with the way to it from wherever the page is. @type {readonly [name: string, go: (page: Page, url: string) => Promise<unknown>][]} */
const screens = [
  ['first-page', (page, url) => page.goto(url)],
  ['question', (page, url) => begin(page, url, 'reduced-timetable')],
  ['nothing-chosen', page => page.click('button[value=next]')],
  ['answer', answerAll],
  [
    'two-councils',
    async page => {
      await page.selectOption('#other', 'norfolk')
      await page.click('text=Show both')
    },
  ],
  [
    'what-would-have-to-change',
    async page => {
      await page.click('text=Back to the answer')
      await page.selectOption('#wanted', { index: 0 })
      await page.click('text=Work it out')
    },
  ],
  [
    'kept',
    async page => {
      await page.click('text=Back to the answer')
      await page.fill('#reference', 'case-0001')
      await page.fill('#person', 'staff-0001')
      await page.click('text=Keep this >> nth=-1')
    },
  ],
  ['rule', (page, url) => page.goto(`${url}/rules/england/england.remit.kinship-care`)],
  ['drawing', (page, url) => page.goto(`${url}/questions/multi-agency-meeting`)],
  [
    'record',
    async (page, url) => {
      await page.goto(`${url}/records`)
      await sayWho(page)
      await page.click('main a[href*="/records/"]')
    },
  ],
  ['report', (page, url) => page.goto(`${url}/records/report`)],
]

const start = async () => {
  const data = await mkdtemp(join(tmpdir(), 'screens-'))
  const child = spawn(execPath, [inCheckout('packages/cli/dist/main.js'), 'serve'], {
    env: { ...process.env, ACCESS: 'open', PORT: '0', DATA_DIR: data, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await once(child.stdout, 'data')
  const url = /http:\/\/[\d.:]+\d/.exec(String(said))?.[0]
  if (url === undefined) throw new Error('The service did not say where it answers.')
  const stop = async () => {
    child.kill()
    await once(child, 'exit')
    await rm(data, { recursive: true })
  }
  return { url, stop }
}

await build(console.error)
await mkdir(folder, { recursive: true })
const service = await start()
const args = chromium.args.filter(arg => arg !== '--single-process')
const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args })
const page = await browser.newPage({ viewport: { width: 1_000, height: 1_100 } })
for (const [name, go] of screens) {
  await go(page, service.url)
  await page.screenshot({ path: join(folder, `${name}.png`) })
  console.log(`docs/screens/${name}.png`)
}
await browser.close()
await service.stop()
