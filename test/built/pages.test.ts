import { once } from 'node:events'
import { afterAll, describe, expect, it } from 'vitest'
import { createSealer } from '../../packages/pages/src/seal/seal.ts'
import { hidden, secret, talking, textOf, today } from '../../packages/pages/test/support.ts'
import { killAll, served } from '../support/served.ts'

afterAll(killAll)

const settings = { RECORDS: 'off', PAGES_SECRET: secret.toString('hex') }
const { child, url, logged } = await served([], settings)
const { get, post } = talking(url)
const [year, month, day] = today.split('-') as [string, string, string]

describe('the pages of the built service', () => {
  it('have their style and script, made when they were built', async () => {
    const page = await get('/')
    expect(page.status).toBe(200)
    for (const name of ['pages.css', 'pages.js', 'theme.css', 'icon.svg'])
      expect([name, (await get(`/assets/${name}`)).status]).toEqual([name, 200])
    expect((await get('/assets/pages.css')).html).toMatch(/^\/\*! Made of govuk-frontend/)
  })

  it('hold interviews in a thread, whose answers are those of the thread that asks', async () => {
    const first = await post('/ask/reduced-timetable', { do: 'begin', council: 'luton', day, month, year })
    const second = await post('/ask/reduced-timetable', {
      answers: hidden(first.html, 'answers'),
      do: 'next',
      value: 'yes',
    })
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.html).toContain('value="next"')
    const all = await Promise.all(
      Array.from({ length: 20 }, () =>
        post('/ask/reduced-timetable', { answers: hidden(first.html, 'answers'), do: 'next', value: 'yes' }),
      ),
    )
    expect(new Set(all.map(one => textOf(one.html))).size).toBe(1)
    expect(textOf(all[0]!.html)).toBe(textOf(second.html))
  })

  it('search for what would have to change in a process of their own, one at a time, with ten waiting', async () => {
    const said = [
      { fact: 'careStatus', reply: { kind: 'answer', value: 'looked-after' } },
      { fact: 'ageYears', reply: { kind: 'answer', value: 14 } },
    ] as const
    const answers = createSealer(secret, Date.now).seal('answers', {
      decision: 'personal-education-plan',
      authority: 'england',
      asOf: today,
      said,
      kept: [],
      goesOn: false,
    })
    const ask = () => post('/ask/personal-education-plan/why-not', { answers, wanted: 'not-required' })
    const pages = await Promise.all(Array.from({ length: 14 }, ask))
    // One is made and ten wait; the others are told at once, and those whose turn does not come after ten seconds.
    const refused = pages.filter(one => one.status === 503)
    expect(refused.length).toBeGreaterThanOrEqual(3)
    expect(refused.length).toBeLessThan(pages.length)
    for (const one of refused) expect(textOf(one.html)).toMatch(/Too many people are asking|took too long/)
    expect(pages.filter(one => one.status !== 503 && one.status !== 200)).toEqual([])
    const found = textOf(pages.find(one => one.status === 200)!.html)
    expect(found).toContain('What would have to change')
    expect(found).not.toContain('not-required')
  })

  it('log no fact', () => {
    expect(logged()).toContain('/ask/:decision')
    expect(logged()).not.toMatch(/careStatus|looked-after/)
  })

  it('end when they are told to, with interviews behind them', async () => {
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })
})
