import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inCheckout } from '../../../scripts/places.mjs'
import { runs, testSeed } from '../../../test/support/sizes.ts'
import { editJson, type JsonEdit, layOutJson } from '../src/kernel/json-text.ts'

/** As biome lays out files of rules. */
const formatted = (text: string): string =>
  execFileSync(inCheckout('node_modules/.bin/biome'), ['format', '--stdin-file-path=rules/some.json'], {
    cwd: inCheckout('.'),
    input: text,
    encoding: 'utf8',
  })

const text = `{
  "$schema": "./schema/sources.schema.json",
  "sources": [
    { "id": "one", "note": "It is “so”." },
    {
      "id": "two",
      "citations": [{ "source": "one", "locator": "paragraph 4", "evidence": "primary" }]
    }
  ],
  "none": []
}
`

const edited = (...edits: readonly JsonEdit[]): string => editJson(text, edits)
const long = `under “A heading of some words”, after “The virtual school will do”, item beginning “helping everybody who asks”`

describe('a change to a JSON text', () => {
  it('leaves the rest as it is, to the letter', () => {
    expect(edited()).toBe(text)
    const found = edited({ kind: 'set', path: ['sources', 0, 'note'], value: 'Not any more.' })
    expect(found).toBe(text.replace('It is “so”.', 'Not any more.'))
  })

  it.each<[string, JsonEdit, string, string]>([
    [
      'a new member of an object on one line',
      { kind: 'set', path: ['sources', 0, 'kind'], value: 'law' },
      '“so”." }',
      '“so”.", "kind": "law" }',
    ],
    [
      'a new member of an object on several',
      { kind: 'set', path: ['sources', 1, 'kind'], value: 'law' },
      'primary" }]',
      'primary" }],\n      "kind": "law"',
    ],
    ['a last member', { kind: 'remove', path: ['none'] }, ',\n  "none": []', ''],
    ['a first member', { kind: 'remove', path: ['sources', 0, 'id'] }, '"id": "one", ', ''],
    [
      'a value before the first',
      { kind: 'insert', path: ['sources'], before: 0, value: { id: 'x' } },
      '[\n    { "id": "one"',
      '[\n    {\n      "id": "x"\n    },\n    { "id": "one"',
    ],
    [
      'a value after the last',
      { kind: 'insert', path: ['sources'], before: 2, value: { id: 'x' } },
      '    }\n  ],',
      '    },\n    {\n      "id": "x"\n    }\n  ],',
    ],
    [
      'a value in an empty list',
      { kind: 'insert', path: ['none'], before: 0, value: { id: 'x' } },
      '"none": []',
      '"none": [\n    {\n      "id": "x"\n    }\n  ]',
    ],
    ['what is not there', { kind: 'remove', path: ['sources', 7, 'id'] }, 'one', 'one'],
  ])('puts in, or takes out, %s', (_, edit, from, to) => {
    expect(edited(edit)).toBe(text.replace(from, to))
    expect(formatted(edited(edit))).toBe(edited(edit))
  })

  it('lays out anew what has become too long for its line', () => {
    const found = edited({ kind: 'set', path: ['sources', 1, 'citations', 0, 'locator'], value: long })
    expect(found).toContain(`"citations": [\n        {\n          "source": "one",\n          "locator": "${long}",\n`)
    expect(formatted(found)).toBe(found)
  })

  it('makes several, each of the text as it was', () => {
    const found = edited(
      { kind: 'insert', path: ['sources'], before: 1, value: { id: 'x' } },
      { kind: 'insert', path: ['sources'], before: 1, value: { id: 'y' } },
      { kind: 'set', path: ['sources', 1, 'id'], value: 'three' },
      { kind: 'set', path: ['sources', 0, 'gone'], value: '2026-11-22' },
    )
    const { sources } = JSON.parse(found)
    expect(sources.map((one: { id: string }) => one.id)).toEqual(['one', 'x', 'y', 'three'])
    expect(sources[0].gone).toBe('2026-11-22')
    expect(formatted(found)).toBe(found)
  })
})

describe('JSON that is laid out', () => {
  const word = fc.stringMatching(/^[a-z]{1,40}$/)
  const { value } = fc.letrec(tie => ({
    value: fc.oneof({ maxDepth: 4 }, word, fc.boolean(), fc.constant(null), tie('list'), tie('object')),
    list: fc.array(word, { maxLength: 5 }),
    object: fc.dictionary(word, tie('value'), { maxKeys: 5 }),
  }))

  it('is what biome makes of it, and the same value', () => {
    const all = fc.sample(fc.dictionary(word, value, { minKeys: 1, maxKeys: 6 }), { seed: testSeed, numRuns: runs(10) })
    const found = `${layOutJson({ all }, { isBroken: true })}\n`
    expect(JSON.parse(found)).toEqual({ all })
    expect(formatted(found)).toBe(found)
  })
})
