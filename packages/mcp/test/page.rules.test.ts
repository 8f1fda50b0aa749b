import { readFileSync } from 'node:fs'
import { loadRules } from '@virtual-school/rules'
import { expect, it } from 'vitest'
import { inCheckout } from '../../../scripts/places.mjs'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { connected, textOf } from './connected.ts'

const page = readFileSync(inCheckout('docs/mcp.md'), 'utf8')

it('the page shows what the tool says', async () => {
  const [, given = '', text] = /<!-- the arguments of decide: (.*) -->\n\n```text\n([\s\S]*?)\n```/.exec(page) ?? []
  const { call } = await connected(await loadRules(realDirectory))
  expect(textOf(await call('decide', JSON.parse(given)))).toBe(text)
})

it('the page names every tool', async () => {
  const { tools } = await connected(await loadRules(realDirectory))
  expect([...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name)).toEqual(tools.map(one => one.name))
})
