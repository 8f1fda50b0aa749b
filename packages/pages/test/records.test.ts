import { type ListItem, listOf, type Records, readRecord } from '@virtual-school/records'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openAccess } from '../../api/src/auth/middleware.ts'
import { createKey } from '../../api/src/index.ts'
import { lengthOf } from '../../api/test/records/support.ts'
import { damageRecord } from '../../records/test/support/damage.ts'
import { browserAt, hiddenFields, pagesWithKeys, pagesWithoutRecords, signedIn } from './support/visiting.ts'

type Browser = Awaited<ReturnType<typeof signedIn>>

const begin = { do: 'begin', council: 'luton', day: '22', month: '11', year: '2026' }
const seesAll = { client: 'test', everyRealm: true, actor: 'tester' }

/** Asks about a child and keeps the answer, as a person does; gives the page that says so. */
const keepAnswer = async (browser: Browser, reference: string, changed: Record<string, string> = {}) => {
  const first = await browser.post('/ask/outing', begin)
  const second = await browser.post('/ask/outing', {
    ...hiddenFields(first.text, '/ask/outing'),
    do: 'next',
    value: 'no',
  })
  const answer = await browser.post('/ask/outing', { ...hiddenFields(second.text, '/ask/outing'), do: 'answer' })
  const fields = { ...hiddenFields(answer.text, '/ask/outing/keep'), reference, ...changed }
  return { fields, page: await browser.post('/ask/outing/keep', fields) }
}

const idOf = (html: string): string => /href="\/records\/([0-9a-f-]{36})"/.exec(html)?.[1] ?? ''

const eventsOf = async (records: Records, filters: Record<string, string> = {}): Promise<readonly ListItem[]> => {
  const found = await listOf(records, filters, seesAll)
  if (!found.ok) throw new Error(JSON.stringify(found.issues))
  return found.value.records
}

const started = async (wanted: Parameters<typeof pagesWithKeys>[0] = {}) => {
  const pages = await pagesWithKeys(wanted)
  return { ...pages, browser: await signedIn(pages.url, pages.token) }
}

/** With one answer kept. */
const withRecord = async (wanted: Parameters<typeof pagesWithKeys>[0] = {}) => {
  const pages = await started(wanted)
  const { page } = await keepAnswer(pages.browser, 'case-17')
  const id = idOf(page.text)
  const token = async () => hiddenFields((await pages.browser.get('/records')).text, '/records/find').token!
  return { ...pages, id, token, page }
}

describe('“Keep this”', () => {
  it('keeps the answer with reference, person and realm, and says so afterwards', async () => {
    const { records, page, id } = await withRecord()
    expect(page.status).toBe(200)
    expect(page.text).toContain('Kept on')
    expect(page.text).not.toContain('is not kept')
    const [kept] = await eventsOf(records, { subjectRef: 'case-17', type: 'evaluated' })
    expect(kept?.envelope).toMatchObject({ id, client: 'caseload', actor: 'staff-17', decision: 'outing' })
  })

  it('keeps once what is sent twice', async () => {
    const { browser, records } = await started()
    const { fields, page } = await keepAnswer(browser, 'case-17')
    const before = await lengthOf(records)
    const again = await browser.post('/ask/outing/keep', fields)
    expect(again.text).toContain('Kept on')
    expect(idOf(again.text)).toBe(idOf(page.text))
    const other = await browser.post('/ask/outing/keep', { ...fields, reference: 'case-18' })
    expect(other.status).toBe(400)
    expect(other.text).toContain('was kept before')
    expect(await lengthOf(records)).toBe(before)
  })

  it.each([
    ['a name', 'Jane.Smith'],
    ['an e-mail address', 'jane@example.org'],
    ['a national number', '943 476 5919'],
  ])('refuses %s as a reference, keeps nothing and keeps what was typed', async (_, reference) => {
    const { browser, records } = await started()
    const before = await lengthOf(records)
    const { page } = await keepAnswer(browser, reference)
    expect(page.status).toBe(400)
    expect(page.text).toContain('This answer is not kept')
    expect(page.text).toContain(`value="${reference}"`)
    expect(await lengthOf(records)).toBe(before)
  })

  it('says that nothing was kept if storage fails', async () => {
    const state = { isFailing: false }
    const now = () => {
      if (state.isFailing) throw Object.assign(new Error('disk'), { code: 'SQLITE_IOERR' })
      return new Date()
    }
    const { browser } = await started({ kept: { surroundings: { now } } })
    state.isFailing = true
    const { page } = await keepAnswer(browser, 'case-17')
    state.isFailing = false
    expect(page.status).toBe(503)
    expect(page.text).toContain('Nothing was kept')
    expect(page.text).not.toContain('Kept on')
  })
})

