import { describe, expect, test } from 'vitest'
import { blankScenarios, mutationReport } from '../src/index.ts'
import { listMutants } from '../src/mutate/mutation-report.ts'
import { type TinyScenario, tinyRules } from './support/tiny-rules.ts'
import { holdZ3 } from './support/z3.ts'

holdZ3()

const ids = (rules: Parameters<typeof tinyRules>[0]) =>
  listMutants(tinyRules(rules).rulebook)
    .filter(one => one.group === 'rules')
    .map(one => one.id.replace('land.may.', ''))

describe('mutants', () => {
  test('of a threshold: each other operator, each neighbour, none that says the same twice', () => {
    expect(ids({ young: {} })).toEqual([
      'young@2020-01-01/conditions/all/0:operator=greaterThanInclusive',
      'young@2020-01-01/conditions/all/0:operator=lessThanInclusive',
      'young@2020-01-01/conditions/all/0:operator=greaterThan',
      'young@2020-01-01/conditions/all/0:value=17',
      'young@2020-01-01/conditions/all/0:dropped',
      'young@2020-01-01/effective/from:from=2019-12-31',
      'young@2020-01-01/effective/from:from=2020-01-02',
      'young@2020-01-01/force:force=statutory-guidance',
    ])
  })

  test('of words: members dropped, added and swapped; of groups: regrouped, and negated', () => {
    const conditions = {
      any: [{ fact: 'status', operator: 'in', value: ['current', 'ceased'] }, { condition: 'current' }],
    }
    const found = ids({ words: { conditions } }).filter(id => id.includes('/conditions'))
    expect(found.map(id => id.replace('words@2020-01-01/conditions', ''))).toEqual([
      '/any/0:operator=notIn',
      '/any/0:without=current',
      '/any/0:without=ceased',
      '/any/0:with=never',
      '/any/0:current=never',
      '/any/0:ceased=never',
      '/any/1:negated',
      '/any/0:dropped',
      '/any/1:dropped',
      ':all',
      ':negated',
    ])
  })

  test('never what would not parse: editions that overlap, a last day before the first, a value out of range', () => {
    const found = ids({
      first: {
        effective: { from: '2020-01-01', to: '2020-01-01' },
        conditions: { all: [{ fact: 'age', operator: 'equal', value: 0 }] },
      },
    })
    expect(found).toContain('first@2020-01-01/conditions/all/0:value=1')
    expect(found).not.toContain('first@2020-01-01/conditions/all/0:value=-1')
    expect(found).not.toContain('first@2020-01-01/effective/from:from=2020-01-02')
    expect(found).not.toContain('first@2020-01-01/effective/to:to=2019-12-31')
  })

  test('of exceptions, definitions and requirements, each told in a sentence', () => {
    const excepting = {
      exceptionTo: ['land.may.young'],
      event: { type: 'none' },
      conditions: { all: [{ condition: 'current' }] },
    }
    const mutants = listMutants(tinyRules({ young: {}, excepting }).rulebook)
    const sentences = Object.fromEntries(mutants.map(one => [one.id, one.sentence]))
    expect(sentences['land.may.excepting/exceptionTo:without=land.may.young']).toBe(
      'Land’s “The rule excepting” no longer an exception to “The rule young”.',
    )
    expect(sentences['land.may.young@2020-01-01/conditions/all/0:value=17']).toBe(
      'Land’s “The rule young” with “the age is under 18” made “the age is under 17”.',
    )
    expect(sentences['definition:land.current/conditions/all/0:value=never']).toBe(
      'Land’s definition “the status is current” with “the status is current” made “the status is never”.',
    )
    expect(sentences['requirement:may.agreement/test:operator=notEqual']).toBe(
      'The requirement “all agree” of “May it go ahead?” with “all agree” made “not all agree”.',
    )
    expect(new Set(mutants.map(one => one.id)).size).toBe(mutants.length)
  })
})

const at = (age: number, agrees: boolean, expected: object, more: object = {}): TinyScenario => ({
  facts: { age, agrees },
  expect: expected,
  ...more,
})
const unmet = { answer: 'not-permitted', requirements: { agreement: { status: 'unmet', force: 'law' } } }
const telling = [
  at(17, false, unmet),
  at(17, true, { answer: 'permitted' }),
  at(18, false, { answer: 'unrestricted' }),
  at(17, false, unmet, { asOf: '2020-01-01' }),
  at(17, false, { answer: 'unrestricted' }, { asOf: '2019-12-31' }),
]

describe('the report', () => {
  test('has no survivor where every mistake is noticed, or could not be', async () => {
    const report = await mutationReport(tinyRules({ young: {} }, telling))
    expect(report.survivors).toEqual([])
    expect(report.killed.length + report.equivalent.length).toBe(report.mutantsCount)
    expect(report.equivalent.map(one => one.mutant.of)).toEqual(Array(report.equivalent.length).fill('current'))
    expect(report.killed[0]).toMatchObject({ by: { authority: 'land', file: 'land/scenarios/cases.json' } })
  })

  test('finds a planted survivor, and offers a scenario that kills it once a person has filled it in', async () => {
    const without = telling.filter((_, i) => i !== 2)
    const { survivors } = await mutationReport(tinyRules({ young: {} }, without))
    const threshold = survivors.find(one => one.mutant.id.endsWith('/conditions/all/0:operator=lessThanInclusive'))
    expect(threshold?.witness?.case.facts).toMatchObject({ age: 18 })
    const [file] = blankScenarios(survivors)
    expect(file!.path).toBe('land/scenarios/to-finish-may.json')
    const offered = file!.scenarios.map(({ asOf, facts }) => ({ asOf, facts, expect: { answer: 'unrestricted' } }))
    const filled = await mutationReport(tinyRules({ young: {} }, [...without, ...offered]))
    expect(filled.survivors.map(one => one.mutant.id)).not.toContain(threshold!.mutant.id)
  })

  test('a blank expectation is refused, so that it never passes unread', () => {
    expect(() => tinyRules({ young: {} }, [at(17, true, {})])).toThrow('Nothing is expected')
    expect(() => tinyRules({ young: {} }, [at(17, true, { requirements: {} })])).toThrow('Nothing is expected')
  })

  test('proves equal what no request can tell apart', async () => {
    const shadow = { conditions: { all: [{ fact: 'age', operator: 'lessThan', value: 10 }] }, force: 'local-offer' }
    const { equivalent, survivors } = await mutationReport(tinyRules({ young: {}, shadow }, telling))
    const proved = equivalent.map(one => one.mutant.id)
    // Whoever is under 10 is under 18, where the law already says the same; so neither threshold nor force shows.
    expect(proved).toContain('land.may.shadow@2020-01-01/conditions/all/0:value=9')
    expect(proved).toContain('land.may.shadow@2020-01-01/force:force=local-policy')
    expect(proved).not.toContain('land.may.young@2020-01-01/force:force=statutory-guidance')
    expect(survivors.map(one => one.mutant.id)).toEqual(['land.may.shadow@2020-01-01/effective/from:from=2019-12-31'])
    expect(equivalent[0]!.proof.questions).toEqual([{ decision: 'may', authority: 'land' }])
  })
})
