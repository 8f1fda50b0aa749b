import { describe, expect, it } from 'vitest'
import type { WitnessCase } from '../src/witness/witness.ts'
import { compare, disagreementsIn, pairIn } from './support/compare.ts'
import { edited, rulesFrom, smallFiles } from './support/small-rules.ts'
import { holdZ3 } from './support/z3.ts'

holdZ3()

const old = rulesFrom(smallFiles)
const nation = 'england/short-day.json'
const change = (path: string, from: string, to: string) => rulesFrom(edited(smallFiles, path, from, to))

/** Every child there can be, as far as these rules could tell two apart. */
const everyChild: readonly WitnessCase[] = Array.from({ length: 26 }, (_, ageYears) => ageYears).flatMap(ageYears =>
  ['looked-after', 'never'].flatMap(careStatus =>
    [true, false].flatMap(planMade =>
      [true, false].flatMap(parentAgrees =>
        ['2026-12-31', '2027-01-01', '2027-01-02'].flatMap(startsOn =>
          ['2019-12-31', '2020-01-01', '2020-01-02', '2026-11-22'].map(asOf => ({
            decision: 'short-day',
            authority: 'testshire',
            asOf,
            facts: { ageYears, careStatus, planMade, parentAgrees, startsOn },
          })),
        ),
      ),
    ),
  ),
)

describe('one edit of a small rulebook', () => {
  it.each([
    ['a threshold', nation, '"value":5', '"value":6'],
    ['a threshold, the other way', nation, '"value":5', '"value":3'],
    ['an operator', nation, '"greaterThanInclusive"', '"lessThan"'],
    ['a member of an enum', nation, '"value":"looked-after"', '"value":"never"'],
    ['what is required', nation, '"requirement":"plan"', '"requirement":"start"'],
    ['a date by a day', nation, '"effective":{"from":"2020-01"}', '"effective":{"from":"2020-01-02"}'],
    [
      'the test of a requirement',
      'decisions.json',
      '"planMade","operator":"equal","value":true',
      '"planMade","operator":"equal","value":false',
    ],
    ['a date in a test by a day', 'decisions.json', '"2027-01-01"', '"2027-01-02"'],
    [
      'all for any',
      nation,
      '"all":[{"fact":"ageYears"',
      '"any":[{"fact":"careStatus","operator":"equal","value":"never"},{"fact":"ageYears"',
    ],
    ['a contradiction', 'facts.json', '"value":18', '"value":17'],
  ])('%s: a child lies in a region exactly where something changed', async (_, path, from, to) => {
    const now = change(path, from, to)
    const pair = pairIn(await compare(old, now), 'testshire', 'short-day')
    expect(pair.ended).toBe('complete')
    expect(disagreementsIn(old, now, pair, everyChild)).toEqual([])
  })

  it('a threshold by one is told as exactly the age', async () => {
    const difference = await compare(old, change(nation, '"value":5', '"value":6'))
    expect(pairIn(difference, 'england', 'short-day')).toMatchObject({
      verdict: 'changed',
      ended: 'complete',
      regions: [
        {
          direction: 'less-protective',
          isLessProtective: true,
          text: expect.stringMatching(/^the child’s age is 5; /),
          parts: [{ fact: 'ageYears', from: 5, to: 5 }, { asOf: { from: '2020-01-01', to: null } }],
          changes: [{ finding: 'requirements/parent-agreement', change: 'removed' }],
        },
      ],
    })
    expect(
      pairIn(difference, 'testshire', 'short-day').regions.every(one =>
        one.parts?.some(part => 'fact' in part && part.fact === 'ageYears'),
      ),
    ).toBe(true)
  })

  it('every witness is decided by both sides as it is told', async () => {
    const now = change(nation, '"value":5', '"value":6')
    const { regions } = pairIn(await compare(old, now), 'england', 'short-day')
    for (const { witness, before, after } of regions.flatMap(one => one.outcomes)) {
      expect(old.evaluate(witness.case)).toMatchObject(before)
      expect(now.evaluate(witness.case)).toMatchObject(after)
    }
    expect(regions[0]!.outcomes.map(one => `${one.before.answer} ${one.after.answer}`)).toContain(
      'not-permitted unrestricted',
    )
  })

  it('a change of the nation’s rules is seen by every council', async () => {
    const now = change(nation, '"requirement":"plan"', '"requirement":"start"')
    const { pairs } = await compare(old, now)
    expect(pairs.map(one => [one.authority, one.verdict])).toEqual([
      ['england', 'changed'],
      ['testshire', 'changed'],
    ])
    expect(pairs[0]!.regions[0]).toMatchObject({ direction: 'other', isLessProtective: true })
  })

  it('an exception is told as those whom it lets go, and their way back as more protective', async () => {
    const rule = {
      name: 'england.short-day.agreeing-adult',
      title: 'It does not hold at 18 or over',
      decision: 'short-day',
      force: 'law',
      effective: { from: '2020-01' },
      exceptionTo: ['england.short-day.parent-agreement'],
      conditions: { all: [{ fact: 'ageYears', operator: 'greaterThanInclusive', value: 18 }] },
      event: { type: 'none' },
      citations: [{ source: 'made-up', locator: 'line 2', evidence: 'primary' }],
    }
    const named = edited(
      smallFiles,
      'england/registers/made-up.json',
      '["england.short-day.plan"]',
      `["england.short-day.plan","${rule.name}"]`,
    )
    const now = rulesFrom(edited(named, nation, '{"rules":[', `{"rules":[${JSON.stringify(rule)},`))
    const { regions } = pairIn(await compare(old, now), 'england', 'short-day')
    expect(regions).toMatchObject([
      {
        direction: 'less-protective',
        parts: [{ fact: 'ageYears', from: 18, to: 25 }, { asOf: { from: '2020-01-01', to: null } }],
      },
    ])
    const back = pairIn(await compare(now, old), 'england', 'short-day')
    expect(back.regions).toMatchObject([{ direction: 'more-protective', parts: regions[0]!.parts }])
  })
})

