import { describe, expect, test } from 'vitest'
import { differenceLines, runScenariosSync } from '../src/index.ts'
import type { Scenario } from '../src/language/scenario.ts'
import { rulesWith, type TestScenario } from './support/scenario-rules.ts'

type Expectation = Scenario['expect']

const facts = { status: 'current', nearby: true, agrees: false, metOn: '2024-05-10' }
const townCase = (expected: Expectation, more: Partial<TestScenario> = {}) => {
  const rules = rulesWith({ town: [{ facts, expect: expected, ...more }] })
  return runScenariosSync(rules).results[0]!
}
const differences = (expected: Expectation, more: Partial<TestScenario> = {}) =>
  townCase(expected, more).differences.map(({ at, expected: wanted, found }) => [at, wanted, found])

describe('what expect names is compared', () => {
  const held: [string, Expectation][] = [
    ['answer', { answer: 'not-permitted', status: 'determined', possibleAnswers: ['not-permitted'] }],
    [
      'requirements',
      {
        requirements: { agreement: 'unmet', 'end-date': { status: 'unknown', force: 'local-policy', applies: 'yes' } },
      },
    ],
    ['an item of any verb', { lists: { parties: { parent: 'applies', school: 'absent' } } }],
    ['any verb that has the force', { lists: { parties: { parent: { status: 'applies', force: 'local-policy' } } } }],
    [
      'an item of one verb',
      { lists: { parties: { parent: { status: 'applies', force: 'local-policy', verb: 'consult' } } } },
    ],
    ['the earliest date', { deadlines: { 'first-step': '2024-05-13' } }],
    [
      'missing, readings, cautions',
      { missing: ['endSet'], readings: ['nearby-or-not'], cautions: ['rests-on-unverified-source'] },
    ],
    ['nothing but that it is decided', { issues: [] }],
  ]
  test.each(held)('and holds: %s', (_, expected) => expect(differences(expected, { facts: { ...facts } })).toEqual([]))

  const planted: [Expectation, unknown[]][] = [
    [{ answer: 'permitted' }, ['answer', 'permitted', 'not-permitted']],
    [{ answer: null }, ['answer', null, 'not-permitted']],
    [{ status: 'undetermined' }, ['status', 'undetermined', 'determined']],
    [
      { possibleAnswers: ['permitted', 'not-permitted'] },
      ['possibleAnswers', ['permitted', 'not-permitted'], ['not-permitted']],
    ],
    [{ possibleAnswers: [] }, ['possibleAnswers', [], ['not-permitted']]],
    [{ requirements: { agreement: 'met' } }, ['requirements/agreement', 'met', 'unmet']],
    [{ requirements: { agreement: 'absent' } }, ['requirements/agreement', 'absent', 'unmet']],
    [
      { requirements: { agreement: { status: 'unmet', force: 'local-offer' } } },
      ['requirements/agreement/force', 'local-offer', 'law'],
    ],
    [
      { requirements: { agreement: { status: 'unmet', applies: 'unknown' } } },
      ['requirements/agreement/applies', 'unknown', 'yes'],
    ],
    [{ lists: { parties: { parent: 'possible' } } }, ['lists/parties/parent', 'possible', 'applies']],
    [{ lists: { parties: { parent: 'absent' } } }, ['lists/parties/parent', 'absent', 'applies']],
    [{ lists: { parties: { school: 'applies' } } }, ['lists/parties/school', 'applies', 'absent']],
    [
      { lists: { parties: { school: { status: 'applies', verb: 'agree' } } } },
      ['lists/parties/school/agree', 'applies', 'absent'],
    ],
    [
      { lists: { parties: { parent: { status: 'absent', verb: 'agree' } } } },
      ['lists/parties/parent/agree', 'absent', 'applies'],
    ],
    [
      { lists: { parties: { parent: { status: 'applies', verb: 'agree', force: 'local-policy' } } } },
      ['lists/parties/parent/agree/force', 'local-policy', 'law'],
    ],
    [{ deadlines: { 'first-step': '2024-05-15' } }, ['deadlines/first-step', '2024-05-15', '2024-05-13']],
    [{ deadlines: { 'first-step': null } }, ['deadlines/first-step', null, '2024-05-13']],
    [{ deadlines: { 'second-step': null } }, ['deadlines/second-step', null, 'absent']],
    [{ missing: ['agrees', 'endSet'] }, ['missing/agrees', 'present', 'absent']],
    [{ missing: [] }, ['missing', [], ['endSet']]],
    [{ readings: [] }, ['readings', [], ['nearby-or-not']]],
    [{ cautions: ['text-damaged'] }, ['cautions/text-damaged', 'present', 'absent']],
    [{ cautions: [] }, ['cautions', [], ['rests-on-unverified-source']]],
    [{ issues: ['contradiction'] }, ['issues', ['contradiction'], []]],
  ]
  test.each(planted)('and a wrong %j is reported in its place', (expected, difference) => {
    expect(differences(expected)).toEqual([difference])
    expect(townCase(expected).passed).toBe(false)
  })

  test('what is not there is absent, and a reading on which nothing hangs is not present', () => {
    const ceased = { facts: { status: 'ceased' } }
    expect(
      differences(
        {
          answer: 'unrestricted',
          requirements: { agreement: 'absent', 'end-date': { status: 'absent' } },
          lists: { parties: { parent: { status: 'absent', verb: 'agree' } } },
        },
        ceased,
      ),
    ).toEqual([])
    expect(differences({ requirements: { agreement: 'met' }, readings: ['nearby-or-not'] }, ceased)).toEqual([
      ['requirements/agreement', 'met', 'absent'],
      ['readings/nearby-or-not', 'present', 'absent'],
    ])
  })

  test('a date that is not known is null', () => {
    const undated = { facts: { ...facts, metOn: null } }
    expect(differences({ deadlines: { 'first-step': null } }, undated)).toEqual([])
    expect(differences({ deadlines: { 'first-step': '2024-05-13' } }, undated)).toEqual([
      ['deadlines/first-step', '2024-05-13', null],
    ])
  })

  test('a deadline’s status, date, role and basis, each where it is named', () => {
    const entry = { status: 'applies', date: '2024-05-13' } as const
    expect(differences({ deadlines: { 'first-step': entry, 'second-step': 'absent' } })).toEqual([])
    expect(differences({ deadlines: { 'first-step': 'absent' } })).toEqual([
      ['deadlines/first-step', 'absent', 'applies'],
    ])
    const later = { status: 'absent', date: '2024-06-30' } as const
    expect(differences({ deadlines: { 'first-step': later } })).toEqual([])
    expect(differences({ deadlines: { 'first-step': { ...later, date: entry.date } } })).toEqual([
      ['deadlines/first-step', 'absent', 'applies'],
    ])
    expect(differences({ deadlines: { 'second-step': entry } })).toEqual([
      ['deadlines/second-step', 'applies', 'absent'],
    ])
    expect(differences({ deadlines: { 'first-step': { ...entry, status: 'possible' } } })).toEqual([
      ['deadlines/first-step', 'possible', 'applies'],
    ])
    expect(differences({ deadlines: { 'first-step': { ...entry, date: '2024-06-30' } } })).toEqual([
      ['deadlines/first-step/date', '2024-06-30', '2024-05-15'],
    ])
    expect(differences({ deadlines: { 'first-step': { ...entry, basis: 'a guess' } } })[0]?.[0]).toBe(
      'deadlines/first-step/basis',
    )
    expect(differences({ deadlines: { 'first-step': { ...entry, role: 'nobody' } } })).toEqual([
      ['deadlines/first-step', 'applies', 'absent'],
    ])
  })

  test('a request that is refused has the codes named and nothing else', () => {
    const refused = { facts: { status: 'ceased', urgent: true } }
    expect(differences({ issues: ['contradiction'] }, refused)).toEqual([])
    expect(differences({ issues: ['unknown-fact'] }, refused)).toEqual([
      ['issues', ['unknown-fact'], ['contradiction']],
    ])
    expect(differences({ answer: 'permitted', status: 'determined' }, refused)).toEqual([
      ['issues', [], ['contradiction']],
    ])
    expect(differences({ issues: ['contradiction'], answer: 'permitted' }, refused)).toEqual([
      ['answer', 'permitted', 'absent'],
    ])
    expect(townCase({ issues: [] }, refused).summary).toContain('One that has ceased is not urgent.')
    expect(differences({ issues: [] }, { facts: { shoeSize: 5 } })).toEqual([['issues', [], ['unknown-fact']]])
  })
})

