import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepDecisions } from '../../src/append/decisions.ts'
import type { Records } from '../../src/append/records.ts'
import { eraseSubject } from '../../src/erase/erase-subject.ts'
import { addEvent } from '../../src/events/add-event.ts'
import type { ActivityReport } from '../../src/report/activity-report.ts'
import { report } from '../../src/report/report.ts'
import { reportAsHtml } from '../../src/report/report-html.ts'
import { reportSections } from '../../src/report/report-sections.ts'
import { expectAccessible, hasBrowser, launched, printedPages } from '../support/browser.ts'
import { clockAt, keepAll, keepOne, openAt, staff, valueIn } from '../support/keeping.ts'
import { randomDecisions } from '../support/random-decisions.ts'

describe('the page of a report', () => {
  const clock = clockAt('2026-06-01T00:00:00.000Z')
  let parent = ''
  let records: Records
  let whole: ActivityReport
  let published: ActivityReport
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'virtual-school-report-'))
    records = await openAt({ directory: join(parent, 'data') }, clock.now)
    let at = 0
    for (const decided of randomDecisions(240, 7)) {
      at += 1
      clock.time = new Date(Date.UTC(2026, 5, 1 + Math.floor(at / 1.5), 9))
      const [kept] = await keepDecisions(records, [decided])
      const about = kept!.id
      const did = async (event: object) => valueIn(await addEvent(records, { about, event, by: staff }))
      if (at % 3 === 0) await did({ type: 'reviewed' })
      if (at % 11 === 0) await did({ type: 'overridden', reason: 'x', outcome: 'other' })
      if (at % 17 === 0) await did({ type: 'challenged', reason: 'x' })
      if (at % 5 === 0) await did({ type: 'communicated', to: 'child', way: 'letter' })
    }
    await keepAll(records, [{ subjectRef: 'gone' }, { subjectRef: 'gone' }])
    valueIn(await eraseSubject(records, { subjectRef: 'gone' }, { reason: 'erasure-request', by: staff }))
    await keepOne(records)
    whole = valueIn(await report(records))
    published = valueIn(await report(records, { suppressSmall: true }))
  })
  afterAll(async () => {
    await records.close()
    await rm(parent, { recursive: true, force: true })
  })

  it('shows every number of its sections, and is one page without a script', () => {
    const html = reportAsHtml(whole)
    for (const { rows } of reportSections(whole))
      for (const row of rows)
        for (const cell of row)
          expect(html).toContain(
            cell.replace(
              /[&<>"']/g,
              found => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' }[found]};`,
            ),
          )
    expect(html).not.toMatch(/<(script|link|img|iframe|object|form|base)\b|url\(|\s(src|href)=/i)
    expect(html).toContain("default-src 'none'")
  })

  it('says no other numbers where small ones are left out than the data has', () => {
    const numbers = (value: unknown): readonly number[] =>
      typeof value === 'number'
        ? [value]
        : typeof value === 'object' && value !== null
          ? Object.values(value).flatMap(numbers)
          : []
    const held = new Set(numbers(published).map(one => one.toLocaleString('en-GB')))
    const cells = reportSections(published).flatMap(({ rows, texts }) => rows.flatMap(row => row.slice(texts)))
    const said = cells.filter(cell => /^[\d,]+$/.test(cell))
    expect(said.length).toBeGreaterThan(20)
    expect(said.filter(cell => !held.has(cell) || Number(cell.replace(',', '')) % 10 > 0)).toEqual([])
  })

  describe.runIf(hasBrowser)('in a browser', () => {
    let browser: Browser
    let page: Page
    beforeAll(async () => {
      browser = await launched()
      page = await browser.newPage()
    })
    afterAll(() => browser?.close())

    it('axe finds nothing, narrow, wide and in print, and it prints on a few pages', async () => {
      for (const made of [whole, published]) {
        await page.setContent(reportAsHtml(made))
        await expectAccessible(page)
        const pages = await printedPages(page)
        console.log(`the report is ${pages} pages`)
        expect(pages).toBeLessThanOrEqual(10)
      }
    })
  })
})