describe('reading', () => {
  it('lists answers, and tells the log who looked', async () => {
    const { browser, records, id } = await withRecord()
    const list = await browser.get('/records')
    expect(list.text).toContain(`href="/records/${id}"`)
    const [looked] = await eventsOf(records)
    expect(looked?.envelope).toMatchObject({ type: 'accessed', client: 'caseload', actor: 'staff-17' })
  })

  it('shows one record as an account, and tells the log who looked', async () => {
    const { browser, records, id } = await withRecord()
    const before = await lengthOf(records)
    const page = await browser.get(`/records/${id}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('May an outing go ahead?')
    expect(page.text).toContain('The record is in the signed log as it was written.')
    expect(page.text).toContain('The kept rules, asked again, give the same answer.')
    expect(await lengthOf(records)).toBe(before + 1)
    const read = await readRecord(records, id, seesAll)
    // The last one is this reading.
    expect(read.ok && read.value.events.at(-2)).toMatchObject({ type: 'accessed', actor: 'staff-17' })
  })

  it('narrows the list by what stands in the address, and refuses what does not fit', async () => {
    const { browser, id } = await withRecord()
    for (const [search, isThere] of [
      ['decision=outing&authority=luton', true],
      ['authority=england', false],
      ['type=overridden', false],
      ['from=2020-01-01', true],
      ['to=2020-01-01', false],
    ] as const)
      expect((await browser.get(`/records?${search}`)).text.includes(`/records/${id}"`)).toBe(isThere)
    for (const search of ['from=yesterday', 'decision=Jane%20Smith', 'type=nothing', 'cursor=x'])
      expect((await browser.get(`/records?${search}`)).status).toBe(400)
    // A reference in an address is not even looked at.
    expect((await browser.get('/records?subjectRef=nobody')).text).toContain(`/records/${id}"`)
  })

  it('finds a child by a form alone, however the reference is written', async () => {
    const { browser, id, token } = await withRecord()
    const find = async (reference: string) => browser.post('/records/find', { reference, token: await token() })
    const found = await find('case-17')
    expect(found.text).toContain(`href="/records/${id}"`)
    expect(found.text).not.toContain('case-17')
    expect((await find('CASE-17')).text).toContain('<strong>case-17</strong>')
    expect((await find('case-99')).text).toContain('Nothing is recorded')
    expect((await find('Jane.Smith')).status).toBe(400)
    expect((await find('')).status).toBe(400)
    const own = hiddenFields((await browser.get(`/records/${id}`)).text, '/records/find')
    expect((await browser.post('/records/find', own)).text).toContain(`href="/records/${id}"`)
    expect((await browser.post('/records/find', { ...own, child: 'changed' })).status).toBe(400)
  })

  it('is limited for each child as by the API', async () => {
    const { browser, id, token } = await withRecord({ settings: { rateLimitSubject: 2 } })
    const statuses: number[] = []
    for (const path of [`/records/${id}`, `/records/${id}/receipt`, `/records/${id}`])
      statuses.push((await browser.get(path)).status)
    expect(statuses).toEqual([200, 200, 429])
    expect((await browser.post('/records/find', { reference: 'case-17', token: await token() })).status).toBe(429)
    expect((await browser.post('/records/find', { reference: 'case-18', token: await token() })).status).toBe(200)
  })

  it('says of what is no number of a record that there is none', async () => {
    const { browser } = await withRecord()
    for (const id of ['x', '..%2F..%2Fetc', '%00', '<b>', 'x'.repeat(3_000)])
      for (const path of [`/records/${id}`, `/records/${id}/receipt`]) {
        const page = await browser.get(path)
        expect([404, 400]).toContain(page.status)
        expect(page.text).not.toContain('<b>')
      }
  })

  it('gives the receipt as a file', async () => {
    const { browser, id } = await withRecord()
    const { response, text } = await browser.get(`/records/${id}/receipt`)
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="receipt-${id}.json"`)
    expect(JSON.parse(text).envelope.id).toBe(id)
  })

  it('says of a record of another realm what it says of one that nobody has', async () => {
    const { url, keys, id } = await withRecord()
    const made = await createKey(keys.place, {
      client: 'other',
      realm: 'elsewhere',
      scopes: ['records:read', 'records:write', 'records:export'],
      created: new Date(keys.clock()),
      expires: null,
    })
    if (!made.ok) throw new Error(JSON.stringify(made.issues))
    keys.pass(60_000)
    const other = await signedIn(url, made.value.token)
    const nobody = await other.get('/records/01900000-0000-7000-8000-000000000000')
    const elsewhere = await other.get(`/records/${id}`)
    const plain = (html: string) => html.replace(/name="token" value="[^"]*"/g, '')
    expect(nobody.status).toBe(404)
    expect([elsewhere.status, plain(elsewhere.text)]).toEqual([nobody.status, plain(nobody.text)])
    const { token = '' } = hiddenFields((await other.get('/records')).text, '/records/find')
    expect((await other.get('/records')).text).not.toContain(id)
    expect((await other.get('/records/report')).status).toBe(403)
    expect((await other.post('/records/find', { reference: 'case-17', token })).text).toContain('Nothing is recorded')
    expect((await other.post(`/records/${id}/people`, { act: 'reviewed', reason: 'x', token })).status).toBe(404)
    expect((await other.post('/records/export', { reference: 'case-17', token })).status).toBe(400)
    expect((await other.get('/records?realm=default')).text).not.toContain(id)
  })

  it('of every realm can be narrowed to one', async () => {
    const { url, keys, id } = await withRecord()
    const made = await createKey(keys.place, {
      client: 'elsewhere',
      realm: 'elsewhere',
      scopes: ['decide', 'records:read', 'records:read:all'],
      created: new Date(keys.clock()),
      expires: null,
    })
    if (!made.ok) throw new Error(JSON.stringify(made.issues))
    keys.pass(60_000)
    const browser = await signedIn(url, made.value.token)
    const own = idOf((await keepAnswer(browser, 'case-17')).page.text)
    const listed = async (search: string) => {
      const { text } = await browser.get(`/records${search}`)
      return [id, own].map(one => text.includes(`/records/${one}"`))
    }
    expect(await listed('')).toEqual([true, true])
    expect(await listed('?realm=default')).toEqual([true, false])
    expect(await listed('?realm=elsewhere')).toEqual([false, true])
    expect((await browser.get('/records')).text).toContain('<option value="elsewhere">elsewhere</option>')
    expect((await browser.get('/records/report')).status).toBe(200)
  })

  it('leads from what was recorded about an answer to that answer', async () => {
    const { browser, records, id, token } = await withRecord()
    await browser.post(`/records/${id}/people`, { act: 'reviewed', reason: 'Right.', token: await token() })
    const [event] = await eventsOf(records, { type: 'reviewed' })
    const page = await browser.get(`/records/${event!.envelope.id}`)
    expect(page.text).toContain('This is part of another record')
    expect(page.text).toContain(`href="/records/${id}"`)
  })
})

