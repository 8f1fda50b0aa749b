import type { Decision, DecisionRequest } from '../../src/evaluate/decision.ts'
import { readRules } from '../../src/load.ts'
import type { RuleFile } from '../../src/parse/rule-documents.ts'

/** Rules of a made-up law on kites that show one of everything that a short account tells. */
const yesOrNo = (name: string, so: string, question: string) => ({
  name,
  type: 'boolean',
  label: `whether ${so}`,
  question,
  whenTrue: so,
  whenFalse: `it is not so that ${so}`,
  classification: 'none',
  changeable: true,
})

const facts = [
  yesOrNo('windy', 'it is windy', 'Is it windy?'),
  yesOrNo('lineHeld', 'the line is held', 'Does anybody hold the line?'),
  yesOrNo('flagUp', 'a flag is up', 'Is a flag up?'),
  yesOrNo('nearAirfield', 'an airfield is near', 'Is an airfield near?'),
  {
    name: 'flightOn',
    type: 'date',
    label: 'the day on which the kite flies',
    question: 'On what day does the kite fly?',
    classification: 'none',
    changeable: true,
  },
]

const is = (fact: string, value = true) => ({ all: [{ fact, operator: 'equal', value }] })

const decisions = {
  decisions: [
    {
      id: 'flight',
      question: 'May the kite fly?',
      form: 'permit',
      unknownSummary: 'whether the kite may fly',
      answers: [
        { id: 'permitted', summary: 'the kite may fly', restsOnAbsence: true },
        { id: 'not-permitted', summary: 'the kite may not fly' },
        { id: 'unrestricted', summary: 'nothing is asked of the kite', restsOnAbsence: true },
      ],
      requirements: [
        { id: 'line', title: 'somebody holds the line', test: { fact: 'lineHeld', operator: 'equal', value: true } },
        { id: 'flag', title: 'a flag is up', test: { fact: 'flagUp', operator: 'equal', value: true } },
      ],
      lists: ['people', 'gifts'],
      completeFrom: { day: '2020-01-01', texts: ['kite-act'] },
    },
    {
      id: 'watchers',
      question: 'Who watches?',
      form: 'collect',
      unknownSummary: 'whether anyone watches',
      answers: [
        { id: 'watched', summary: 'somebody watches' },
        { id: 'unwatched', summary: 'nobody has to watch', restsOnAbsence: true },
      ],
      collects: 'people',
      lists: ['people'],
    },
  ],
  lists: [
    {
      id: 'people',
      title: 'People',
      items: ['pilot', 'warden', 'town'].map(id => ({ id, title: `the ${id}` })),
      verbs: [
        { id: 'agree', title: 'agree' },
        { id: 'notify', title: 'be told' },
        { id: 'advise', title: 'may advise' },
      ],
    },
    {
      id: 'gifts',
      title: 'What the town gives',
      items: ['string', 'glue', 'paper', 'cane', 'paint'].map(id => ({ id, title: id })),
    },
  ],
  deadlines: [
    { id: 'report', title: 'the report on the flight' },
    { id: 'lesson', title: 'the next lesson' },
  ],
}

const cites = (evidence: string) => [{ source: 'kite-act', locator: 'the whole', evidence }]
const meets = (item: string, verb: string, when: string) => ({ type: 'include', list: 'people', item, verb, when })
const due = (action: string, unit: string) => ({
  type: 'deadline',
  action,
  role: 'pilot',
  count: 2,
  unit,
  direction: 'after',
  of: 'flightOn',
})

const rule = (name: string, force: string, conditions: object, outcomes: readonly object[], evidence = 'primary') => ({
  name,
  title: `The rule ${name}`,
  decisions: ['flight', 'watchers'],
  force,
  effective: { from: '2015-01-01' },
  conditions,
  event: { type: 'outcomes', params: { outcomes } },
  citations: cites(evidence),
})

const landRules = [
  rule('land.wind', 'law', is('windy'), [
    { type: 'require', requirement: 'line' },
    meets('pilot', 'agree', 'before'),
    meets('pilot', 'notify', 'before'),
    meets('pilot', 'advise', 'after'),
    meets('warden', 'notify', 'always'),
    due('report', 'calendar-day'),
    due('lesson', 'school-day'),
  ]),
  rule(
    'land.airfield',
    'regard-guidance',
    is('nearAirfield'),
    [{ type: 'require', requirement: 'flag' }, meets('warden', 'agree', 'before'), meets('town', 'notify', 'after')],
    'restated',
  ),
]

const brookRules = [
  {
    ...rule('brook.flight.gifts', 'local-offer', { all: [] }, [], 'unverified'),
    decisions: ['flight'],
    event: {
      type: 'outcomes',
      params: {
        outcomes: ['string', 'glue', 'paper', 'cane', 'paint'].map(item => ({ type: 'include', list: 'gifts', item })),
      },
    },
  },
]

const bears = (id: string, force: string, title: string, members: object) => ({
  id,
  title,
  force,
  locator: `section ${id}`,
  class: 'not-modelled',
  reason: 'Nobody has read it.',
  decisions: ['flight'],
  ...members,
})

const files: readonly RuleFile[] = [
  { path: 'manifest.json', value: { name: 'Kites', version: '1.0.0', national: 'land', semantics: 2 } },
  { path: 'facts.json', value: { facts } },
  { path: 'decisions.json', value: decisions },
  {
    path: 'sources.json',
    value: {
      sources: [
        { id: 'kite-act', title: 'The Kite Act', publisher: 'Crown', kind: 'law' },
        { id: 'brook-page', title: 'The page on kites', publisher: 'Brook', kind: 'local-policy' },
      ],
    },
  },
  {
    path: 'calendar.json',
    value: { jurisdiction: 'test', from: '2026-01-01', to: '2026-12-31', source: 'test', closed: [] },
  },
  { path: 'land/authority.json', value: { id: 'land', name: 'Land' } },
  { path: 'land/rules.json', value: { rules: landRules } },
  {
    path: 'land/registers/kite-act.json',
    value: {
      source: 'kite-act',
      entries: [
        { locator: 'section 1', class: 'rule', rules: ['land.airfield', 'land.wind'] },
        bears('storms', 'law', 'no kite flies in a storm', { bears: 'bar', conditions: is('nearAirfield') }),
        bears('tails', 'law', 'a tail is short', { bears: 'detail' }),
        bears('colours', 'regard-guidance', 'bright colours are best', { bears: 'detail' }),
      ],
    },
  },
  { path: 'brook/authority.json', value: { id: 'brook', name: 'Brook' } },
  { path: 'brook/rules.json', value: { rules: brookRules } },
  {
    path: 'brook/registers/brook-page.json',
    value: {
      source: 'brook-page',
      entries: [bears('notice', 'local-policy', 'Brook wants a day’s notice', { bears: 'adds' })],
    },
  },
]

const read = readRules(files)
if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1))

export const kiteRules = read.value

/** A decision by these rules; Land’s on 22 November 2026 on a flight unless the case says otherwise. */
export const decidedOnKite = (request: Partial<DecisionRequest>): Decision => {
  const result = kiteRules.evaluate({ decision: 'flight', asOf: '2026-11-22', facts: {}, ...request })
  if ('issues' in result) throw new Error(JSON.stringify(result.issues))
  return result
}
