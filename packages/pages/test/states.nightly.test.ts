import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { axeComplaints, closeBrowser, hasBrowser, opened } from './browser.ts'
import { createDice } from './dice.ts'
import { travel } from './journey.ts'
import { eachState, type State } from './states.ts'
import { hidden, rules, servingPages, stateOf, type Talk } from './support.ts'

afterAll(closeBrowser)

const views = fileURLToPath(new URL('../views/', import.meta.url))

/** The templates of whole pages. */
const pageViews = readdirSync(views, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.njk') && readFileSync(views + name, 'utf8').startsWith('{% extends'))
  .map(name => name.replace('.njk', ''))

/** Widths of a telephone, a tablet and a desk; the first is also a desk’s 1,280 px at 400 %. */
const widths = [320, 768, 1_280]

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

it.skipIf(!hasBrowser)(
  'axe finds nothing on any page in any state, and nothing is wider than a narrow screen',
  async () => {
    const { url, post } = await servingPages(
      {},
      { whyNot: async () => ({ kind: 'found', lines: ['It may not go ahead.', '  1. One thing.'] }) },
    )
    const page = await opened()
    const reached = new Set<string>()
    const found: string[] = []
    await eachState(page, url, await questionsOfKinds(post), async (state, view) => {
      if (process.env.SHOW) console.log(state)
      reached.add(view)
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 })
        const complaints = await axeComplaints(page)
        if (complaints !== '[]') found.push(`${state} at ${width}: ${complaints}`)
      }
      await page.setViewportSize({ width: 320, height: 900 })
      if (!(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')))
        found.push(`${state}: wider than 320`)
      for (const media of [{ forcedColors: 'active' }, { media: 'print' }] as const) {
        await page.emulateMedia(media)
        const complaints = await axeComplaints(page)
        if (complaints !== '[]') found.push(`${state} with ${JSON.stringify(media)}: ${complaints}`)
        await page.emulateMedia({ forcedColors: null, media: null })
      }
    })
    expect(found).toEqual([])
    expect(pageViews.filter(name => !reached.has(name))).toEqual([])
  },
)
