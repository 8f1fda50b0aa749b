import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkFinding, rulesHeld } from '../../browser/check-finding.ts'
import { checkReceipt } from '../../browser/check-receipt.ts'
import type { Records } from '../../src/append/records.ts'
import { prune } from '../../src/erase/prune.ts'
import { exportSubject } from '../../src/export/export-subject.ts'
import type { VerifyData } from '../../src/export/verify-page.ts'
import { rotateSigningKey } from '../../src/manage/rotate-signing-key.ts'
import { receiptVerifier } from '../../src/receipt/verify-receipt.ts'
import { hasBrowser, launched } from '../support/browser.ts'
import { keepChild } from '../support/child-copy.ts'
import { clockAt, keepOne, openAt, staff, valueIn } from '../support/keeping.ts'
import { isByAnotherKey } from '../support/receipts.ts'

const clock = clockAt('2026-06-01T00:00:00.000Z')
let parent = ''
let records: Records
let html = ''
let data: VerifyData
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'virtual-school-verify-'))
  records = await openAt({ directory: join(parent, 'data') }, clock.now)
  await keepChild(records, clock)
  valueIn(await exportSubject(records, { subjectRef: 'case-1' }, join(parent, 'copy'), staff))
  html = await readFile(join(parent, 'copy/verify.html'), 'utf8')
  data = dataIn(html)
})
afterAll(async () => {
  await records.close()
  await rm(parent, { recursive: true, force: true })
})

const block = /(<script type="application\/json" id="data">)(.*?)(<\/script>)/s
const dataIn = (page: string): VerifyData => JSON.parse(block.exec(page)?.[2] ?? '') as VerifyData
const withData = (changed: VerifyData): string =>
  html.replace(block, (_, open, __, close) => `${open}${JSON.stringify(changed).replaceAll('<', '\\u003c')}${close}`)

/** The text with another letter or digit at a place. */
const changedAt = (text: string, at: number): string =>
  `${text.slice(0, at)}${text[at] === 'a' ? 'b' : 'a'}${text.slice(at + 1)}`
const outcomes = (checks: readonly { readonly outcome: string }[]) => checks.map(one => one.outcome)

describe('what verify.html checks', () => {
  it('is in the page and nowhere else: it fetches nothing, and its policy lets one script through', () => {
    expect(html).toMatch(
      /default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; script-src 'sha256-[^']+'/,
    )
    expect(html).not.toMatch(/<(link|img|iframe|object|form|base)\b|\ssrc=/i)
    expect(html.match(/<script/g)).toHaveLength(2)
    expect(data.findings).toHaveLength(12)
    expect(Object.keys(data.rules)).toHaveLength(1)
  })

  it('passes receipts as they were given, as the library does, and finds any letter that was changed', async () => {
    const { receipt } = data.findings[4]!
    const verify = receiptVerifier({ verifierKey: data.verifierKey })
    expect(outcomes(await checkReceipt(receipt, data.verifierKey))).toEqual(['passed', 'passed'])
    const missed: number[] = []
    for (let at = 0; at < receipt.length; at += 1) {
      const changed = changedAt(receipt, at)
      const found = outcomes(await checkReceipt(changed, data.verifierKey)).includes('failed')
      const expected = isByAnotherKey(changed, receipt) ? 'undecided' : 'not-genuine'
      if (!found || verify(changed).verdict !== expected) missed.push(at)
    }
    expect(missed).toEqual([])
    for (const text of ['', '{}', 'null', '[]', `${receipt} `, receipt.replace('"v":1', '"v":2')])
      expect(outcomes(await checkReceipt(text, data.verifierKey))).toContain('failed')
  })

  it('believes no other key, and no damaged one', async () => {
    const { receipt } = data.findings[0]!
    const [name, id = '', key = ''] = data.verifierKey.split('+')
    const others = [
      changedAt(data.verifierKey, 3),
      `${name}+${changedAt(id, 2)}+${key}`,
      `${name}+${id}+${changedAt(key, 9)}`,
    ]
    for (const other of [...others, `${name}+${id}`, ''])
      expect(outcomes(await checkReceipt(receipt, other))).toEqual(['passed', 'failed'])
  })

  it('believes each key of a log whose key was replaced, and no other', async () => {
    const own = await openAt({ directory: join(parent, 'rotated') }, clock.now)
    const old = await keepOne(own, { subjectRef: 'case-1' })
    const { from, to } = valueIn(await rotateSigningKey(own, staff))
    valueIn(await exportSubject(own, { subjectRef: 'case-1' }, join(parent, 'rotated-copy'), staff))
    await own.close()
    const page = await readFile(join(parent, 'rotated-copy/verify.html'), 'utf8')
    const { verifierKey, findings, events } = dataIn(page)
    expect(verifierKey).toBe(`${from}\n${to}`)
    expect(await readFile(join(parent, 'rotated-copy/log.pub'), 'utf8')).toBe(`${verifierKey}\n`)
    expect(page).toContain(`<code>${from}</code> and <code>${to}</code>`)
    for (const receipt of [old.receipt, ...[...findings, ...events].map(one => one.receipt)])
      expect(outcomes(await checkReceipt(receipt, verifierKey))).toEqual(['passed', 'passed'])
    expect(outcomes(await checkReceipt(old.receipt, to))).toEqual(['passed', 'failed'])
    expect(outcomes(await checkReceipt(findings[0]!.receipt, from))).toEqual(['passed', 'failed'])
  })

  it('works a finding out again: another fact, another answer, other rules and another question are found', () => {
    const rulesOf = rulesHeld(data)
    const [, one, two] = data.findings
    const check = (changed: Partial<typeof one>) => outcomes(checkFinding({ ...one!, ...changed }, rulesOf))
    expect(check({})).toEqual(['passed', 'passed'])
    const payload = one!.payload!
    expect(check({ payload: payload.replace('"ageYears":14', '"ageYears":4') })).toEqual(['passed', 'failed'])
    expect(check({ payload: payload.replace('"answer":"not-permitted"', '"answer":"permitted"') })).toEqual([
      'passed',
      'failed',
    ])
    expect(check({ payload: two!.payload })).toEqual(['passed', 'failed'])
    for (const text of ['', 'null', '{}', '[]', '7', `${payload} `])
      expect(check({ payload: text })).toEqual(['passed', 'failed'])
    expect(check({ payload: null })).toEqual(['passed', 'not-tried'])
    expect(check({ receipt: two!.receipt })).toEqual(['passed', 'failed'])
  })

  it('finds any of a hundred changes in the rules', () => {
    const [[digest, text] = ['', '']] = Object.entries(data.rules)
    for (let n = 0; n < 100; n += 1) {
      const rules = { [digest]: changedAt(text, Math.floor((n * text.length) / 100)) }
      expect(outcomes(checkFinding(data.findings[0]!, rulesHeld({ ...data, rules })))).toEqual(['failed', 'not-tried'])
    }
  })
})

