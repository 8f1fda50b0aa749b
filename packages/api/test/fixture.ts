import { type RuleFile, readRules } from '@virtual-school/rules'
import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'

const citation = { source: 'act', locator: 'section 1', evidence: 'primary' }
const file = (path: string, value: unknown): RuleFile => ({ path, value })
const equals = (fact: string, value: unknown) => ({ fact, operator: 'equal', value })
const boolean = (name: string) => ({
  name,
  type: 'boolean',
  label: name,
  question: `Is ${name} so?`,
  whenTrue: `${name} is so`,
  whenFalse: `${name} is not so`,
  classification: 'personal',
  changeable: true,
})
const rule = (name: string, rest: object) => ({
  name,
  title: `The rule ${name}.`,
  decision: 'outing',
  force: 'law',
  effective: { from: '2020-01-01' },
  conditions: { all: [] },
  citations: [citation],
  ...rest,
})

/** A vocabulary and rules of a few lines, so that no test of the service turns on what the law says this week. */
export const fixtureFiles: readonly RuleFile[] = [
  file('manifest.json', { name: 'Fixture', version: '7.0.0', national: 'england' }),
  file('facts.json', {
    facts: [
      {
        name: 'dateOfBirth',
        type: 'date',
        label: 'birth',
        question: 'When was the birth?',
        classification: 'identifier',
        changeable: false,
        kept: false,
      },
      {
        name: 'ageYears',
        type: 'integer',
        min: 0,
        max: 25,
        label: 'age',
        question: 'How old?',
        classification: 'personal',
        changeable: false,
      },
      {
        name: 'weather',
        type: 'enum',
        label: 'weather',
        question: 'Which weather?',
        values: ['sunny', 'rainy'].map(value => ({ value, statement: `it is ${value}` })),
        classification: 'none',
        changeable: false,
      },
      boolean('parentAgrees'),
      boolean('coatWorn'),
      boolean('unread'),
      { ...boolean('isYoung'), derived: { from: { fact: 'ageYears', operator: 'lessThan', value: 5 } } },
    ],
  }),
  file('decisions.json', {
    decisions: [
      {
        id: 'outing',
        question: 'May an outing go ahead?',
        form: 'permit',
        answers: ['permitted', 'not-permitted', 'unrestricted'].map(id => ({ id, summary: `the outing is ${id}` })),
        unknownSummary: 'whether the outing may go ahead',
        requirements: [
          { id: 'agreement', title: 'the parent agrees', test: equals('parentAgrees', true) },
          { id: 'coat', title: 'a coat is worn', test: equals('coatWorn', true) },
        ],
      },
    ],
    lists: [],
    deadlines: [],
  }),
  file('sources.json', { sources: [{ id: 'act', title: 'Outings Act', publisher: 'Parliament', kind: 'law' }] }),
  file('calendar.json', { jurisdiction: 'England', from: '2020-01-01', to: '2030-12-31', source: 'none', closed: [] }),
  file('england/authority.json', { id: 'england', name: 'England' }),
  file('england/definitions.json', {
    definitions: [
      {
        name: 'wet',
        statement: 'it is wet',
        otherwise: 'it is dry',
        conditions: { all: [equals('weather', 'rainy')] },
      },
    ],
  }),
  file('england/outing.json', {
    rules: [
      rule('england.outing.agreement', { event: { type: 'require', params: { requirement: 'agreement' } } }),
      rule('england.outing.coat', {
        conditions: { all: [{ condition: 'wet' }] },
        event: { type: 'require', params: { requirement: 'coat' } },
      }),
      rule('england.outing.coat', {
        effective: { from: '2018-01-01', to: '2019-12-31' },
        event: { type: 'require', params: { requirement: 'coat' } },
      }),
    ],
  }),
  file('luton/authority.json', { id: 'luton', name: 'Luton' }),
  file('luton/outing.json', {
    rules: [
      rule('luton.outing.young', {
        force: 'local-policy',
        conditions: { all: [equals('isYoung', true)] },
        event: { type: 'require', params: { requirement: 'coat' } },
      }),
    ],
  }),
]

const read = readRules(fixtureFiles)
if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 2))
export const fixture: Rules = read.value

export const request = {
  decision: 'outing',
  authority: 'luton',
  asOf: '2026-11-22',
  facts: { ageYears: 4, parentAgrees: true, weather: 'sunny' },
} as const satisfies DecisionRequest
