import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inCheckout, packages } from '../scripts/places.mjs'
import { neededPackages, sbom, sbomFaults } from '../scripts/sbom.mjs'

const manifest = (path: string) => JSON.parse(readFileSync(inCheckout(path), 'utf8'))
const own = packages.map(name => manifest(`packages/${name}/package.json`))

describe('the list of what is shipped', () => {
  const bom = sbom()
  const purls = bom.components.map(one => one.purl)

  it('is sound, and names every package that ours depend on, and ours', () => {
    expect(sbomFaults(bom)).toEqual([])
    const needed = own.flatMap(({ name, dependencies }) => [name, ...Object.keys(dependencies ?? {})])
    for (const name of new Set<string>(needed))
      expect(purls.filter(one => one.startsWith(`pkg:npm/${name.replace('@', '%40')}@`))).not.toEqual([])
    expect(bom.components.length).toBeGreaterThan(100)
  })

  it('leaves out what only development needs', () => {
    for (const name of ['vitest', '%40biomejs/biome', '%40scarf/scarf', 'swagger-ui-dist', 'playwright-core'])
      expect(purls.filter(one => one.startsWith(`pkg:npm/${name}@`))).toEqual([])
  })

  it('names what is needed, also if development has a copy of the same version', () => {
    const packages = {
      '': { version: '0.0.0' },
      'node_modules/tool/node_modules/both': { version: '1.0.0', dev: true },
      'packages/cli/node_modules/both': { version: '1.0.0' },
      'node_modules/@scope/one': { version: '2.0.0' },
      'node_modules/tool': { version: '3.0.0', dev: true },
    }
    const needed = neededPackages({ packages })
    const wanted = ['both@1.0.0', '@scope/one@2.0.0', 'tool@3.0.0']
    expect(wanted.map(one => needed.has(one))).toEqual([true, true, false])
    const lock = manifest('package-lock.json')
    const absent = [...neededPackages(lock)].filter(
      one => !/^(?:packages|tools)\/|^@/.test(one) && one !== '@0.0.0' && !purls.includes(`pkg:npm/${one}`),
    )
    expect(absent).toEqual([])
  })

  it('with a fault is known to have it', () => {
    const [first, ...rest] = bom.components
    const broken = {
      ...bom,
      bomFormat: 'other',
      components: [
        { ...first!, licenses: [], hashes: [], purl: 'x' },
        { ...first!, name: '@scarf/scarf' },
        ...rest.slice(1),
      ],
    }
    expect(sbomFaults(broken).join('\n')).toMatch(
      /no CycloneDX[\s\S]+stands twice[\s\S]+no address[\s\S]+no licence[\s\S]+no hash[\s\S]+not listed[\s\S]+must not be shipped/,
    )
  })
})

describe('the versions of Node', () => {
  it('that are asked for are those in which CVE-2026-21717 is mended, everywhere alike', () => {
    const asked = [manifest('package.json'), ...own].map(({ engines }) => engines.node)
    expect(new Set(asked)).toEqual(new Set(['^20.20.2 || ^22.22.2 || >=24.14.1']))
    const [, major = '', minor = '', patch = ''] = /^v(\d+)\.(\d+)\.(\d+)/.exec(process.version) ?? []
    const least = { 20: [20, 2], 22: [22, 2], 24: [14, 1] }[Number(major)]
    if (least !== undefined)
      expect(Number(minor) * 1_000 + Number(patch)).toBeGreaterThanOrEqual(least[0]! * 1_000 + least[1]!)
    for (const page of ['README.md', 'docs/importing.md', 'packages/rules/README.md', 'SECURITY.md'])
      expect(readFileSync(inCheckout(page), 'utf8')).toContain('20.20.2, 22.22.2 or 24.14.1')
  })
})