describe('facts that no request may hold', () => {
  const expected: Expectation = { answer: 'permitted' }

  test.each([
    [{ statuss: 'ceased' }, 'There is no fact “statuss”. Did you mean “status”?'],
    [{ statuss: null }, 'There is no fact “statuss”. Did you mean “status”?'],
    [{ age: 140 }, 'A whole number from 0 to 20 is expected.'],
    [{ urgent: 'yes' }, '“urgent” is true or false; this value is of another kind.'],
    [{ metOn: '2021-06-31' }, 'A day of the calendar is expected'],
  ])('%j are refused where the rules are read', (facts, said) => {
    expect(() => townCase(expected, { facts })).toThrow(said)
    // Unless that is what the scenario is about.
    expect(() => townCase({ issues: ['unknown-fact'] }, { facts })).not.toThrow()
  })

  test('nor is there a decision on a day that does not exist', () => {
    expect(() => townCase(expected, { asOf: '2026-02-30' })).toThrow('A day of the calendar is expected')
    expect(() => townCase({ issues: ['impossible-date'] }, { asOf: '2026-02-30' })).not.toThrow()
  })
})

describe('differences in words', () => {
  const line = (expected: Expectation, more?: Partial<TestScenario>) => differenceLines(townCase(expected, more))[0]

  test('say what was expected, what was found, and why', () => {
    expect(line({ answer: 'permitted' })).toMatch(
      /^Scenario “Case 1” \(town\/scenarios\/cases\.json \/scenarios\/0\): expected answer permitted, found not-permitted\. It is not-permitted, because .*the parent agrees; rule land\.may\.agreement\.$/,
    )
    expect(line({ lists: { parties: { parent: { status: 'possible', verb: 'consult' } } } })).toMatch(
      /: expected parties parent consult possible, found applies\. .*; rule land\.may\.parent-consulted\.$/,
    )
    expect(line({ deadlines: { 'first-step': null } })).toMatch(
      /expected deadline first-step without a date, found 2024-05-13\. .*; rule land\.may\.step-of-the-school\.$/,
    )
    expect(line({ missing: [] })).toMatch(/expected missing facts none, found endSet\./)
  })

  test('name the rule that does not hold, where an entry is absent', () => {
    const ceased = { facts: { status: 'ceased' } }
    expect(line({ requirements: { agreement: 'met' } }, ceased)).toMatch(
      /expected requirement agreement met, found absent\. .*; rule land\.may\.agreement does not hold\.$/,
    )
    expect(line({ lists: { parties: { parent: 'applies' } } }, ceased)).toMatch(
      /none of these rules holds: land\.may\.parent-agrees, land\.may\.parent-consulted\.$/,
    )
    expect(line({ lists: { parties: { school: 'applies' } } })).toMatch(/no rule held here makes it\.$/)
  })

  test('say why a request was refused, and name rules that conclude or include', () => {
    expect(line({ answer: 'permitted' }, { facts: { status: 'ceased', urgent: true } })).toMatch(
      /expected a decision, found a refusal with contradiction\. One that has ceased is not urgent\./,
    )
    expect(line({ issues: ['contradiction'] }, { facts: { statuss: 'ceased' } })).toMatch(/Did you mean “status”\?$/)
    expect(line({ issues: ['contradiction'] })).toMatch(/expected a refusal with contradiction, found a decision\./)
    expect(line({ answer: 'there' }, { decision: 'where', facts: { age: 3 } })).toMatch(
      /It is here; rule land\.where\.here\.$/,
    )
  })

  test('are none where the scenario passes', () =>
    expect(differenceLines(townCase({ answer: 'not-permitted' }))).toEqual([]))
})
