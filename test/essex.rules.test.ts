import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RuleFile, readRules, runScenariosSync } from '@virtual-school/rules'
import { checkFindings } from '@virtual-school/verify'
import { expect, it } from 'vitest'
import { realFiles } from '../packages/rules/test/support/real-files.ts'
import { inCheckout } from '../scripts/places.mjs'

/** A council that joins from two of its pages, as an officer would write it: how much it takes, and that nothing else has to change. */
const folder = inCheckout('test/fixtures/essex')
const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.json'))
const texts = new Map(paths.map(path => [path, readFileSync(join(folder, path), 'utf8')]))

/** The shipped rules with the council’s files beside them, and its sources among the others. */
const withCouncil = (): readonly RuleFile[] => {
  const own = [...texts].map(([path, text]) => ({
    path,
    value: JSON.parse(text) as { readonly sources?: readonly unknown[] },
  }))
  const added = own.find(one => one.path === 'sources.json')?.value.sources ?? []
  const shipped = realFiles.map(file => {
    if (file.path !== 'sources.json') return file
    const { sources, ...others } = file.value as { readonly sources: readonly unknown[] }
    return { ...file, value: { ...others, sources: [...sources, ...added] } }
  })
  return [...shipped, ...own.filter(one => one.path !== 'sources.json')]
}

it('takes at most 250 lines of JSON for two pages', () => {
  const lines = [...texts.values()].map(text => text.trimEnd().split('\n').length)
  expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(250)
})

it('fits the shipped rules, passes its own scenarios and has no finding', async () => {
  const read = readRules(withCouncil())
  if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1))
  const { results } = runScenariosSync(read.value, { authority: 'essex' })
  expect(results.length).toBeGreaterThan(5)
  expect(results.filter(one => !one.passed)).toEqual([])
  const { findings } = await checkFindings(read.value, { authorities: ['essex'], quick: true })
  expect(findings).toEqual([])
})
