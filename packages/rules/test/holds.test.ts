import { describe, expect, it } from 'vitest'
import { type Holds, holdsInWords, holdsUntil, type Scalar } from '../src/index.ts'
import type { Rules } from '../src/internal.ts'
import { plantedRules } from './support/holds-fixture.ts'
import { is, rule } from './support/scenario-rules.ts'

type Facts = Readonly<Record<string, Scalar | null>>
const asked = (facts: Facts, asOf: string) => ({ decision: 'where', asOf, facts })

const holdsOf = (rules: Rules, facts: Facts, asOf = '2026-12-01'): Holds => {
  const found = holdsUntil(rules, asked(facts, asOf))
  if ('issues' in found) throw new Error(JSON.stringify(found.issues))
  return found
}

const teenager = plantedRules(is('ageYears', 13, 'greaterThanInclusive'))
const ofSchoolAge = plantedRules(is('compulsorySchoolAge', true))
const inYear12 = plantedRules(is('yearGroup', 12, 'greaterThanInclusive'))
const always = is('lookedAfter', true)

describe('an answer holds', () => {
  it('until the birthday on which the child has another age', () => {
    const holds = holdsOf(teenager, { dateOfBirth: '2014-03-17' })
    expect(holds).toEqual({
      decision: 'where',
      authority: 'land',
      asOf: '2026-12-01',
      now: { status: 'determined', answer: 'elsewhere', possibleAnswers: ['elsewhere'] },
      kind: 'until',
      day: '2027-03-17',
      later: { status: 'determined', answer: 'here', possibleAnswers: ['here'] },
      because: [{ kind: 'fact', fact: 'ageYears', value: 13 }],
    })
    expect(holdsInWords(teenager, holds)).toEqual([
      'The answer holds up to and including 16 March 2027.',
      'From 17 March 2027 it is here.',
      'What changes then: the child becomes 13.',
      'All else is taken to stay as it is.',
    ])
  })

  it('until 1 March if the child was born on 29 February and the year has none', () => {
    expect(holdsOf(teenager, { dateOfBirth: '2016-02-29' })).toMatchObject({ day: '2029-03-01' })
  })

  it('until the first day of school age, the day after its last, and the days on which that is not known', () => {
    expect(holdsOf(ofSchoolAge, { dateOfBirth: '2022-02-10' })).toMatchObject({ day: '2027-03-31' })
    // The last Friday in June 2027 is the 25th.
    const leaving = holdsOf(ofSchoolAge, { dateOfBirth: '2011-02-10' })
    expect(leaving).toMatchObject({
      day: '2027-06-26',
      because: [{ kind: 'fact', fact: 'compulsorySchoolAge', value: false }],
    })
    const open = holdsOf(ofSchoolAge, { dateOfBirth: '2011-09-04' })
    expect(open).toMatchObject({
      day: '2027-06-26',
      later: { status: 'undetermined' },
      because: [{ kind: 'fact', fact: 'compulsorySchoolAge', value: null }],
    })
    expect(holdsInWords(ofSchoolAge, open).slice(1, 3)).toEqual([
      'From 26 June 2027 it cannot be said where.',
      'What changes then: it is not known whether compulsorySchoolAge.',
    ])
  })

  it('until the September in which the child goes up, if there is a date of birth', () => {
    const holds = holdsOf(inYear12, { dateOfBirth: '2011-02-10', yearGroup: 10 })
    expect(holds).toMatchObject({ day: '2028-09-01', because: [{ fact: 'yearGroup', value: 12 }] })
    expect(holdsInWords(inYear12, holds)[2]).toBe('What changes then: a new school year begins, and the child goes up.')
    // After the last school year none is known.
    expect(holdsOf(inYear12, { dateOfBirth: '2007-02-10', yearGroup: 14 })).toMatchObject({
      day: '2027-09-01',
      because: [{ fact: 'yearGroup', value: null }],
    })
  })

  it('until the day decides a fact otherwise', () => {
    expect(holdsOf(plantedRules(is('betweenYears', true)), {})).toMatchObject({ day: '2027-06-26' })
    expect(holdsOf(plantedRules(is('betweenYears', true)), {}, '2027-06-26')).toMatchObject({ day: '2027-09-08' })
    expect(holdsOf(plantedRules(is('inPeriod', true)), {})).toMatchObject({ day: '2027-02-01' })
    expect(holdsOf(plantedRules(is('inPeriod', true)), {}, '2027-02-01')).toMatchObject({
      day: '2027-02-11',
      because: [{ kind: 'fact', fact: 'inPeriod', value: false }],
    })
  })

  it('until a rule begins, ends or has another edition', () => {
    const facts = { lookedAfter: true }
    const because = (change: string) => [
      { kind: 'rule', name: 'land.where.here', title: 'The rule land.where.here', change },
    ]
    const begins = plantedRules(always, { from: '2027-04-05' })
    expect(holdsOf(begins, facts)).toMatchObject({ day: '2027-04-05', because: because('begins') })
    const ends = plantedRules(always, { from: '2020-01', to: '2027-04' })
    expect(holdsOf(ends, facts)).toMatchObject({ day: '2027-05-01', because: because('ends') })
    expect(holdsInWords(ends, holdsOf(ends, facts))[2]).toBe(
      'What changes then: a rule ends, “The rule land.where.here”.',
    )
    const next = rule({
      name: 'land.where.here',
      conditions: { all: [is('lookedAfter', false)] },
      effective: { from: '2027-05-01' },
      event: { type: 'conclude', params: { answer: 'here' } },
    })
    const changes = plantedRules(always, { from: '2020-01', to: '2027-04' }, { rules: [next] })
    // The new edition is false of this child: for it the rule ends.
    expect(holdsOf(changes, facts)).toMatchObject({ day: '2027-05-01', because: because('ends') })
    expect(holdsOf(changes, { lookedAfter: null })).toMatchObject({ kind: 'open-ended' })
  })

  it('until the law of the question is held whole', () => {
    const completeFrom = { day: '2027-04', texts: ['the-source'], note: 'Before that day it is not held.' }
    const holds = holdsOf(plantedRules(always, { from: '2027-04' }, { completeFrom }), { lookedAfter: false })
    expect(holds).toMatchObject({ day: '2027-04-01', because: [{ kind: 'complete' }] })
  })

  it('until the facts cannot stand together', () => {
    const rules = plantedRules(always)
    const holds = holdsOf(rules, { lookedAfter: true, dateOfBirth: '2010-03-17' })
    expect(holds).toMatchObject({
      day: '2028-03-17',
      later: { issues: [{ code: 'contradiction' }] },
      because: [{ fact: 'ageYears', value: 18 }],
    })
    expect(holdsInWords(rules, holds)[1]).toBe(
      'From 17 March 2028 these facts cannot stand as they are: Nobody of 18 is looked after.',
    )
    // Older than any rule speaks of.
    expect(holdsOf(rules, { lookedAfter: false, dateOfBirth: '2010-03-17' })).toMatchObject({
      day: '2036-03-17',
      later: { issues: [{ code: 'out-of-range' }] },
      because: [{ fact: 'ageYears', value: 26 }],
    })
  })

  it('and all that changes on the day and has a part in it is named, and nothing else', () => {
    // Both change on 1 September; neither alone makes another answer.
    const both = plantedRules(is('yearGroup', 12, 'greaterThanInclusive'), { from: '2027-09-01' })
    expect(holdsOf(both, { dateOfBirth: '2011-09-01', yearGroup: 11 })).toMatchObject({
      day: '2027-09-01',
      because: [{ fact: 'yearGroup' }, { kind: 'rule', change: 'begins' }],
    })
    const aged = plantedRules(is('ageYears', 16, 'greaterThanInclusive'))
    expect(holdsOf(aged, { dateOfBirth: '2011-09-01', yearGroup: 11 })).toMatchObject({
      day: '2027-09-01',
      because: [{ fact: 'ageYears', value: 16 }],
    })
  })
})

