import { readdirSync, readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { loadRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { beforeAll, describe, expect, it } from 'vitest'
import { inCheckout } from '../../scripts/places.mjs'
import { type Bundle, bundleForBrowser } from '../support/bundle.ts'

const example = {
  decision: 'reduced-timetable',
  authority: 'luton',
  asOf: '2026-11-22',
  facts: JSON.parse(readFileSync(inCheckout('docs/examples/luton-looked-after.json'), 'utf8')),
}

let bundle: Bundle
beforeAll(async () => {
  bundle = await bundleForBrowser(`export { loadCodes, loadRules } from '@virtual-school/rules'`)
})

describe('a browser bundle that loads the rules and decides', () => {
  it('has at most 60 kB gzipped besides the rules, and says of what', () => {
    const total = bundle.code.length
    const lines = bundle.parts.map(({ name, bytes }) => `  ${(bytes / 1000).toFixed(1).padStart(6)} kB  ${name}`)
    console.log(
      [`${(bundle.gzippedBytes / 1000).toFixed(1)} kB gzipped, ${(total / 1000).toFixed(1)} kB before:`, ...lines].join(
        '\n',
      ),
    )
    expect(bundle.gzippedBytes).toBeLessThanOrEqual(60_000)
  })

  it('is with its rules as large as docs/importing.md says', async () => {
    const page = readFileSync(inCheckout('docs/importing.md'), 'utf8')
    const said = /about (\d+) kB gzipped \((\d+) kB unpacked\): (\d+) kB of code and (\d+) kB of rules/.exec(page)
    const rules = readFileSync(inCheckout('packages/rules/dist/published.js'))
    const unpacked = bundle.code.length + rules.length
    const code = bundle.gzippedBytes
    const packed = gzipSync(rules, { level: 9 }).length
    const found = [code + packed, unpacked, code, packed].map(bytes => bytes / 1000)
    console.log(`all, unpacked, code, rules: ${found.map(kB => kB.toFixed(0)).join(', ')} kB`)
    // Whoever changes the rules need not change the page each time.
    said?.slice(1).forEach((kB, i) => expect(Math.abs(Number(kB) / found[i]! - 1)).toBeLessThan(0.15))
    expect(said).not.toBeNull()
  })

  it('is without the second evaluator and without Node', () => {
    expect(bundle.parts.map(one => one.name)).not.toContain('json-rules-engine')
    expect(bundle.code.includes('node:')).toBe(false)
  })

  it('gives the same bytes where there is the language alone, without TextEncoder and without Node', async () => {
    const { readPacked } = await import(inCheckout('packages/rules/dist/published.js'))
    const page = createContext({ publishedRules: JSON.stringify(readPacked({ codes: true })) })
    runInContext(bundle.code, page)
    const rules = (await runInContext('app.loadRules()', page)) as Rules
    const own: Rules = await loadRules()
    expect(rules.evaluateToJson(example).text).toBe(own.evaluateToJson(example).text)
    expect(rules.answer(example)).toMatchObject({ answer: 'not-permitted' })
    expect(await runInContext(`app.loadCodes('ssda903').then(one => one.id)`, page)).toBe('ssda903')
    const whole = runInContext('app.loadRules(undefined, { whole: true }).catch(error => error.issues[0].code)', page)
    expect(await whole).toBe('unreadable')
  })
})

describe('the bundle for Node', () => {
  const folder = inCheckout('packages/rules/dist/bundle')

  it('has the licence of every package that is part of it, and of no other', () => {
    const sources = readdirSync(folder)
      .filter(name => name.endsWith('.map'))
      .flatMap(name => (JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as { sources: string[] }).sources)
    const names = sources.flatMap(path => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [])
    const licences = readFileSync(`${folder}/LICENCES.txt`, 'utf8')
    const listed = [...licences.matchAll(/^(\S+) \d+\.\d+\.\d+$/gm)].map(([, name]) => name)
    expect(listed).toEqual([...new Set(names)].sort())
    expect(listed).toContain('jsonc-parser')
    expect(licences.match(/Permission is hereby granted/g)).toHaveLength(listed.length)
  })

  it('leaves the rules and json-rules-engine where they are', () => {
    const text = readdirSync(folder)
      .filter(name => name.endsWith('.js'))
      .map(name => readFileSync(`${folder}/${name}`, 'utf8'))
      .join('\n')
    const imported = [...text.matchAll(/(?:from |import\()"([^".][^"]*)"/g)].map(([, name]) => name)
    expect([...new Set(imported)].sort()).toEqual([
      '#published',
      '#published-files',
      'json-rules-engine',
      'node:crypto',
      'node:fs/promises',
      'node:path',
      'node:url',
    ])
  })
})
