import type { Scenario } from '../../src/language/scenario.ts'
import { readRules } from '../../src/load.ts'
import { landFiles, parties, steps } from './small-catalogue.ts'

/** A small rulebook with one of everything that a scenario can name: a nation `land` and its council `town`. */
type Leaf = { fact: string; operator: string; value: unknown; reading?: string }
type Condition = { all: Condition[] } | { condition: string } | Leaf

export const is = (fact: string, value: unknown, operator = 'equal'): Leaf => ({ fact, operator, value })
export const current: Condition = { condition: 'current' }

const boolean = (name: string) => ({
  name,
  type: 'boolean',
  label: `whether ${name}`,
  question: `Is it so: ${name}?`,
  whenTrue: `${name} is so`,
  whenFalse: `${name} is not so`,
  classification: 'none',
  changeable: true,
})
const enumOf = (name: string, values: string[]) => ({
  name,
  type: 'enum',
  label: `the ${name}`,
  question: `What is the ${name}?`,
  classification: 'none',
  changeable: false,
  values: values.map(value => ({ value, statement: `the ${name} is ${value}` })),
})

const facts = {
  facts: [
    boolean('agrees'),
    boolean('endSet'),
    boolean('urgent'),
    boolean('nearby'),
    enumOf('status', ['current', 'ceased']),
    {
      name: 'age',
      type: 'integer',
      min: 0,
      max: 20,
      label: 'the age',
      question: 'How old?',
      classification: 'none',
      changeable: false,
    },
    {
      name: 'metOn',
      type: 'date',
      label: 'the day of the meeting',
      question: 'When?',
      classification: 'none',
      changeable: true,
    },
    { ...boolean('isChild'), derived: { from: is('age', 18, 'lessThan') } },
  ],
  contradictions: [
    {
      id: 'ceased-and-urgent',
      facts: ['status', 'urgent'],
      message: 'One that has ceased is not urgent.',
      never: { all: [is('status', 'ceased'), is('urgent', true)] },
    },
  ],
}

const answers = (...ids: string[]) => ids.map(id => ({ id, summary: `it is ${id}` }))
const decisions = {
  decisions: [
    {
      id: 'may',
      question: 'May it?',
      form: 'permit',
      unknownSummary: 'whether it may',
      lists: ['parties'],
      answers: answers('permitted', 'not-permitted', 'unrestricted'),
      requirements: [
        { id: 'agreement', title: 'the parent agrees', test: is('agrees', true) },
        { id: 'end-date', title: 'an end date is set', test: is('endSet', true) },
      ],
    },
    {
      id: 'where',
      question: 'Where?',
      form: 'classify',
      unknownSummary: 'where',
      lists: [],
      answers: answers('here', 'there', 'elsewhere'),
    },
    {
      id: 'who',
      question: 'Who?',
      form: 'collect',
      collects: 'parties',
      unknownSummary: 'who',
      lists: ['parties'],
      answers: answers('somebody', 'nobody'),
    },
  ],
  lists: [parties],
  deadlines: steps,
}

interface Draft {
  readonly name: string
  readonly conditions: Condition
  readonly event: { readonly type: string; readonly params?: object }
  readonly effective?: { readonly from: string | null; readonly to?: string }
  readonly force?: string
}

export const rule = ({ name, conditions, event, effective = { from: '2020-01' }, force = 'law' }: Draft) => ({
  name,
  title: `The rule ${name}`,
  decision: name.split('.')[1],
  force,
  effective,
  conditions,
  event,
  citations: [{ source: 'the-source', locator: 'line 1', evidence: 'unverified' }],
})

const include = (verb: string) => ({ type: 'include', params: { list: 'parties', item: 'parent', verb } })
const step = (role: string, count: number) => ({
  type: 'deadline',
  params: { action: 'first-step', role, count, unit: 'calendar-day', direction: 'after', of: 'metOn' },
})

export const landRules = [
  rule({
    name: 'land.may.agreement',
    conditions: current,
    event: { type: 'require', params: { requirement: 'agreement' } },
  }),
  rule({ name: 'land.may.parent-agrees', conditions: current, event: include('agree') }),
  rule({ name: 'land.may.parent-consulted', conditions: current, event: include('consult'), force: 'local-policy' }),
  rule({ name: 'land.may.step-of-the-parent', conditions: current, event: step('parent', 5) }),
  rule({ name: 'land.may.step-of-the-school', conditions: current, event: step('school', 3) }),
  rule({
    name: 'land.where.here',
    conditions: { all: [is('isChild', true)] },
    event: { type: 'conclude', params: { answer: 'here' } },
  }),
]
export const townRules = [
  rule({
    name: 'town.may.end-date',
    force: 'local-policy',
    conditions: { all: [current, { ...is('nearby', true), reading: 'nearby-or-not' }] },
    event: { type: 'require', params: { requirement: 'end-date' } },
  }),
]

const readings = [
  {
    id: 'nearby-or-not',
    title: 'Nearby',
    taken: 'Nearby only.',
    alternatives: [{ text: 'Urgent only.', condition: is('urgent', true) }],
  },
]
const definitions = [
  {
    name: 'current',
    statement: 'it is current',
    otherwise: 'it is not current',
    conditions: { all: [is('status', 'current')] },
  },
]

export type TestScenario = Partial<Scenario> & Pick<Scenario, 'facts' | 'expect'>
interface Layers {
  readonly land?: readonly TestScenario[]
  readonly town?: readonly TestScenario[]
  readonly landRules?: readonly object[]
}

const scenarios = (own: readonly TestScenario[]) => ({
  scenarios: own.map((one, i) => ({ name: `Case ${i + 1}`, decision: 'may', asOf: '2024-06-01', ...one })),
})

/** The rules with these scenarios; with other national rules, where a test needs them. */
export const rulesWith = ({ land = [], town = [], landRules: national = landRules }: Layers) => {
  const read = readRules([
    { path: 'manifest.json', value: { name: 'Test rules', version: '1.0.0', national: 'land' } },
    { path: 'facts.json', value: facts },
    { path: 'decisions.json', value: decisions },
    ...landFiles,
    { path: 'land/definitions.json', value: { definitions } },
    { path: 'land/rules.json', value: { rules: national } },
    { path: 'land/scenarios/cases.json', value: scenarios(land) },
    { path: 'town/authority.json', value: { id: 'town', name: 'Town' } },
    { path: 'town/readings.json', value: { readings } },
    { path: 'town/rules.json', value: { rules: townRules } },
    { path: 'town/scenarios/cases.json', value: scenarios(town) },
  ])
  if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1))
  return read.value
}
