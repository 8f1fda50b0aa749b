import { describe, expect, it } from 'vitest'
import { packages } from '../scripts/places.mjs'
import { sourcesIn } from './support/sources.ts'

const packagesByName = new Map<string, Set<string>>()
for (const name of packages)
  for (const exported of sourcesIn(`packages/${name}/src`).flatMap(one => one.exports))
    packagesByName.set(exported, (packagesByName.get(exported) ?? new Set()).add(name))

describe('an exported name', () => {
  it('stands in one package, so that it means one thing', () => {
    const twice = [...packagesByName].filter(([, homes]) => homes.size > 1).map(([name]) => name)
    expect(twice).toEqual([])
  })
})

// The comment says what goes in, what comes out, units, and the issues that it raises.
describe.each(packages)('the exported names of packages/%s', name => {
  it('are documented', () => {
    const found = sourcesIn(`packages/${name}/src`).flatMap(({ path, undocumented }) =>
      undocumented.map(one => `${path}: ${one}`),
    )
    expect(found).toEqual([])
  })
})