describe('without a date of birth nobody can say how long an answer holds', () => {
  it('if it turns on the age', () => {
    const holds = holdsOf(teenager, { ageYears: 12 })
    expect(holds).toMatchObject({
      kind: 'not-known',
      from: '2026-12-02',
      because: ['ageYears'],
      missing: ['dateOfBirth'],
    })
    expect(holdsInWords(teenager, holds)).toEqual([
      'It cannot be said how long the answer holds, for it turns on the age.',
      'It may be another from 2 December 2026.',
      'To find out, give the date of birth.',
    ])
    // At 11 no birthday makes 13 before a year is over.
    expect(holdsOf(teenager, { ageYears: 11 })).toMatchObject({ kind: 'not-known', from: '2027-12-02' })
    // Somebody who is 13 now can be 26 then, and the rules reach to 25.
    expect(holdsOf(teenager, { ageYears: 13 })).toMatchObject({ kind: 'not-known', from: '2038-12-02' })
  })

  it('if it turns on school age, or on the school year', () => {
    expect(holdsOf(ofSchoolAge, { compulsorySchoolAge: true })).toMatchObject({
      kind: 'not-known',
      from: '2026-12-02',
      because: ['compulsorySchoolAge'],
    })
    expect(holdsOf(inYear12, { yearGroup: 11 })).toMatchObject({
      kind: 'not-known',
      from: '2027-09-01',
      because: ['yearGroup'],
    })
    const inKeyStage4 = plantedRules(is('inKeyStage4', true))
    expect(holdsOf(inKeyStage4, { inKeyStage4: true, dateOfBirth: '2011-02-10' })).toMatchObject({
      kind: 'not-known',
      from: '2027-09-01',
      because: ['inKeyStage4'],
      missing: ['yearGroup'],
    })
  })

  it('but a rule that ends before, whatever the age, says it', () => {
    const facts = { ageYears: 13 }
    const ends = plantedRules(is('ageYears', 13, 'greaterThanInclusive'), { from: '2020-01', to: '2027-04' })
    expect(holdsOf(ends, facts)).toMatchObject({ kind: 'until', day: '2027-05-01' })
  })
})

describe('an answer that nothing changes', () => {
  it('is open-ended, and says how far was looked', () => {
    const rules = plantedRules(always)
    const holds = holdsOf(rules, { lookedAfter: true })
    expect(holds).toMatchObject({ kind: 'open-ended', checkedTo: '2056-12-01' })
    expect(holdsInWords(rules, holds)).toEqual([
      'By the rules that are held, time alone does not change this answer.',
      'All else is taken to stay as it is.',
    ])
    expect(holdsOf(rules, {}, '9999-12-31')).toMatchObject({ kind: 'open-ended', checkedTo: '9999-12-31' })
    expect(holdsOf(teenager, { ageYears: 12 }, '0001-01-01')).toMatchObject({ kind: 'not-known' })
  })
})

it('a request that is refused has issues, and nothing else', () => {
  const refused = holdsUntil(teenager, asked({ ageYears: 99 }, '2026-12-01'))
  expect(refused).toMatchObject({ issues: [{ code: 'out-of-range', pointer: '/facts/ageYears' }] })
})
