import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Records } from '../../src/append/records.ts'
import { addEvent } from '../../src/events/add-event.ts'
import { exportSubject } from '../../src/export/export-subject.ts'
import { expectAccessible, hasBrowser, launched, printedPages } from '../support/browser.ts'
import { keepChild } from '../support/child-copy.ts'
import { clockAt, keepOne, openAt, rules, staff, valueIn } from '../support/keeping.ts'

const sender = {
  council: `Ourshire County Council; ${'A long line of how to reach it, '.repeat(8)}; 01234 567890; virtualschool@ourshire.example`,
  reference: 'SAR-2026-0017',
}

describe.runIf(hasBrowser)('a copy, in a browser and on paper', () => {
  const clock = clockAt('2026-06-01T00:00:00.000Z')
  let parent = ''
  let records: Records
  let browser: Browser
  let page: Page
  const complaints: string[] = []
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'virtual-school-printed-'))
    records = await openAt({ directory: join(parent, 'data') }, clock.now)
    await keepChild(records, clock)
    for (let n = 0; n < 30; n += 1) {
      const { id: about } = await keepOne(records, { subjectRef: 'case-3' })
      if (n % 2 === 0) valueIn(await addEvent(records, { about, event: { type: 'reviewed' }, by: staff }))
    }
    await keepWordy()
    const at = (name: string) => join(parent, name)
    const first = valueIn(await exportSubject(records, { subjectRef: 'case-1' }, at('draft'), staff, sender))
    const reviewed = { ...sender, reviewed: first.review!.code }
    valueIn(await exportSubject(records, { subjectRef: 'case-1' }, at('copy'), staff, reviewed))
    valueIn(await exportSubject(records, { subjectRef: 'case-3' }, at('many'), staff))
    const long = { council: sender.council.padEnd(400, ' Town Hall'), reference: 'r'.repeat(80) }
    const list = valueIn(await exportSubject(records, { subjectRef: 'case-4' }, at('wordy-draft'), staff, long))
    const read = { ...long, reviewed: list.review!.code }
    valueIn(await exportSubject(records, { subjectRef: 'case-4' }, at('wordy'), staff, read))
    await keepBusy()
    const notes = valueIn(await exportSubject(records, { subjectRef: 'case-5' }, at('busy-draft'), staff, long))
    const all = { ...long, reviewed: notes.review!.code }
    valueIn(await exportSubject(records, { subjectRef: 'case-5' }, at('busy'), staff, all))
    browser = await launched()
    page = await browser.newPage()
    page.on('console', said => complaints.push(said.text()))
    page.on('pageerror', error => complaints.push(String(error)))
  })
  afterAll(async () => {
    await browser?.close()
    await records?.close()
    await rm(parent, { recursive: true, force: true })
  })
  /** Twelve findings of which everything is as long as it can be, and everything was done. */
  const keepWordy = async () => {
    const [{ id: question, answers } = { id: '', answers: [] }] = rules.decisions
      .filter(one => one.id === 'support-request')
      .map(({ id, answers: all }) => ({ id, answers: all.map(one => one.id) }))
    const request = { decision: question, authority: 'worcestershire', asOf: '2026-09-01', facts: {} }
    const reason = 'word '.repeat(300)
    for (let n = 0; n < 12; n += 1) {
      const { id: about } = await keepOne(records, { subjectRef: 'case-4', request })
      const by = { ...staff, actor: 'a-rather-long-staff-reference-4711' }
      for (const event of [
        { type: 'overridden', reason, outcome: answers.at(-1) },
        { type: 'communicated', to: 'child', way: 'letter', reason },
        ...['challenged', 'held', 'released'].map(type => ({ type, reason })),
      ])
        valueIn(await addEvent(records, { about, event, by }))
    }
  }
  /** Findings that people decided again and again, and never twice the same. */
  const keepBusy = async () => {
    const { id: question, answers } = rules.decisions.find(one => one.id === 'support-request')!
    const request = { decision: question, authority: 'worcestershire', asOf: '2026-09-01', facts: {} }
    for (let n = 0; n < 6; n += 1) {
      const { id: about } = await keepOne(records, { subjectRef: 'case-5', request })
      for (const outcome of [...answers.map(one => one.id), 'other', ...answers.map(one => one.id)])
        for (const event of [{ type: 'overridden', reason: 'a note', outcome }, { type: 'reviewed' }])
          valueIn(
            await addEvent(records, { about, event, by: { ...staff, actor: `a-long-staff-reference-${outcome}` } }),
          )
    }
  }
  const open = async (path: string): Promise<void> => {
    await page.goto(pathToFileURL(join(parent, path)).href)
    if (path.endsWith('verify.html')) await page.waitForSelector('#outcome[data-done]')
  }

  it.each(['draft', 'copy', 'many', 'wordy-draft', 'wordy', 'busy-draft', 'busy'])(
    'the letter of %s is two pages of A4 at most',
    async name => {
      await open(`${name}/index.html`)
      const pages = await printedPages(page)
      console.log(`${name}: the letter is ${pages} pages`)
      expect(pages).toBeLessThanOrEqual(2)
    },
  )

  it('an account is a few pages, and its workings are apart', async () => {
    const counts: number[] = []
    for (let n = 1; n <= 12; n += 1) {
      await open(`copy/decisions/${String(n).padStart(3, '0')}/account.html`)
      counts.push(await printedPages(page))
    }
    console.log(`the accounts are ${counts.join(', ')} pages`)
    expect(Math.max(...counts)).toBeLessThanOrEqual(6)
    await page.click('text=Every rule and every step')
    expect(await page.textContent('h1')).toContain('How it was worked out')
    await page.click('text=Back to the letter')
    expect(await page.textContent('h1')).toBe('What our computer records say about you')
  })

  const pages = ['copy/index.html', 'draft/index.html', 'draft-review.html', 'many/findings.html', 'copy/verify.html']
  it.each([...pages, 'copy/decisions/002/account.html', 'copy/decisions/002/workings.html'])(
    '%s: axe finds nothing, narrow, wide and in print, and the browser complains of nothing',
    async path => {
      await open(path)
      await expectAccessible(page)
      expect(complaints).toEqual([])
    },
  )
})
