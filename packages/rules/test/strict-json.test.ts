import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/support/sizes.ts'
import { readJson } from '../src/index.ts'

/** JSON as a tree that also knows what JSON.parse would lose: the same member twice, reserved names, characters that are no text. */
type Node =
  | { readonly text: string; readonly value: unknown; readonly fault?: string }
  | { readonly items: readonly Node[] }
  | { readonly members: readonly (readonly [string, Node])[] }

const words = ['a', 'b', 'c', 'é𝒙', '~/', '', '__proto__', 'constructor', 'a\0', '\ud800']
const literal: fc.Arbitrary<Node> = fc.oneof(
  fc
    .oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null))
    .map(value => ({ text: JSON.stringify(value), value: JSON.parse(JSON.stringify(value)) })),
  fc.constantFrom(
    { text: '"\\u0000"', value: '\0', fault: 'not-text' },
    { text: '"x\\ud800"', value: 'x\ud800', fault: 'not-text' },
    { text: '"\\ud83d\\ude00"', value: '😀' },
    { text: '-1e400', value: 0, fault: 'out-of-range' },
    { text: '"\\u005f\\u005fproto__"', value: '__proto__' },
    { text: '"a: \\"b\\": \\\\"', value: 'a: "b": \\' },
  ),
)
const { node } = fc.letrec<{ node: Node }>(tie => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    literal,
    fc.array(tie('node'), { maxLength: 4 }).map(items => ({ items })),
    fc.array(fc.tuple(fc.constantFrom(...words), tie('node')), { maxLength: 5 }).map(members => ({ members })),
  ),
}))

const space = fc.constantFrom('', ' ', '\n', '\r\n\t')
const written = (at: Node, gap: string): string => {
  if ('text' in at) return at.text
  if ('items' in at) return `[${gap}${at.items.map(one => written(one, gap)).join(`${gap},`)}${gap}]`
  return `{${at.members.map(([key, one]) => `${gap}${JSON.stringify(key)}${gap}:${gap}${written(one, gap)}`).join(`${gap},`)}${gap}}`
}

/** What must be found, as `code pointer`: said from the tree, which the reader never sees. */
const faultsOf = (at: Node, pointer: string): readonly string[] => {
  if ('text' in at) return at.fault === undefined ? [] : [`${at.fault} ${pointer}`]
  if ('items' in at) return at.items.flatMap((one, i) => faultsOf(one, `${pointer}/${i}`))
  const seen = new Set<string>()
  return at.members.flatMap(([key, one]) => {
    const inside = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const isReserved = ['__proto__', 'constructor', 'prototype'].includes(key)
    const faults = [
      isReserved ? `forbidden-key ${inside}` : seen.has(key) ? `duplicate-key ${inside}` : '',
      key.includes('\0') || /\p{Surrogate}/u.test(key) ? `not-text ${pointer}` : '',
    ]
    seen.add(key)
    return [...faults.filter(fault => fault !== ''), ...faultsOf(one, inside)]
  })
}

const valueHeld = (at: Node): unknown => {
  if ('text' in at) return at.value
  return 'items' in at
    ? at.items.map(valueHeld)
    : Object.fromEntries(at.members.map(([key, one]) => [key, valueHeld(one)]))
}

const limits = { bytes: 1_000_000, depthLevels: 12, keysCount: 1_000 }
const codes = (text: string, more: Partial<typeof limits> = {}) => {
  const read = readJson(text, { ...limits, ...more })
  return read.ok ? [] : read.issues.map(({ code, pointer }) => `${code} ${pointer}`)
}

describe('strict JSON', () => {
  test('is read to its value, or refused for everything that JSON.parse would lose', () => {
    fc.assert(
      fc.property(node, space, (tree, gap) => {
        const text = written(tree, gap)
        const read = readJson(text, limits)
        const faults = faultsOf(tree, '')
        expect(codes(text).sort()).toEqual([...faults].sort())
        if (read.ok) expect(read.value).toEqual(valueHeld(tree))
      }),
      { numRuns: runs(40) },
    )
  })

  test('is nothing that JSON.parse refuses, and loses nothing that it accepts', () => {
    const change = fc.record({
      at: fc.nat(),
      remove: fc.nat({ max: 2 }),
      put: fc.constantFrom('', ',', '"', '}', ']', ':', '\\', '0', '\n', '/', '\u00a0', '\ufeff', '\v', 'e'),
    })
    fc.assert(
      fc.property(node, space, change, (tree, gap, { at, remove, put }) => {
        const text = written(tree, gap)
        const place = at % (text.length + 1)
        const changed = text.slice(0, place) + put + text.slice(place + remove)
        const read = readJson(changed, limits)
        let parsed: { value: unknown } | undefined
        try {
          parsed = { value: JSON.parse(changed) }
        } catch {}
        if (parsed === undefined) expect(codes(changed)).toContain('not-json ')
        else expect(codes(changed)).not.toContain('not-json ')
        if (read.ok) expect(read.value).toEqual(parsed!.value)
      }),
      { numRuns: runs(40) },
    )
  })

  test.each([
    ['{"a":1,"a":1}', 1, 8],
    ['{\n  "a": 1,\n  "a": 1\n}', 3, 3],
    ['{"x":{"a":1,\r\n"a":1}}', 2, 1],
    ['["\\u0000"]', 1, 2],
    ['{"é𝒙":"\\ud800"}', 1, 8],
    ['[1,\n 2\n 3]', 3, 2],
    ['{"a":\n\n}', 3, 1],
    ['[[[[[[[[[[[[[0]]]]]]]]]]]]]', 1, 13],
  ])('names the place in %j', (text, line, column) => {
    const read = readJson(text, limits)
    expect(read.ok ? [] : read.issues.map(issue => [issue.line, issue.column])).toEqual([[line, column]])
  })

  test('reports everything at once, in order', () => {
    expect(codes('{"b":{"x":"\\u0000","x":1},"a":[1e999],"__proto__":{},"b":2}')).toEqual([
      'not-text /b/x',
      'duplicate-key /b/x',
      'out-of-range /a/0',
      'forbidden-key /__proto__',
      'duplicate-key /b',
    ])
  })

  test('keeps each limit exactly', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
    expect([codes(nested(12)), codes(nested(13))]).toEqual([[], ['too-deep ']])
    const keys = (count: number) => `{${Array.from({ length: count }, (_, i) => `"k${i}":0`).join()}}`
    expect([codes(keys(5), { keysCount: 5 }), codes(keys(6), { keysCount: 5 })]).toEqual([[], ['too-many ']])
    expect([codes('"aaaa"', { bytes: 6 }), codes('"aaaaa"', { bytes: 6 })]).toEqual([[], ['too-large ']])
    // Bytes, not characters: each of these is three.
    expect([codes('"€€"', { bytes: 8 }), codes('"€€"', { bytes: 7 })]).toEqual([[], ['too-large ']])
  })

  test('is not fooled by brackets and colons in texts', () => {
    expect(codes(JSON.stringify('['.repeat(50)))).toEqual([])
    expect(codes('{"a:b":":","\\"":"[{","a":"\\\\","b":1}')).toEqual([])
    expect(codes('{"a":":","a":2}')).toEqual(['duplicate-key /a'])
    expect(codes('{"a":1,"\\u0061":2,"b":"x:y"}')).toEqual(['duplicate-key /a'])
  })
})
