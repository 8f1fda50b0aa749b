import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inCheckout } from '../scripts/places.mjs'
import { sizes } from './support/sizes.ts'

const page = readFileSync(inCheckout('docs/testing.md'), 'utf8')
const testFiles = ['packages', 'test'].flatMap(folder =>
  readdirSync(inCheckout(folder), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.test.ts') && !path.includes('node_modules'))
    .map(path => `${folder}/${path.replaceAll('\\', '/')}`),
)

describe('a run of the tests', () => {
  it('ends with a status that says so if a test fails', () => {
    const run = spawnSync(
      process.execPath,
      [inCheckout('node_modules/vitest/vitest.mjs'), 'run', '--root', inCheckout('test/fixtures/failing')],
      { encoding: 'utf8' },
    )
    expect(run.stdout).toMatch(/1 failed/)
    expect(run.status).toBe(1)
  })
})

describe('the page about testing', () => {
  it.each(Object.entries(sizes))('has the sizes of %s as they are', (name, { counts, ...tiers }) => {
    const [test, sample, nightly] = [tiers.test, tiers.sample, tiers.nightly].map(count =>
      count.toLocaleString('en-GB'),
    )
    expect(page).toContain(`| \`${name}\` | ${counts} | ${test} | ${sample} | ${nightly} |`)
  })

  it('says what each law, and each test that runs long, shows', () => {
    const long = testFiles.filter(path => /\.(?:law|nightly)\.test\.ts$|^test\/built\//.test(path))
    expect(long.length).toBeGreaterThan(20)
    expect(long.filter(path => !page.includes(`\`${path}\``))).toEqual([])
  })

  it('names no test that is not there', () => {
    const named = [...page.matchAll(/`((?:packages|test)\/[\w./-]+\.test\.ts)`/g)].map(([, path = '']) => path)
    expect(named.filter(path => !existsSync(inCheckout(path)))).toEqual([])
  })
})
