import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { triesCode } from '../../../test/support/real-rules.ts'
import { runs } from '../../../test/support/sizes.ts'
import { type Issue, isCivilDate, type RuleFile, readJson, readRules } from '../src/index.ts'
import { evaluateToJsonWithJsonRulesEngine } from '../src/json-rules-engine.ts'
import { baseFiles } from './support/corpus.ts'
import { ruleFiles } from './support/generate.ts'
import { isRefused, realRequests, realRules, rulesFrom } from './support/law.ts'
import { realFiles } from './support/real-files.ts'

/** Whatever comes in, a decision or issues come out. An error would be our own bug. */
const hostWords = /undefined|NaN|Infinity|\[object|ZodError|TypeError|RangeError|function|safeint|Invalid input/

/** Words that were sent are repeated in quotation marks, whatever they are. */
const checkMessages = (issues: readonly Issue[]): void => {
  expect(issues.length).toBeGreaterThan(0)
  for (const { message } of issues) expect(message.replaceAll(/“[^”]*”?/g, '')).not.toMatch(hostWords)
}

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
})

describe('a request', () => {
  const check = async (request: never) => {
    const found = realRules.evaluate(request)
    const text = realRules.evaluateToJson(request).text
    expect((await evaluateToJsonWithJsonRulesEngine(realRules, request)).text).toBe(text)
    expect('issues' in realRules.answer(request)).toBe(isRefused(found))
    if (!isRefused(found)) return
    expect(JSON.parse(text)).toEqual(found)
    checkMessages(found.issues)
  }

  test('may be anything at all', () =>
    fc.assert(
      fc.asyncProperty(anything, request => check(request as never)),
      { numRuns: runs(20) },
    ))

  test('may have any member that is anything', () => {
    const member = fc.constantFrom(
      'decision',
      'authority',
      'asOf',
      'trace',
      'facts',
      'rules',
      '__proto__',
      'constructor',
    )
    return fc.assert(
      fc.asyncProperty(realRequests, fc.dictionary(member, anything, { maxKeys: 2 }), (request, more) =>
        check({ ...request, ...more } as never),
      ),
      { numRuns: runs(10) },
    )
  })

  test.runIf(triesCode)('may name the first and the last day of all', () => {
    const day = fc.constantFrom('9999-12-31', '9999-12-30', '0001-01-01', null)
    const dates = fc.record({ startsOn: day, metOn: day, happenedOn: day }, { requiredKeys: [] })
    const asked = fc.record({
      decision: fc.constantFrom('may', 'who', 'where'),
      asOf: fc.constantFrom('0001-01-01', '9999-12-31', '2024-02-01'),
      facts: dates,
    })
    return fc.assert(
      fc.asyncProperty(ruleFiles, fc.array(asked, { minLength: 6, maxLength: 6 }), async (files, requests) => {
        const rules = rulesFrom(files)
        for (const request of requests) {
          const text = rules.evaluateToJson({ ...request, authority: 'town' }).text
          expect((await evaluateToJsonWithJsonRulesEngine(rules, { ...request, authority: 'town' })).text).toBe(text)
          for (const { date } of JSON.parse(text).deadlines) expect(date === null || isCivilDate(date)).toBe(true)
        }
      }),
      { numRuns: runs(0.5) },
    )
  })

  test('may have any fact that is anything, and its value is never repeated', () => {
    const name = fc.oneof(
      fc.constantFrom(...realRules.facts.map(fact => fact.name)),
      fc.string(),
      fc.constantFrom('__proto__', 'constructor', 'toString'),
    )
    return fc.assert(
      fc.asyncProperty(realRequests, fc.dictionary(name, anything, { maxKeys: 4 }), async (request, more) => {
        const secret = 'Ms Secret of 1 Hidden Road'
        await check({ ...request, facts: { ...request.facts, ...more } } as never)
        const named = realRules.evaluate({
          ...request,
          facts: { ...request.facts, careStatus: secret, ageYears: secret, asOf: secret },
        })
        expect(JSON.stringify(named)).not.toContain('Secret')
      }),
      { numRuns: runs(10) },
    )
  })
})

type Tree = Record<string, unknown>
const pointersIn = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, one]) => pointersIn(one, [...path, key]))]
    : [path]