describe('what people do about an answer', () => {
  it.each([
    ['reviewed', {}, { type: 'reviewed' }],
    ['overridden', { outcome: 'permitted' }, { type: 'overridden', answer: 'permitted' }],
    ['overridden', { outcome: 'other' }, { type: 'overridden' }],
    ['communicated', { to: 'child', way: 'meeting' }, { type: 'communicated' }],
    ['contested', { fact: 'parentAgrees', shouldBe: 'yes' }, { type: 'contested' }],
    ['contested', { fact: 'parentAgrees', shouldBe: 'not-known' }, { type: 'contested' }],
    ['contested', { fact: 'ageYears', shouldBe: '12' }, { type: 'contested' }],
  ] as const)('is recorded with its reason and the person: %s %j', async (act, fields, recorded) => {
    const { browser, records, id, token } = await withRecord()
    const reason = 'Because <script>alert(1)</script> & “so”.'
    const answer = await browser.post(`/records/${id}/people`, { act, ...fields, reason, token: await token() })
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('It is recorded')
    const read = await readRecord(records, id, seesAll)
    const event = read.ok ? read.value.events.find(one => one.type === act) : undefined
    expect(event).toMatchObject({ ...recorded, reason, actor: 'staff-17', client: 'caseload' })
    const page = await browser.get(`/records/${id}`)
    expect(page.text).toContain('Because &lt;script&gt;alert(1)&lt;/script&gt; &amp; “so”.')
  })

  it.each([
    ['reviewed', {}, 'reviewed-reason'],
    ['overridden', { reason: 'So.' }, 'overridden-outcome'],
    ['overridden', { reason: 'So.', outcome: 'nonsense' }, 'overridden-outcome'],
    ['communicated', { reason: 'So.', to: 'child' }, 'communicated-way'],
    ['communicated', { reason: 'So.', to: 'a stranger', way: 'letter' }, 'communicated-to'],
    ['contested', { reason: 'So.', fact: '' }, 'contested-fact'],
    ['contested', { reason: 'So.', fact: 'parentAgrees', shouldBe: '' }, 'contested-shouldBe'],
    ['contested', { reason: 'So.', fact: 'ageYears', shouldBe: '400' }, 'contested-shouldBe'],
    ['reviewed', { reason: 'x'.repeat(2_001) }, 'reviewed-reason'],
  ] as const)('is refused beside its field, with what was typed: %s %j', async (act, fields, field) => {
    const { browser, records, id, token } = await withRecord()
    const page = await browser.post(`/records/${id}/people`, { act, ...fields, token: await token() })
    expect(page.status).toBe(400)
    expect(page.text).toContain(`href="#${field}"`)
    expect(page.text).toContain(`id="${field}-error"`)
    if (
      'reason' in fields &&
      !(act === 'contested' && fields.reason === 'So.' && 'fact' in fields && fields.fact === '')
    )
      expect(page.text).toContain(`>${fields.reason}</textarea>`)
    expect((await eventsOf(records, { type: act })).length).toBe(0)
  })

  it('is recorded once, however often its form is sent', async () => {
    const { browser, records, id, token } = await withRecord()
    const shown = hiddenFields((await browser.get(`/records/${id}`)).text, `/records/${id}/people`)
    const fields = { ...shown, act: 'reviewed', reason: 'Right.', token: await token() }
    await browser.post(`/records/${id}/people`, fields)
    expect((await browser.post(`/records/${id}/people`, fields)).text).toContain('was sent before')
    expect((await eventsOf(records, { type: 'reviewed' })).length).toBe(1)
    // Somebody who goes back, and writes something else, says something else.
    const changed = await browser.post(`/records/${id}/people`, { ...fields, reason: 'Right, after all.' })
    expect(changed.text).not.toContain('was sent before')
    expect((await eventsOf(records, { type: 'reviewed' })).length).toBe(2)
  })

  it('shows nothing of a record to those who may not read it, nor more often than they may', async () => {
    const blind = await withRecord({ scopes: ['decide', 'records:write'] })
    const token = hiddenFields(blind.page.text, '/sign-out').token!
    const sent = await blind.browser.post(`/records/${blind.id}/people`, { act: 'reviewed', reason: '', token })
    expect(sent.status).toBe(403)
    const { browser, id, token: ownToken } = await withRecord({ settings: { rateLimitSubject: 2 } })
    const fields = { act: 'reviewed', reason: '', token: await ownToken() }
    const statuses: number[] = []
    for (let n = 0; n < 3; n += 1) statuses.push((await browser.post(`/records/${id}/people`, fields)).status)
    expect(statuses).toEqual([400, 400, 429])
  })

  it('takes the scope to write', async () => {
    const { browser, id, token } = await withRecord({ scopes: ['decide', 'records:read'] })
    expect((await browser.get(`/records/${id}`)).text).not.toContain('Record what you do about it')
    const fields = { act: 'reviewed', reason: 'x', token: await token() }
    expect((await browser.post(`/records/${id}/people`, fields)).status).toBe(403)
  })
})

