import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/support/sizes.ts'
import { canonicalJson } from '../src/index.ts'
import { pickerFor } from './support/picker.ts'

type Tree = Readonly<Record<string, unknown>>
const shuffled = (value: unknown, seed: number): unknown => {
  if (Array.isArray(value)) return value.map(one => shuffled(one, seed))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    pickerFor(seed)
      .shuffled(Object.entries(value as Tree))
      .map(([key, one]) => [key, shuffled(one, seed)]),
  )
}

/** RFC 8785, the JSON Canonicalization Scheme. */
describe('canonical JSON', () => {
  test('is what section 3.2.2 of the RFC gives for its example', () => {
    const example = `{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
      "literals": [null, true, false]
    }`
    expect(canonicalJson(JSON.parse(example))).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  test('sorts members by UTF-16 units, as section 3.2.3 of the RFC does', () => {
    const values = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect(Object.values(JSON.parse(canonicalJson(values)))).toHaveLength(7)
    expect(canonicalJson(values).match(/"[A-Z][^"]*"/g)).toEqual([
      '"Carriage Return"',
      '"One"',
      '"Control"',
      '"Latin Small Letter O With Diaeresis"',
      '"Euro Sign"',
      '"Emoji: Grinning Face"',
      '"Hebrew Letter Dalet With Dagesh"',
    ])
  })

  test('says the same whatever the order of members, and loses nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), (value, seed) => {
        const text = canonicalJson(value)
        expect(canonicalJson(shuffled(value, seed))).toBe(text)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(text).not.toMatch(/^\s|\s$/)
      }),
      { numRuns: runs(20) },
    )
  })

  test.each([
    [{ b: undefined, a: 1 }, '{"a":1}'],
    [[undefined, null], '[null,null]'],
    [-0, '0'],
    ['\u2028', '"\u2028"'],
    [{}, '{}'],
    [[], '[]'],
  ])('of %j is %s', (value, text) => expect(canonicalJson(value)).toBe(text))

  test.each([
    ['a number that is not finite', Number.NaN],
    ['an infinite number', { a: [Number.NEGATIVE_INFINITY] }],
    ['half of a surrogate pair', '\ud800'],
    ['the other half, in a list', [`a\udfff`]],
    ['halves in the wrong order', { a: '\ude00\ud83d' }],
    ['half of a pair in a name', { '\udc00': 1 }],
    ['a method', { a() {}, b: 1 }],
    ['a function in a list', [() => 1]],
    ['a symbol', { a: Symbol('a') }],
    ['a bigint', [1n]],
    ['undefined alone', undefined],
    ['a Date', { a: new Date(0) }],
    ['a Map', new Map()],
    ['an instance of a class', new (class One {})()],
  ])('does not exist of %s', (_, value) => expect(() => canonicalJson(value)).toThrow(RangeError))

  test('exists of whole surrogate pairs', () => expect(canonicalJson('\ud83d\ude00')).toBe('"😀"'))
})
