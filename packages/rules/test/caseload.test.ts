import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sizeOf } from '../../../test/support/sizes.ts'
import { columnsOf, factsOfChild } from '../src/evaluate/columns/columns-of.ts'
import { unknownIn } from '../src/index.ts'
import type { Rules } from '../src/internal.ts'
import { plusDays } from '../src/kernel/dates.ts'
import { dayNumberOf } from '../src/kernel/day-numbers.ts'
import { drawChild, expectSame } from './support/caseloads.ts'
import { ruleFiles, testRequest } from './support/generate.ts'
import { realRules as rules, rulesFrom } from './support/law.ts'
import { pickerFor } from './support/picker.ts'

type Asked = Parameters<Rules['answerAll']>[0]

const question = { decision: 'remit', authority: 'luton', asOf: '2026-11-22' } as const
const noTally = () => ({ refused: 0, open: 0, determined: 0 })

/** What is wrong with a question about many children, as `code pointer`; or `answered`. */
const saidOf = (changes: object): readonly string[] => {
  const found = rules.answerAll({ ...question, count: 2, columns: {}, ...changes } as Asked)
  return 'issues' in found ? found.issues.map(one => `${one.code} ${one.pointer}`) : ['answered']
}

test('over random rulebooks, children are answered at once as each alone', () => {
  const tally = noTally()
  fc.assert(
    fc.property(ruleFiles, fc.array(testRequest, { minLength: 20, maxLength: 50 }), (files, requests) => {
      const made = rulesFrom(files)
      const rows = requests.map(one => one.facts)
      for (const { facts: _, ...asked } of requests.slice(0, 6)) expectSame(made, asked, rows, tally)
    }),
    { numRuns: sizeOf('CASELOAD_RULEBOOKS') },
  )
  expect(Math.min(tally.refused, tally.open, tally.determined)).toBeGreaterThan(0)
})

test('any number of children is answered, none among them', () => {
  const dice = pickerFor('counts')
  const children = Array.from({ length: 100 }, () => drawChild(rules, question, dice, 8))
  for (const count of [0, 1, 3, 4, 31, 32, 33, 63, 64, 65, 97, 100])
    expectSame(rules, question, children.slice(0, count), noTally())
})

test('children of whom a question is told the same, among others, are answered as each alone', () => {
  const dice = pickerFor('alike')
  const tally = noTally()
  for (const { id: decision } of rules.decisions) {
    const asked = { ...question, decision }
    const kinds = Array.from({ length: 24 }, () => drawChild(rules, asked, dice, dice.of([3, 6, 9, 12])))
    // The same children again, some with a fact more that this question may not weigh, or may.
    const others = kinds.map(facts => {
      const more = { ...facts, ...Object.fromEntries(Object.entries(dice.of(kinds)).slice(0, dice.upTo(3))) }
      return rules.parseRequest({ ...asked, facts: more }).ok ? more : facts
    })
    expectSame(rules, asked, dice.shuffled([...kinds, ...kinds, ...others, ...kinds]), tally)
  }
  expect(Math.min(tally.refused, tally.open, tally.determined)).toBeGreaterThan(0)
})

test('columns may be of any signed type, and begin anywhere in their buffers', () => {
  const made = columnsOf(
    rules,
    Array.from({ length: 40 }, (_, i) => ({ careStatus: 'looked-after', ageYears: i % 20, parentAgrees: i % 3 === 0 })),
  )
  if (!made.ok) throw new Error()
  const wanted = rules.answerAll({ ...question, ...made.value })
  const widened = Object.fromEntries(
    Object.entries(made.value.columns).map(([name, column]) => {
      const wide = new Int32Array(column!.length + 1).subarray(1)
      column!.forEach((code, i) => {
        wide[i] = code === unknownIn(column!) ? unknownIn(wide) : code
      })
      return [name, wide]
    }),
  )
  const shifted = Object.fromEntries(
    Object.entries(made.value.columns).map(([name, column]) => {
      const room = new Int8Array(column!.length + 3)
      room.set(column!, 3)
      return [name, room.subarray(3)]
    }),
  )
  for (const columns of [widened, shifted]) expect(rules.answerAll({ ...question, count: 40, columns })).toEqual(wanted)
})

test('plain facts become columns, and a child its facts again', () => {
  const rows = [
    { careStatus: 'ceased', ageYears: 3, yearGroup: -2, parentAgrees: false, exclusionOn: '2026-02-28' },
    { careStatus: null, ageYears: undefined, parentAgrees: true },
  ] as const
  const made = columnsOf(rules, rows)
  if (!made.ok) throw new Error()
  const { columns } = made.value
  expect(Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, [...column!]]))).toEqual({
    careStatus: [1, -128],
    ageYears: [3, -128],
    yearGroup: [-2, -128],
    parentAgrees: [0, 1],
    exclusionOn: [dayNumberOf('2026-02-28'), -(2 ** 31)],
  })
  expect([0, 1].map(child => factsOfChild(rules, columns, child))).toEqual([rows[0], { parentAgrees: true }])
})