describe('the log as a whole', () => {
  it('is checked, and a report of it made, and both are told to the log', async () => {
    const { browser, records, token } = await withRecord()
    const checked = await browser.post('/records/verify', { token: await token() })
    expect(checked.text).toContain('The log is sound')
    const before = await lengthOf(records)
    const report = await browser.get('/records/report')
    expect(report.text).toContain('Decided by a person')
    expect(report.text).toContain('May an outing go ahead?')
    expect(report.text).not.toMatch(/ style=/)
    // Names stand in words, and no cell has a month as a computer writes it.
    expect(report.text).not.toMatch(/<(?:td|th)[^>]*>[^<]*(?:\b\d{4}-\d{2}\b|\(undetermined\)|sha256:[0-9a-f]{13})/)
    expect(await lengthOf(records)).toBe(before + 1)
    expect((await browser.get('/records/report?from=2026-02-30')).status).toBe(400)
  })

  it('is not called sound if it is not', async () => {
    const { browser, records, id, token } = await withRecord()
    const fields = { token: await token() }
    await damageRecord(records, id)
    const page = await browser.post('/records/verify', fields)
    expect(page.text).toContain('The log is not sound')
    expect(page.text).not.toContain('The log is sound')
    const record = await browser.get(`/records/${id}`)
    expect(record.status).toBe(500)
    expect(record.text).toContain('This record cannot be shown')
  })
})