describe.runIf(hasBrowser)('verify.html opened from the disk', () => {
  let browser: Browser
  let page: Page
  const asked: string[] = []
  beforeAll(async () => {
    browser = await launched()
    page = await browser.newPage()
    page.on('request', request => asked.push(request.url()))
    page.on('console', said => asked.push(said.text()))
  })
  afterAll(() => browser?.close())
  const opened = async (name: string, text: string) => {
    const file = join(parent, name)
    await writeFile(file, text)
    await page.goto(pathToFileURL(file).href)
    await page.waitForSelector('#outcome[data-done]')
    const items = await page.$$eval('ol > li', all => all.map(one => one.textContent ?? ''))
    return { outcome: await page.textContent('#outcome'), failed: items.filter(one => one.includes('FAILED')) }
  }

  it('passes all of it, and asks for nothing but itself', async () => {
    const { outcome, failed } = await opened('as-it-is.html', html)
    expect(outcome).toBe(`All ${12 * 4 + data.events.length * 2} checks passed.`)
    expect(failed).toEqual([])
    expect(asked).toEqual([pathToFileURL(join(parent, 'as-it-is.html')).href])
  })

  it('says which receipt was changed', async () => {
    const findings = data.findings.map((one, at) =>
      at === 3 ? { ...one, receipt: changedAt(one.receipt, one.receipt.indexOf('"client":"') + 12) } : one,
    )
    const { outcome, failed } = await opened('receipt.html', withData({ ...data, findings }))
    expect(outcome).toMatch(/checks FAILED\. Do not rely on this copy/)
    expect(failed).toHaveLength(1)
    expect(failed[0]).toMatch(/^Finding 4: /)
  })

  it('says that the rules were changed, and of which findings', async () => {
    const [[digest, text] = ['', '']] = Object.entries(data.rules)
    const changed = withData({ ...data, rules: { [digest]: changedAt(text, 5_000) } })
    const { failed } = await opened('rules.html', changed)
    expect(failed).toHaveLength(12)
    expect(failed[0]).toContain('The rules are not the ones that the record names')
    expect(failed[0]).toContain('Passed: The record is number 1 of the log')
  })

  it('says so where the page itself is damaged, and shows nothing as right', async () => {
    const { outcome } = await opened('damaged.html', html.replace(block, '$1{$3'))
    expect(outcome).toMatch(/^The checks could not be done, so nothing is shown to be right\./)
  })

  it('says what it could not try of a finding that was destroyed', async () => {
    await keepOne(records, { subjectRef: 'case-4' })
    clock.time = new Date('2028-06-01T00:00:00.000Z')
    await keepOne(records, { subjectRef: 'case-4' })
    valueIn(await prune(records, { policy: 'default=1', by: staff }))
    valueIn(await exportSubject(records, { subjectRef: 'case-4' }, join(parent, 'pruned'), staff))
    const { outcome, failed } = await opened('pruned.html', await readFile(join(parent, 'pruned/verify.html'), 'utf8'))
    expect(failed).toEqual([])
    expect(outcome).toMatch(/^No check failed\. 1 of \d+ could not be tried/)
    expect(await page.textContent('#findings')).toContain('What was asked and found was destroyed')
  })

  it('says so in a browser without Ed25519, and in one without cryptography', async () => {
    await page.addInitScript(() => {
      crypto.subtle.importKey = () => Promise.reject(new Error('NotSupportedError'))
    })
    expect((await opened('no-ed25519.html', html)).outcome).toMatch(/^No check failed\. 37 of \d+ could not be tried/)
    expect(await page.textContent('#findings')).toContain('This browser cannot check signatures (Ed25519)')
    await page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }))
    expect((await opened('no-crypto.html', html)).outcome).toContain('This browser has no cryptography for this page.')
  })
})