test('a row that does not fit is told with the fact, and without the value', () => {
  const rows = [
    { ageYears: 7 },
    { ageYears: 207, careStatus: 'secret' },
    { colour: 'secret' },
    5,
    { exclusionOn: '2026-02-30' },
  ]
  const made = columnsOf(rules, rows as never)
  expect(made.ok ? [] : made.issues.map(one => `${one.code} ${one.pointer}`)).toEqual([
    'out-of-range /1/ageYears',
    'unknown-word /1/careStatus',
    'unknown-fact /2/colour',
    'wrong-type /3',
    'impossible-date /4/exclusionOn',
  ])
  expect(JSON.stringify(made)).not.toContain('secret')
  const many = columnsOf(
    rules,
    Array.from({ length: 1_200 }, () => ({ ageYears: -1 })),
  )
  expect(many.ok ? 0 : many.issues.length).toBe(1_001)
})

describe('columns that do not fit are refused', () => {
  test.each<readonly [string, object, readonly string[]]>([
    ['of another length', { columns: { ageYears: Int8Array.of(1, 2, 3) } }, ['out-of-range /columns/ageYears']],
    ['of an unknown fact', { columns: { ageYear: Int8Array.of(1, 2) } }, ['unknown-fact /columns/ageYear']],
    ['of a name', { columns: { surname: Int8Array.of(1, 2) } }, ['personal-identifier /columns/surname']],
    ['of no typed array', { columns: { ageYears: [1, 2] } }, ['wrong-type /columns/ageYears']],
    ['of an unsigned type', { columns: { ageYears: Uint8Array.of(1, 2) } }, ['wrong-type /columns/ageYears']],
    [
      'with a yes that is 2',
      { columns: { parentAgrees: Int8Array.of(0, 2) } },
      ['out-of-range /columns/parentAgrees/1'],
    ],
    [
      'with −1 for a yes or no',
      { columns: { parentAgrees: Int8Array.of(-1, 0) } },
      ['out-of-range /columns/parentAgrees/0'],
    ],
    [
      'with a word beyond the last',
      { columns: { careStatus: Int8Array.of(0, 3) } },
      ['out-of-range /columns/careStatus/1'],
    ],
    [
      'with a number out of range',
      { columns: { ageYears: Int16Array.of(26, 3) } },
      ['out-of-range /columns/ageYears/0'],
    ],
    [
      'with a day beyond 9999',
      { columns: { exclusionOn: Int32Array.of(0, 2_932_897) } },
      ['out-of-range /columns/exclusionOn/1'],
    ],
    ['that are none', { columns: undefined }, ['missing-member /columns']],
    ['that are a list', { columns: [] }, ['wrong-type /columns']],
    ['without a count', { count: undefined }, ['missing-member /count']],
    ['with half a child', { count: 1.5 }, ['wrong-type /count']],
    [
      'of an unknown question',
      { decision: 'remitt', asOf: 'today' },
      ['malformed /asOf', 'unknown-decision /decision'],
    ],
    ['of which something unknown is wanted', { want: ['items', 'trace'] }, ['unknown-word /want/1']],
    ['beside facts of one child', { facts: {} }, ['unknown-member /facts']],
    ['that are all right', { columns: { ageYears: Int8Array.of(-128, 25), parentAgrees: undefined } }, ['answered']],
  ])('%s', (_, changes, wanted) => {
    expect(saidOf(changes)).toEqual(wanted)
  })

  test('of a fact that follows from the day', () => {
    const [files] = fc.sample(ruleFiles, { numRuns: 1, seed: 1 })
    const asked = { decision: 'may', asOf: '2024-02-01', count: 1, columns: { isSummer: Int8Array.of(1) } }
    expect(rulesFrom(files!).answerAll(asked)).toMatchObject({
      issues: [{ code: 'not-allowed-here', pointer: '/columns/isSummer' }],
    })
  })

  test('what is no object at all', () => {
    expect(rules.answerAll(null as never)).toMatchObject({ issues: [{ code: 'wrong-type', pointer: '' }] })
  })
})

test('whose facts cannot be so is refused, and nobody beside', () => {
  const rows = [
    { careStatus: 'looked-after', ageYears: 18 },
    { careStatus: 'looked-after', ageYears: 17 },
    { dateOfBirth: plusDays(question.asOf, 1) },
    { dateOfBirth: '2010-05-05', ageYears: 15 },
    { dateOfBirth: '2010-05-05', ageYears: 16 },
    { dateOfBirth: '1910-05-05' },
  ]
  const made = columnsOf(rules, rows)
  if (!made.ok) throw new Error()
  const found = rules.answerAll({ ...question, ...made.value, want: ['items'] })
  if ('issues' in found) throw new Error()
  expect([...found.refused]).toEqual([1, 0, 1, 1, 0, 1])
  expect([...found.possible].map(one => one === 0)).toEqual([true, false, true, true, false, true])
  for (const { applies } of found.items!) expect([0, 2, 3, 5].map(child => applies[child])).toEqual([0, 0, 0, 0])
})
