import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { pageHandlers } from '@virtual-school/api/pages'
import { addEvent } from '@virtual-school/records'
import { afterAll, expect, it } from 'vitest'
import { testSize } from '../../../test/support/sizes.ts'
import { openAccess } from '../../api/src/auth/middleware.ts'
import { servingKept } from '../../api/test/records/support.ts'
import type { SearchWhyNot } from '../src/index.ts'
import { axeComplaints, closeBrowser, hasBrowser, opened } from './browser.ts'
import { createDice } from './dice.ts'
import { travel } from './journey.ts'
import { eachState, type State } from './states.ts'
import { hiddenFields } from './support/visiting.ts'
import { hidden, rules, sealed, secret, stateOf, type Talk, talking, today } from './support.ts'

afterAll(closeBrowser)

const views = fileURLToPath(new URL('../views/', import.meta.url))

/** The templates of whole pages. */
const pageViews = readdirSync(views, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.njk') && readFileSync(views + name, 'utf8').startsWith('{% extends'))
  .map(name => name.replace('.njk', ''))

const isWhole = testSize === 'nightly'

/** Widths of a telephone, a tablet and a desk; the first is also a desk’s 1,280 px at 400 %. */
const widths = isWhole ? [320, 768, 1_280] : [320]

/** A question for each type of fact, as interviews come to them. */
const questionsOfKinds = async (post: Talk['post']): Promise<readonly State[]> => {
  const kinds = new Map<string, State>()
  for (let round = 0; round < 40 && kinds.size < 4; round += 1) {
    const path = `/ask/${rules.decisions[round % rules.decisions.length]!.id}`
    await travel(post, path, rules.rulebook.national, createDice(`kinds ${round}`), html => {
      const { fact = '' } = stateOf(html)
      const type = rules.rulebook.factsByName.get(fact)?.type
      const fields = { answers: hidden(html, 'answers'), do: 'continue' }
      if (type !== undefined && !kinds.has(type)) kinds.set(type, { path, fields })
    })
  }
  return [...kinds.values()]
}

/** A service without keys that keeps records, with one record. */
const keeping = async () => {
  const whyNot: SearchWhyNot = async () => ({
    kind: 'found',
    outcome: 'learnings',
    forced: ['the child is looked after'],
    ways: [{ learnings: ['the child’s age is at least 16'], changes: ['the parent agrees'] }],
    isShortest: false,
    isAll: false,
    ruledOut: ['the child is looked after'],
  })
  const now = () => new Date(`${today}T12:00:00Z`)
  const { url, records } = await servingKept({
    rules,
    now,
    access: openAccess,
    pages: pageHandlers({ secret, whyNot }),
  })
  const { post } = talking(url)
  const path = '/ask/remit'
  const answers = sealed({
    decision: 'remit',
    authority: rules.rulebook.national,
    asOf: today,
    said: [],
    kept: [],
    goesOn: false,
  })
  const answer = await post(path, { answers, do: 'answer' })
  const fields = hiddenFields(answer.html, `${path}/keep`)
  const kept = await post(`${path}/keep`, { ...fields, reference: 'case-17', person: 'staff-17' })
  const record = /href="\/records\/([0-9a-f-]{36})"/.exec(kept.html)![1]!
  const by = { client: 'local', realm: 'default', actor: 'staff-17' }
  const added = await addEvent(records, { about: record, event: { type: 'reviewed' }, by })
  if (!added.ok) throw new Error(JSON.stringify(added.issues))
  return { url, post, record, event: added.value.id }
}

it.skipIf(!hasBrowser)(
  'axe finds nothing on any page in any state, and nothing is wider than a narrow screen',
  async () => {
    const { url, post, record, event } = await keeping()
    const page = await opened()
    const reached = new Set<string>()
    const found: string[] = []
    const check = async (state: string, view: string): Promise<void> => {
      reached.add(view)
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 })
        const complaints = await axeComplaints(page)
        if (complaints !== '[]') found.push(`${state} at ${width}: ${complaints}`)
      }
      await page.setViewportSize({ width: 320, height: 900 })
      if (!(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')))
        found.push(`${state}: wider than 320`)
      for (const media of isWhole ? ([{ forcedColors: 'active' }, { media: 'print' }] as const) : []) {
        await page.emulateMedia(media)
        const complaints = await axeComplaints(page)
        if (complaints !== '[]') found.push(`${state} with ${JSON.stringify(media)}: ${complaints}`)
        await page.emulateMedia({ forcedColors: null, media: null })
      }
    }
    await page.goto(`${url}/records`)
    await check('nobody has signed in', 'access/sign-in')
    await page.fill('#person', 'staff-17')
    await page.click('main form button')
    await page.waitForURL(`${url}/records`)
    const more = [...(await questionsOfKinds(post)), { path: `/records/${event}`, fields: undefined }]
    const crawl = { more, record, every: isWhole ? 1 : 4 }
    await eachState(page, url, crawl, check)
    await page.goto(`${url}/records`)
    await page.locator('form[action$="/sign-out"] button').click()
    await check('signed out', 'access/signed-out')
    expect(found).toEqual([])
    // What goes on by itself is gone before it can be looked at.
    if (isWhole) expect(pageViews.filter(name => name !== 'access/signed-in' && !reached.has(name))).toEqual([])
    console.log(`${reached.size} templates`)
  },
)