/** The files with one value somewhere in one of them replaced, taken away, doubled, or moved under another name. */
const damaged = (files: readonly RuleFile[]): fc.Arbitrary<readonly RuleFile[]> => {
  const places = files.flatMap((file, i) => pointersIn(file.value).map(path => ({ file: i, path })))
  const words = [...new Set(files.flatMap(file => JSON.stringify(file.value).match(/"[^"]{1,40}"/g) ?? []))].map(
    word => JSON.parse(word) as string,
  )
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(...words),
    fc
      .constantFrom(...places)
      .map(({ file, path }) => path.reduce<unknown>((at, key) => (at as Tree)[key], files[file]!.value)),
    fc.constantFrom(
      0,
      -1,
      1e9,
      '9999-12',
      '9999-12-31',
      '0001-01-01',
      '2021-13',
      '',
      'dateOfBirth',
      'ageYears',
      'compulsorySchoolAge',
    ),
  )
  const damage = fc.record({
    place: fc.constantFrom(...places),
    kind: fc.constantFrom('set', 'set', 'set', 'remove', 'double', 'rename'),
    value,
    word: fc.constantFrom(...words),
  })
  return fc.array(damage, { minLength: 1, maxLength: 3 }).map(all => {
    const changed = structuredClone(files) as { path: string; value: unknown }[]
    for (const { place, ...rest } of all) spoil(changed[place.file]!, place.path, rest)
    return changed
  })
}

interface Damage {
  readonly kind: string
  readonly value: unknown
  readonly word: string
}

const spoil = (file: { value: unknown }, at: readonly (string | number)[], { kind, value, word }: Damage): void => {
  const path = [...at]
  const last = path.pop()
  if (last === undefined) {
    file.value = value
    return
  }
  const step = (from: unknown, key: string | number) =>
    typeof from === 'object' && from !== null ? (from as Tree)[key] : undefined
  const holder = path.reduce<unknown>(step, file.value) as Tree | undefined
  if (typeof holder !== 'object' || holder === null) return
  if (kind === 'set') holder[last] = structuredClone(value)
  else if (kind === 'remove') Array.isArray(holder) ? holder.splice(Number(last), 1) : delete holder[last]
  else if (kind === 'double' && Array.isArray(holder)) holder.push(structuredClone(holder[Number(last)]))
  else if (kind === 'rename' && !Array.isArray(holder)) holder[word] = holder[last]
}

/** How often damage was noticed: were it never, or always, the law would say little. */
const noticed = { yes: 0, no: 0 }

const checkFiles = async (files: readonly RuleFile[]): Promise<void> => {
  const read = readRules(files)
  noticed[read.ok ? 'no' : 'yes'] += 1
  if (!read.ok) {
    checkMessages(read.issues)
    return
  }
  const rules = read.value
  for (const { id: decision } of rules.decisions) {
    for (const { id: authority } of rules.authorities) {
      for (const asOf of ['2016-02-29', '2024-03-01', '9999-12-31']) {
        const known = Object.fromEntries(
          rules.facts.flatMap(({ name, type }) => (type === 'date' ? [[name, '9999-12-31']] : [])),
        )
        for (const facts of [{}, known]) {
          const request = { decision, authority, asOf, facts }
          expect((await evaluateToJsonWithJsonRulesEngine(rules, request)).text).toBe(
            rules.evaluateToJson(request).text,
          )
        }
      }
    }
  }
}

describe('rule files', () => {
  test('may hold any JSON at any place', () => {
    const path = fc.oneof(
      fc.constantFrom(...realFiles.map(file => file.path)),
      fc.string(),
      fc.constantFrom('constructor', 'a/constructor', '/', '', '/x.json', 'a/b/c.json', '__proto__/toString'),
    )
    return fc.assert(
      fc.property(fc.array(fc.record({ path, value: fc.jsonValue() }), { maxLength: 8 }), files => {
        expect(readRules(files).ok).toBe(false)
      }),
      { numRuns: runs(10) },
    )
  })

  test.runIf(triesCode)('may have anything in the place of anything: the base of the corpus', () => {
    const files = [...baseFiles].map(([path, value]) => ({ path, value }))
    return fc.assert(fc.asyncProperty(damaged(files), checkFiles), { numRuns: runs(12) })
  })

  test('may have anything in the place of anything: real rules', () =>
    fc.assert(fc.asyncProperty(damaged(realFiles), checkFiles), { numRuns: runs(1.5) }))

  test('were damaged in ways that are noticed and in ways that are not', () => {
    expect(noticed.yes).toBeGreaterThan(0)
    expect(noticed.no).toBeGreaterThan(0)
  })
})

describe.runIf(triesCode)('text', () => {
  const limits = { bytes: 10_000, depthLevels: 20, keysCount: 100 }
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '\n',
    '//',
    '/*',
    '*/',
    'true',
    'null',
    '-',
    '1e9',
    '"a"',
    '\\u',
    '\0',
    '\ud800',
    ' ',
  )

  test('may be any text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 60 }).map(all => all.join('')),
      fc.json(),
    )
    fc.assert(
      fc.property(text, one => {
        const read = readJson(one, limits)
        if (!read.ok) checkMessages(read.issues)
      }),
      { numRuns: runs(40) },
    )
  })

  test.each(['[', '{"a":', '[},', '{"a":],"b":', '["\n,', '[/* " */'])('may nest “%s” without end', piece => {
    const read = readJson(piece.repeat(200_000), { ...limits, bytes: 10_000_000 })
    expect(read.ok).toBe(false)
  })
})
