import { describe, expect, test } from 'vitest'
import { type Issue, limits, readRules } from '../src/index.ts'
import { baseFiles, type Change, changedFiles } from './support/corpus.ts'

/** What is refused because it is too much: cases too large to be written down, over the same base as `corpus/bad`. */
const rules = 'town/rules.json'
const issuesOf = (...changes: readonly Change[]): readonly Issue[] => {
  const read = readRules([...changedFiles(changes)].map(([path, value]) => ({ path, value })))
  return read.ok ? [] : read.issues
}
const shortly = (issues: readonly Issue[]) => issues.map(({ code, file, pointer }) => [code, file, pointer])
const at = (file: string, pointer: string, set: unknown): Change => ({ file, pointer, change: { set } })
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i)
const rule = (name: string, more: object = {}) => ({
  name: `town.who.${name}`,
  title: 'A rule',
  decision: 'who',
  force: 'local-offer',
  effective: { from: '2021-09' },
  conditions: { all: [] },
  event: { type: 'none' },
  citations: [{ source: 'the-page', locator: 'line 9', evidence: 'primary' }],
  ...more,
})
const definition = (name: string, conditions: object) => ({
  name,
  statement: 'it is',
  otherwise: 'it is not',
  conditions,
})

describe('room for the alternatives of readings', () => {
  const alternatives = (count: number) =>
    numbers(count).map(i => ({ text: `Under ${i}.`, condition: { fact: 'age', operator: 'lessThan', value: i % 9 } }))
  // In “may” the base has one alternative of `young`, one of `which-days` and, in the town, one of `which-children`.

  test('as many as fit are accepted', () => {
    expect(
      issuesOf(at('land/readings.json', '/readings/0/alternatives', alternatives(limits.readingAlternativesCount - 2))),
    ).toEqual([])
  })

  test('one more is refused where it is one too many: here for the town alone', () => {
    const issues = issuesOf(
      at('land/readings.json', '/readings/0/alternatives', alternatives(limits.readingAlternativesCount - 1)),
    )
    expect(shortly(issues)).toEqual([['unreachable-limit', 'decisions.json', '/decisions/0']])
    expect(issues[0]!.message).toBe(
      'The readings that matter in “may” for “town” have 32 alternatives; there is room for 31.',
    )
  })

  test('what is one too many for the nation is said once, and not again for each council', () => {
    const issues = issuesOf(
      at('land/readings.json', '/readings/0/alternatives', alternatives(limits.readingAlternativesCount)),
    )
    expect(shortly(issues)).toEqual([['unreachable-limit', 'decisions.json', '/decisions/0']])
    expect(issues[0]!.message).toContain('for “land” have 32 alternatives')
  })

  test('a reading that only a deadline names is counted, one that nothing names is not', () => {
    const many = numbers(40).map(i => ({ text: 'Other days.', deadline: { count: i } }))
    expect(shortly(issuesOf(at('land/readings.json', '/readings/1/alternatives', many)))).toEqual([
      ['unreachable-limit', 'decisions.json', '/decisions/0'],
    ])
    expect(
      issuesOf(
        at('land/readings.json', '/readings/1/alternatives', many),
        at('land/rules.json', '/rules/3/event/params/reading', undefined),
      ),
    ).toEqual([])
  })
})

describe('room for the values of a fact', () => {
  // In “may” the base tests the age against 16, 18, 20, 21 and 22 and, to see a contradiction, 18.
  const among = (value: readonly number[]) => ({ all: [{ fact: 'age', operator: 'in', value }] })
  const ages = (count: number) => among(numbers(count).map(i => 100 + 2 * i))
  const older = at('facts.json', '/facts/2/max', 500)

  test('a number is refused with more boundaries than fit', () => {
    expect(issuesOf(older, at(rules, '/rules/0/conditions', ages(10)))).toEqual([])
    const issues = issuesOf(older, at(rules, '/rules/0/conditions', ages(11)))
    expect(shortly(issues)).toEqual([['unreachable-limit', 'facts.json', '/facts/2']])
    expect(issues[0]!.message).toContain('tells as many as 33 values of “age” apart; there is room for 31')
  })

  test('but not where it has no more values than that', () => {
    expect(issuesOf(at(rules, '/rules/0/conditions', among(numbers(26))))).toEqual([])
  })

  test('a word is refused with more values than fit, where a rule can read it', () => {
    const values = (count: number) => [
      ...['current', 'ceased', 'never'].map(value => ({ value, statement: 'it is' })),
      ...numbers(count - 3).map(i => ({ value: `value-${i}`, statement: 'it is' })),
    ]
    expect(issuesOf(at('facts.json', '/facts/1/values', values(31)))).toEqual([])
    expect(shortly(issuesOf(at('facts.json', '/facts/1/values', values(32))))).toEqual([
      ['unreachable-limit', 'facts.json', '/facts/1'],
    ])
    const unread = {
      ...(baseFiles.get('facts.json') as { facts: object[] }).facts[1],
      name: 'unread',
      values: values(99),
    }
    expect(issuesOf({ file: 'facts.json', pointer: '/facts', change: { append: unread } })).toEqual([])
  })

  const day = (i: number) =>
    `2024-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + Math.floor(i / 12)).padStart(2, '0')}`
  const tests = (fact: string, count: number) => ({
    any: numbers(count).map(i => ({ fact, operator: 'equal', value: day(i) })),
  })

  test('a date is refused with more boundaries than fit, its days as a clock among them', () => {
    const who = (count: number) => at(rules, '/rules/2/conditions', tests('startsOn', count))
    expect(issuesOf(who(15))).toEqual([])
    expect(shortly(issuesOf(who(16)))).toEqual([['unreachable-limit', 'facts.json', '/facts/3']])
    const clock = at(rules, '/rules/2/effective', { from: '2021-09', to: '2023-08', clock: 'startsOn' })
    expect(issuesOf(who(13), clock)).toEqual([])
    expect(shortly(issuesOf(who(14), clock))).toEqual([['unreachable-limit', 'facts.json', '/facts/3']])
  })

  test('dates that are compared share their boundaries, and need room between them', () => {
    // Two dates, one link: five days around each boundary and around the other date. The base has the boundary 2021-09-01.
    const may = (count: number) => at(rules, '/rules/0/conditions', tests('metOn', count))
    expect(issuesOf(may(23))).toEqual([])
    const issues = issuesOf(may(24))
    expect(shortly(issues)).toEqual([
      ['unreachable-limit', 'facts.json', '/facts/3'],
      ['unreachable-limit', 'facts.json', '/facts/4'],
    ])
    expect(issues[0]!.message).toContain(`room for ${limits.comparedValuesCount}`)
  })
})