describe('the copy of what is kept about one child', () => {
  it('is a ZIP file that begins with a letter', async () => {
    const { url, browser, records, token } = await withRecord()
    const cookie = [...browser.cookies].map(one => one.join('=')).join('; ')
    const response = await fetch(`${url}/records/export`, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({ reference: 'case-17', council: 'Ourshire; Town Hall', token: await token() }),
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="copy.zip"')
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()))
    expect(Buffer.from(files['copy/index.html']!).toString()).toContain('Ourshire')
    expect(Object.keys(files)).toContain('copy/verify.html')
    const [exported] = await eventsOf(records, { type: 'exported' })
    expect(exported?.envelope).toMatchObject({ actor: 'staff-17', client: 'caseload' })
  })

  it('has the texts that somebody has read, without those that are left out by number', async () => {
    const { url, browser, id, token } = await withRecord()
    for (const reason of ['Spoke with the aunt.', 'Right.'])
      await browser.post(`/records/${id}/people`, { act: 'reviewed', reason, token: await token() })
    const cookie = [...browser.cookies].map(one => one.join('=')).join('; ')
    const make = async (fields: Record<string, string>) => {
      const body = new URLSearchParams({ reference: 'case-17', council: 'Ourshire', token: await token(), ...fields })
      const response = await fetch(`${url}/records/export`, { method: 'POST', headers: { cookie }, body })
      return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) }
    }
    const filesOf = ({ bytes }: { bytes: Uint8Array }) =>
      Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, file]) => [name, Buffer.from(file).toString()]))
    const first = filesOf(await make({}))
    expect(first['copy/index.html']).not.toContain('Spoke with the aunt.')
    const list = first['copy-review.html']!
    const [, code] = /--reviewed ([a-z0-9]+)/.exec(list)!
    const numbers = [...list.matchAll(/--leave-out ([^<\s]+)/g)].map(([, one]) => one!)
    expect(numbers.length).toBe(2)
    const leaveOut = numbers.find(one => list.indexOf(`--leave-out ${one}`) > list.indexOf('Spoke with the aunt.'))!
    // A line of the list may be entered as it stands there.
    const second = filesOf(await make({ code: `--reviewed ${code}`, leaveOut: `--leave-out ${leaveOut}\n` }))
    expect(Object.values(second).join('')).not.toContain('Spoke with the aunt.')
    expect(second['copy/index.html']).toContain('Right.')
    const refused = await make({ code: code!, leaveOut: `${leaveOut} 99` })
    expect(refused.status).toBe(400)
    const page = Buffer.from(refused.bytes).toString()
    expect(page).toContain('No text of this copy has the number “99”')
    expect(page).toContain('href="#leaveOut"')
    expect(page).toContain(`>${leaveOut} 99</textarea>`)
  })

  it('is not made of a child that nobody knows, nor with the code of another list', async () => {
    const { browser, token } = await withRecord()
    const make = async (fields: Record<string, string>) =>
      browser.post('/records/export', { ...fields, token: await token() })
    expect((await make({ reference: 'case-99' })).text).toContain('Nothing is recorded under this reference')
    expect((await make({ reference: 'case-17', code: 'abcdefgh' })).text).toContain('href="#code"')
    expect((await make({ reference: 'Jane.Smith' })).status).toBe(400)
  })
})

