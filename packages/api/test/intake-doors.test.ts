import { limits } from '@virtual-school/rules/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { request } from './fixture.ts'
import { problemOf, serving } from './serving.ts'

const { post } = await serving()
const json = { 'content-type': 'application/json' }
const lines = { 'content-type': 'application/x-ndjson' }

interface Found {
  readonly code: string
  readonly pointer: string
  readonly message: string
}
const bytesOf = (body: string | Uint8Array): Uint8Array => (typeof body === 'string' ? Buffer.from(body) : body)

/** What each way in says is wrong with one request. All three must say the same. */
const doors = {
  '/decide': async (body: string | Uint8Array) =>
    (await problemOf(await post('/decide', bytesOf(body), json), 'malformed-body')).issues,
  'a line of a batch': async (body: string | Uint8Array) => {
    const text = await (await post('/decide/batch', bytesOf(body), lines)).text()
    return (JSON.parse(text) as { issues: readonly Found[] }).issues
  },
  'an array': async (body: string | Uint8Array) => {
    const whole = Buffer.concat([Buffer.from('['), bytesOf(body), Buffer.from(']')])
    return (await problemOf(await post('/decide/batch', whole, json), 'malformed-body')).issues
  },
}
const escaped = (text: string) => [...text].map(one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
const deep = (levels: number) => `{"facts":${'['.repeat(levels)}${']'.repeat(levels)}}`
const manyKeys = (count: number) => `{"facts":{${Array.from({ length: count - 1 }, (_, i) => `"k${i}":1`).join()}}}`
const inText = (...bytes: number[]) => Buffer.concat([Buffer.from('{"a":"'), Buffer.from(bytes), Buffer.from('"}')])

const unreliable: readonly (readonly [what: string, body: string | Uint8Array, code: string])[] = [
  [
    'a key twice, far apart and written otherwise',
    `{"facts":{"ageYears":1,"a":{},"${escaped('ageYears')}":2}}`,
    'duplicate-key',
  ],
  ['a key twice, deep down', '{"a":[{"b":{"c":1,"c":1}}]}', 'duplicate-key'],
  ...['__proto__', 'constructor', 'prototype'].flatMap(
    name =>
      [
        [`the key ${name}`, `{"facts":{"${name}":1}}`, 'forbidden-key'],
        [`the key ${name}, escaped`, `{"facts":{"${escaped(name)}":1}}`, 'forbidden-key'],
      ] as const,
  ),
  ['a NUL', '{"a":"x\\u0000"}', 'not-text'],
  ['a NUL in a key', '{"a\\u0000":1}', 'not-text'],
  ['a high surrogate alone', '{"a":"\\ud83dx"}', 'not-text'],
  ['a low surrogate alone', '{"a":"\\ude00"}', 'not-text'],
  ['surrogates the wrong way round', '{"a":"\\ude00\\ud83d"}', 'not-text'],
  ['a surrogate alone in a key', '{"\\ud83d":1}', 'not-text'],
  ['a number past all bounds', '{"a":1e999}', 'out-of-range'],
  ['a number past all bounds below', '{"a":[-1e309]}', 'out-of-range'],
  ['Infinity', '{"a":Infinity}', 'not-json'],
  ['-NaN', '{"a":-NaN}', 'not-json'],
  ['a byte that is none of UTF-8', inText(0xff), 'not-text'],
  ['a slash that is longer than it need be', inText(0xc0, 0xaf), 'not-text'],
  ['a surrogate in bytes', inText(0xed, 0xa0, 0x80), 'not-text'],
  ['a character past the last', inText(0xf4, 0x90, 0x80, 0x80), 'not-text'],
  ['a character cut short', inText(0xe2, 0x82), 'not-text'],
  ['a control character as it is', '{"a":"\u0001"}', 'not-json'],
  ['two documents', '{} {}', 'not-json'],
]

describe.each(Object.entries(doors))('%s', (door, issuesAt) => {
  test.each(unreliable)('refuses %s', async (_, body, code) => {
    expect((await issuesAt(body)).map(one => one.code)).toContain(code)
  })

  test('refuses what is deeper than 32, or has more than 2,000 keys, and not what is just within', async () => {
    expect([limits.requestDepthLevels, limits.requestKeysCount, limits.requestBytes]).toEqual([32, 2_000, 65_536])
    expect((await issuesAt(deep(32))).map(one => one.code)).toEqual(['too-deep'])
    if (door === 'an array') return
    expect((await issuesAt(manyKeys(2_001))).map(one => one.code)).toEqual(['too-many'])
  })
})

test('a pair of surrogates is one character, and is read', async () => {
  expect((await post('/decide', '{"decision":"\\ud83d\\ude00"}')).status).toBe(422)
})

test.each(['gzip', 'br', 'zstd', 'x-unknown'])('a batch in %s is refused before it is read', async encoding => {
  for (const type of [json, lines]) {
    const response = await post('/decide/batch', '{}', { ...type, 'content-encoding': encoding })
    expect(response.status).toBe(415)
    await problemOf(response, 'encoded-body')
  }
})

test('whatever is wrong, all of it is told at once and nothing of it repeated', async () => {
  const parts = ['"k1":1,"k1":2', '"__proto__":"canary"', '"k2":"canary\\u0000"', '"k3":1e999', '"k4":"canary\\ud800"']
  const codes = ['duplicate-key', 'forbidden-key', 'not-text', 'out-of-range', 'not-text']
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 1 }), async chosen => {
      const body = `{"facts":{"weather":"canary",${chosen.map(i => parts[i]).join()}}}`
      for (const issuesAt of Object.values(doors)) {
        const issues = await issuesAt(body)
        expect(issues.map(({ code }) => code)).toEqual(chosen.map(i => codes[i]))
        expect(JSON.stringify(issues)).not.toContain('canary')
      }
    }),
    { numRuns: 40 },
  )
})

test('the schema comes last: what is sound JSON and no request is told of in full, and its values are not', async () => {
  const facts = { ageYears: 'canary', weather: 'canary', parentAgrees: 17171717, canaryless: 1 }
  const body = { ...request, authority: 'luten', trace: 'canary', asOf: 'canary', facts }
  const { issues } = await problemOf(await post('/decide', body), 'request-refused')
  expect(issues.map(({ pointer }) => pointer)).toEqual([
    '/asOf',
    '/authority',
    '/facts',
    '/facts/ageYears',
    '/facts/parentAgrees',
    '/facts/weather',
    '/trace',
  ])
  expect(JSON.stringify(issues)).not.toMatch(/canary|17171717/)
  expect(issues.find(({ pointer }) => pointer === '/authority')?.suggestion).toBe('luton')
})
