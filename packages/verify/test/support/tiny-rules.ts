import { readRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { landFiles } from '../../../rules/test/support/small-catalogue.ts'

const leaf = (fact: string, value: unknown, operator = 'equal') => ({ fact, operator, value })
const common = { question: 'What is so?', classification: 'none', changeable: false }
const facts = {
  facts: [
    { ...common, name: 'age', type: 'integer', label: 'the age', min: 0, max: 20 },
    {
      ...common,
      name: 'agrees',
      type: 'boolean',
      label: 'agreement',
      whenTrue: 'all agree',
      whenFalse: 'not all agree',
    },
    {
      ...common,
      name: 'status',
      type: 'enum',
      label: 'the status',
      values: ['current', 'ceased', 'never'].map(value => ({ value, statement: `the status is ${value}` })),
    },
  ],
}

const decisions = {
  decisions: [
    {
      id: 'may',
      question: 'May it go ahead?',
      form: 'permit',
      answers: ['permitted', 'not-permitted', 'unrestricted'].map(id => ({ id, summary: `it is ${id}` })),
      unknownSummary: 'whether it may go ahead',
      requirements: [{ id: 'agreement', title: 'all agree', test: leaf('agrees', true) }],
      lists: [],
    },
  ],
  lists: [],
  deadlines: [],
}

const ruleOf = (name: string, more: object) => ({
  name: `land.may.${name}`,
  title: `The rule ${name}`,
  decision: 'may',
  force: 'law',
  effective: { from: '2020-01-01' },
  conditions: { all: [leaf('age', 18, 'lessThan')] },
  event: { type: 'require', params: { requirement: 'agreement' } },
  citations: [{ source: 'the-source', locator: 'all of it', evidence: 'primary' }],
  ...more,
})

export interface TinyScenario {
  readonly asOf?: string
  readonly facts: object
  readonly expect: object
}

/** One nation with one decision; rules and scenarios as a test needs them. */
export const tinyRules = (rules: Readonly<Record<string, object>>, scenarios: readonly TinyScenario[] = []): Rules => {
  const read = readRules([
    { path: 'manifest.json', value: { name: 'Tiny rules', version: '1.0.0', national: 'land' } },
    { path: 'facts.json', value: facts },
    { path: 'decisions.json', value: decisions },
    ...landFiles,
    { path: 'land/definitions.json', value: { definitions } },
    { path: 'land/rules.json', value: { rules: Object.entries(rules).map(([name, more]) => ruleOf(name, more)) } },
    {
      path: 'land/scenarios/cases.json',
      value: {
        scenarios: scenarios.map((one, i) => ({ name: `Case ${i + 1}`, decision: 'may', asOf: '2024-06-01', ...one })),
      },
    },
  ])
  if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1))
  return read.value
}

const definitions = [
  {
    name: 'current',
    statement: 'the status is current',
    otherwise: 'the status is not current',
    conditions: { all: [leaf('status', 'current')] },
    citations: [{ source: 'the-source', locator: 'all of it', evidence: 'primary' }],
  },
]