describe('records that cannot be read', () => {
  it('are said to be off, or not to be reached', async () => {
    const off = await pagesWithoutRecords()
    const browser = await signedIn(off.url, off.token)
    expect((await browser.get('/records')).text).toContain('No records are kept here')
    const state = { isFailing: false }
    const now = () => {
      if (state.isFailing) throw Object.assign(new Error('disk'), { code: 'SQLITE_IOERR' })
      return new Date()
    }
    const on = await withRecord({ kept: { surroundings: { now } } })
    state.isFailing = true
    const pages = await Promise.all(['/records', `/records/${on.id}`].map(path => on.browser.get(path)))
    state.isFailing = false
    expect(pages.map(one => one.status)).toEqual([503, 503])
    expect(pages.filter(one => one.text.includes('parentAgrees'))).toEqual([])
  })
})

describe('an open service', () => {
  it('asks for the person before it shows a record, and records it', async () => {
    const { url, records } = await pagesWithKeys({ kept: { access: openAccess } })
    const browser = browserAt(url)
    const asked = await browser.get('/records')
    expect(asked.status).toBe(401)
    expect(asked.text).toContain('Say who you are')
    expect(asked.text).not.toContain('Your key')
    expect((await browser.post('/sign-in', { person: 'Jane.Smith' })).status).toBe(400)
    await browser.post('/sign-in', { ...hiddenFields(asked.text, '/sign-in'), person: 'staff-3' })
    expect((await browser.get('/records')).status).toBe(200)
    const [looked] = await eventsOf(records)
    expect(looked?.envelope).toMatchObject({ type: 'accessed', client: 'local', actor: 'staff-3' })
    // Nor can another page send its forms.
    expect((await browser.post('/records/find', { reference: 'case-1' })).status).toBe(403)
  })

  it('keeps an answer with the person who is named with it, and no answer without one', async () => {
    const { url, records } = await pagesWithKeys({
      kept: { access: openAccess, environment: { REQUIRE_ACTOR: 'on' } },
    })
    const browser = browserAt(url)
    const { page } = await keepAnswer(browser, 'case-17')
    expect(page.status).toBe(400)
    expect(page.text).toContain('id="person-error"')
    expect((await keepAnswer(browser, 'case-17', { person: 'Jane.Smith' })).page.status).toBe(400)
    const kept = await keepAnswer(browser, 'case-17', { person: 'staff-3' })
    expect(kept.page.text).toContain('Kept on')
    const found = await eventsOf(records, { type: 'evaluated' })
    expect(found.map(one => one.envelope.actor)).toEqual(['staff-3'])
  })

  it('shows the first page alike to everybody who has not said who they are', async () => {
    const { url } = await pagesWithKeys({ kept: { access: openAccess } })
    const pages = await Promise.all([1, 2].map(() => browserAt(url).get('/')))
    expect(pages[0]?.text).toBe(pages[1]?.text)
    expect(pages[0]?.response.headers.get('cache-control')).toBe('public, no-cache')
  })
})

it('nothing about a child stands in an address, a cookie or the log of the service', async () => {
  const { browser, id, keys, token } = await withRecord()
  const addresses: string[] = []
  const keep = (html: string) =>
    addresses.push(...[...html.matchAll(/(?:href|action|src)="([^"]*)"/g)].map(one => one[1]!))
  for (const path of ['/records', `/records/${id}`, '/records/report', '/records/verify', '/records/export'])
    keep((await browser.get(path)).text)
  keep((await browser.post('/records/find', { reference: 'case-17', token: await token() })).text)
  keep((await keepAnswer(browser, 'case-17')).page.text)
  const told = /case-17|parentAgrees|ageYears/
  expect(addresses.filter(one => told.test(one))).toEqual([])
  expect(keys.lines.filter(line => told.test(line) || /staff-17/.test(line))).toEqual([])
  const clear = [...browser.cookies.values()].map(one => one + Buffer.from(one, 'base64url').toString('latin1'))
  expect(clear.filter(one => told.test(one))).toEqual([])
})