describe('what changes nothing', () => {
  it.each([
    ['a title', nation, 'A child of school age', 'Any child of school age'],
    ['a question', 'facts.json', 'How old is the child?', 'What is the child’s age?'],
    [
      'a test said twice',
      nation,
      '{"all":[{"fact":"ageYears"',
      '{"all":[{"not":{"not":{"fact":"ageYears","operator":"greaterThanInclusive","value":5}}},{"fact":"ageYears"',
    ],
    ['a number said otherwise', nation, '"greaterThanInclusive","value":5', '"greaterThan","value":4'],
  ])('%s: proved the same for every child', async (_, path, from, to) => {
    const { pairs } = await compare(old, change(path, from, to))
    expect(pairs.map(one => one.verdict)).toEqual(['same', 'same'])
  })

  it('a number said otherwise is proved, and not read off the text', async () => {
    const { pairs, text } = await compare(
      old,
      change(nation, '"greaterThanInclusive","value":5', '"greaterThan","value":4'),
    )
    expect(pairs[0]).toMatchObject({ verdict: 'same', shownBy: 'proof' })
    expect(text).toEqual([
      { kind: 'rule', name: 'england.short-day.parent-agreement', change: 'changed', members: ['conditions'] },
    ])
  })
})

describe('what shows only while something is not known', () => {
  it('is told with its case', async () => {
    const always =
      '{"all":[{"any":[{"fact":"planMade","operator":"equal","value":true},{"fact":"planMade","operator":"equal","value":false}]},{"fact":"ageYears"'
    const now = rulesFrom(edited(smallFiles, nation, '{"all":[{"fact":"ageYears"', always))
    const pair = pairIn(await compare(old, now), 'england', 'short-day')
    expect(pair).toMatchObject({ verdict: 'changed', ended: 'complete' })
    expect(pair.regions.length).toBeGreaterThan(0)
    expect(pair.regions.every(one => one.parts === null)).toBe(true)
    expect(pair.regions[0]).toMatchObject({
      direction: 'less-protective',
      changes: [{ finding: 'requirements/parent-agreement', change: 'weaker' }],
    })
  })
})

describe('what only one side knows', () => {
  const fact = {
    name: 'hasTransport',
    type: 'boolean',
    label: 'whether there is transport',
    question: 'Is there transport?',
    whenTrue: 'there is transport',
    whenFalse: 'there is no transport',
    classification: 'none',
    changeable: true,
  }
  const wider = edited(smallFiles, 'facts.json', '{"facts":[', `{"facts":[${JSON.stringify(fact)},`)
  const test = '{"fact":"hasTransport","operator":"equal","value":false}'
  const now = rulesFrom(edited(wider, nation, '{"all":[{"fact":"careStatus"', `{"all":[${test},{"fact":"careStatus"`))

  it('a fact is asked of the side that knows it, whichever that is', async () => {
    const pair = pairIn(await compare(old, now), 'england', 'short-day')
    expect(pair).toMatchObject({ verdict: 'changed', ended: 'complete' })
    expect(pair.regions[0]).toMatchObject({
      direction: 'less-protective',
      parts: expect.arrayContaining([{ fact: 'hasTransport', in: [true] }]),
      changes: [{ finding: 'requirements/plan', change: 'removed' }],
    })
    const back = pairIn(await compare(now, old), 'england', 'short-day')
    expect(back.regions.map(one => one.direction)).toEqual(pair.regions.map(() => 'more-protective'))
  })

  it('a value is left out, and a fact of which no value is common leaves the question undecided', async () => {
    const words = (value: string) => `{"value":"${value}","statement":"the child is ${value}"}`
    const ceased = edited(smallFiles, 'facts.json', '"values":[', `"values":[${words('ceased')},`)
    const both = pairIn(await compare(old, rulesFrom(ceased)), 'england', 'short-day')
    expect(both).toMatchObject({ verdict: 'same', shownBy: 'proof' })
    // Its scenarios are of children whom the older vocabulary does not know.
    const unscripted = smallFiles.filter(({ path }) => !path.includes('/scenarios/'))
    const older = edited(
      edited(unscripted, 'facts.json', '"min":0,"max":25', '"min":30,"max":40'),
      nation,
      '"value":5',
      '"value":35',
    )
    const other = rulesFrom(edited(older, 'facts.json', '"value":18', '"value":38'))
    expect(pairIn(await compare(old, other), 'england', 'short-day')).toMatchObject({
      verdict: 'undecided',
      ended: 'undecided',
    })
  })
})

describe('another form of the question', () => {
  it('is told though every finding is as it was', async () => {
    const turned = edited(
      smallFiles,
      'decisions.json',
      '{"id":"permitted","summary":"a short day may go ahead"},{"id":"not-permitted","summary":"a short day may not go ahead"}',
      '{"id":"not-permitted","summary":"a short day may not go ahead"},{"id":"permitted","summary":"a short day may go ahead"}',
    )
    const pair = pairIn(await compare(old, rulesFrom(turned)), 'england', 'short-day')
    expect(pair).toMatchObject({ verdict: 'changed', ended: 'complete' })
    expect(pair.regions.every(one => one.changes.length === 0)).toBe(true)
  })
})
