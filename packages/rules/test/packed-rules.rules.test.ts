import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { loadRules, rulesFrom, scenariosOf, serializeRules } from '../src/index.ts'
import type { Rules } from '../src/internal.ts'
import { packRulebook } from '../src/packing/pack-rulebook.ts'
import { unpackRulebook } from '../src/packing/unpack-rulebook.ts'

/** A package carries its rules compiled: what is unpacked has to be what was compiled, to the last member. */
const read = (await loadRules(realDirectory, { codes: true, releases: true })) as Rules
const through = (value: unknown) => JSON.parse(JSON.stringify(packRulebook(value)))
const unpack = (): Rules =>
  rulesFrom(unpackRulebook({ rulebook: through(read.rulebook), codeSets: undefined, releases: undefined }))

describe('rules that were packed and unpacked', () => {
  test('are the rules, in the same order, and frozen', () => {
    const { rulebook } = unpack()
    expect(isDeepStrictEqual(rulebook, read.rulebook)).toBe(true)
    const text = (value: unknown) =>
      JSON.stringify(value, (_, one) => (one instanceof Map || one instanceof Set ? [...one] : one))
    expect(text(rulebook)).toBe(text(read.rulebook))
    const look = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      if (!Object.isFrozen(value)) throw new Error(JSON.stringify(value).slice(0, 200))
      for (const one of value instanceof Map || value instanceof Set ? value.values() : Object.values(value)) look(one)
    }
    look(rulebook)
  })

  test('have codes and releases if these are wanted', () => {
    const { codeSets, releases, ...rest } = read.rulebook
    const bare = { ...rest, codeSets: new Map(), releases: [] }
    const packed = (more: object) => ({ rulebook: through(bare), codeSets: undefined, releases: undefined, ...more })
    expect(unpackRulebook(packed({}))).toEqual(bare)
    expect(unpackRulebook(packed({ codeSets: through(codeSets) }))).toEqual({ ...bare, codeSets })
    expect(unpackRulebook(packed({ releases: through(releases) }))).toEqual({ ...bare, releases })
    expect(codeSets.size).toBeGreaterThan(0)
  })

  test('decide every scenario with the same bytes, and are kept as the same text', async () => {
    const unpacked = unpack()
    expect(serializeRules(unpacked)).toBe(serializeRules(read))
    const whole = (await loadRules(realDirectory, { whole: true })) as Rules
    const requests = scenariosOf(whole).map(({ request }) => ({ ...request, trace: 'none' }) as const)
    const differing = requests.filter(
      request => unpacked.evaluateToJson(request).text !== read.evaluateToJson(request).text,
    )
    expect(differing).toEqual([])
  })
})

describe('what is packed', () => {
  test.each([
    [{ a: undefined, b: [undefined, null, { c: 1 }] }],
    [
      new Map<unknown, unknown>([
        ['a', new Set([1, 'b', { c: new Map() }])],
        ['d', undefined],
      ]),
    ],
    [
      [
        { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 },
        { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7 },
      ],
    ],
    [[{ text: 'a text that is long enough to be named' }, { text: 'a text that is long enough to be named' }]],
    [{ __proto__: null, constructorName: '__proto__' }],
  ])('comes back as it was: %j', value => {
    const again = unpackRulebook({ rulebook: through(value), codeSets: undefined, releases: undefined })
    expect(again).toEqual(value)
  })

  test.each([[new Date(0)], [{ '~see': 1 }], [{ a: [new (class One {})()] }]])(
    'is refused if no rulebook holds it: %j',
    value => expect(() => packRulebook(value)).toThrow('cannot be packed'),
  )
})