describe('room for conditions', () => {
  const doubling = numbers(40).map(i =>
    definition(
      `d${i}`,
      i === 0 ? { condition: 'open' } : { all: [{ condition: `d${i - 1}` }, { not: { condition: `d${i - 1}` } }] },
    ),
  )
  const chain = numbers(3_000).map(i => definition(`d${i}`, { condition: i === 0 ? 'open' : `d${i - 1}` }))
  const withDefinitions = (definitions: readonly object[], conditions: object) => [
    at('town/definitions.json', '/definitions', [definition('of-school-age', { condition: 'open' }), ...definitions]),
    at(rules, '/rules/2/conditions', conditions),
  ]

  test('definitions that double and double are refused before anyone writes them out', () => {
    expect(issuesOf(...withDefinitions(doubling, { condition: 'd12' }))).toEqual([])
    const issues = issuesOf(...withDefinitions(doubling, { condition: 'd39' }))
    expect(shortly(issues)).toEqual([['unreachable-limit', rules, '/rules/2/conditions']])
    expect(issues[0]!.message).toContain('at most 5000 tests and 200 levels')
  })

  test('a long chain of definitions is refused', () => {
    expect(issuesOf(...withDefinitions(chain, { condition: 'd150' }))).toEqual([])
    expect(shortly(issuesOf(...withDefinitions(chain, { condition: 'd2999' })))).toEqual([
      ['unreachable-limit', rules, '/rules/2/conditions'],
    ])
  })

  test('a long chain of definitions that ends in itself is a circle', () => {
    const circle = [...chain.slice(1), definition('d0', { condition: 'd2999' })]
    expect(shortly(issuesOf(...withDefinitions(circle, { condition: 'open' })))).toEqual([
      ['circle', 'town/definitions.json', '/definitions/1/conditions'],
    ])
  })

  test('exceptions to exceptions are refused beyond the limit', () => {
    const excepting = (count: number) =>
      numbers(count).map(i =>
        rule(
          `r${String(i).padStart(4, '0')}`,
          i === 0 ? {} : { exceptionTo: [`town.who.r${String(i - 1).padStart(4, '0')}`] },
        ),
      )
    const more = (count: number): Change => ({ file: 'town/more.json', change: { set: { rules: excepting(count) } } })
    expect(issuesOf(more(limits.exceptionChainCount + 1))).toEqual([])
    const issues = issuesOf(more(2_000))
    expect(shortly(issues)).toEqual([['unreachable-limit', 'town/more.json', '/rules/1948/name']])
    expect(issues[0]!.message).toContain('at most 50 times')
  })
})

describe('counts', () => {
  test('too many rules', () => {
    const issues = issuesOf({
      file: 'town/more.json',
      change: { set: { rules: numbers(limits.rulesCount).map(i => rule(`r${i}`)) } },
    })
    expect(issues).toEqual([{ code: 'too-many', pointer: '', message: 'There may be at most 5000 rules.' }])
  })

  test('too many files', () => {
    const files = numbers(limits.documentsCount + 1).map(i => ({ path: `town/rules-${i}.json`, value: { rules: [] } }))
    const read = readRules(files)
    expect(read.ok ? [] : read.issues.map(({ code, message }) => [code, message])).toEqual([
      ['too-many', 'A rule directory may hold at most 2000 files.'],
    ])
  })

  test('a file twice', () => {
    const files = [...baseFiles].map(([path, value]) => ({ path, value }))
    const read = readRules([...files, files[0]!])
    expect(read.ok ? [] : shortly(read.issues)).toEqual([['duplicate-name', files[0]!.path, '']])
  })

  test('a value nested deeper than any text may be, handed over as it is', () => {
    const deep = JSON.parse(`${'['.repeat(9_000)}${']'.repeat(9_000)}`)
    expect(shortly(issuesOf({ file: 'town/rules.json', change: { set: deep } }))).toEqual([['too-deep', rules, '']])
  })
})
