import { loadRules, type SaidReply, scenariosOf } from '@virtual-school/rules'
import { afterAll, expect, it } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { sizeOf } from '../../../test/support/sizes.ts'
import { closeBrowser, hasBrowser, opened, printedPages, send } from './browser.ts'
import { rules, sealed, servingPages } from './support.ts'

afterAll(closeBrowser)

const whole = await loadRules(realDirectory, { whole: true })
const all = scenariosOf(whole)
const every = Math.max(1, Math.floor(all.length / sizeOf('PRINTED_SCENARIOS')))
const tried = all.filter((_, i) => i % every === 0)

/** A scenario’s facts, as somebody would have said them. */
const saidOf = (facts: Readonly<Record<string, unknown>>): readonly SaidReply[] =>
  Object.entries(facts).map(([fact, value]) => ({
    fact,
    reply: value === null ? { kind: 'not-known' } : { kind: 'answer', value: value as string },
  }))

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, ' ')

it.skipIf(!hasBrowser)(
  'nine of ten answers print on two pages, and no requirement and no law is left out of any',
  async () => {
    const { url } = await servingPages()
    const page = await opened()
    const counts: number[] = []
    const absent: string[] = []
    for (const { request } of tried) {
      const { decision, asOf, facts, authority = rules.rulebook.national } = request
      const found = rules.evaluate({ ...request, trace: 'none' })
      if ('issues' in found) continue
      await page.goto(`${url}/about`)
      const answers = sealed({ decision, authority, asOf, said: saidOf(facts), kept: [], goesOn: false })
      await send(page, `/ask/${decision}`, { answers, do: 'answer' })
      counts.push(await printedPages(page))
      await page.emulateMedia({ media: 'print' })
      const printed = lettersOf(String(await page.evaluate('document.body.innerText')))
      const wanted = [
        ...found.requirements.filter(one => one.status !== 'met').map(one => one.title),
        ...(found.notWeighed ?? []).filter(one => one.force === 'law' || one.bears === 'bar').map(one => one.title),
      ]
      absent.push(...wanted.filter(one => !printed.includes(lettersOf(one).trim())).map(one => `${decision}: ${one}`))
      await page.emulateMedia({ media: null })
    }
    expect(counts.length).toBeGreaterThan(0)
    console.log(
      `Printed ${counts.length} answers: ${[1, 2, 3, 4].map(n => `${counts.filter(one => one === n).length} on ${n}`).join(', ')}`,
    )
    expect(absent).toEqual([])
    expect(counts.filter(one => one <= 2).length / counts.length).toBeGreaterThanOrEqual(0.9)
  },
)
