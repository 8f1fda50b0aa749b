import type { Decision, DecisionRequest } from '../../src/evaluate/decision.ts'
import { readRules } from '../../src/load.ts'
import type { RuleFile } from '../../src/parse/rule-documents.ts'

/** A few rules that show one of everything that an explanation tells. */
const enumFact = (name: string, label: string, statements: Record<string, string>) => ({
  name,
  type: 'enum',
  label,
  question: `What is ${label}?`,
  values: Object.entries(statements).map(([value, statement]) => ({ value, statement })),
  classification: 'none',
  changeable: true,
})
const booleanFact = (name: string, whenTrue: string, whenFalse: string) => ({
  name,
  type: 'boolean',
  label: `whether ${whenTrue}`,
  question: `Is it so that ${whenTrue}?`,
  whenTrue,
  whenFalse,
  classification: 'none',
  changeable: true,
})
const dateFact = (name: string, label: string) => ({
  name,
  type: 'date',
  label,
  question: `What is ${label}?`,
  classification: 'none',
  changeable: true,
})

const facts = [
  {
    ...dateFact('x', 'x'),
    name: 'ageYears',
    type: 'integer',
    min: 0,
    max: 25,
    label: 'the child’s age',
    question: 'How old is the child?',
  },
  {
    ...booleanFact('schoolAge', 'the child is of school age', 'the child is not of school age'),
    derived: {
      cases: [
        { value: false, when: { fact: 'ageYears', operator: 'lessThan', value: 5 } },
        {
          value: true,
          when: {
            all: [
              { fact: 'ageYears', operator: 'greaterThan', value: 5 },
              { fact: 'ageYears', operator: 'lessThan', value: 16 },
            ],
          },
        },
      ],
    },
  },
  enumFact('careStatus', 'the child’s care status', {
    'looked-after': 'the child is looked after',
    ceased: 'the child was looked after and no longer is',
    never: 'the child has never been looked after',
  }),
  enumFact('head', 'the head’s part in it', {
    none: 'the head of the virtual school has had no part in it',
    notified: 'the head of the virtual school has only been told of it',
    'in-partnership': 'the head of the virtual school is a partner in it',
  }),
  booleanFact('parentAgrees', 'the parent agrees', 'the parent does not agree'),
  booleanFact('emergency', 'there is an emergency', 'there is no emergency'),
  dateFact('meetingOn', 'the day of the meeting'),
  dateFact('startsOn', 'the day on which the timetable starts'),
  enumFact('requester', 'who is asking', {
    school: 'a school is asking',
    parent: 'a parent is asking',
    other: 'somebody else is asking',
  }),
]

const decisions = {
  decisions: [
    {
      id: 'timetable',
      question: 'May a reduced timetable go ahead?',
      form: 'permit',
      unknownSummary: 'whether a reduced timetable may go ahead',
      answers: [
        { id: 'permitted', summary: 'a reduced timetable may go ahead' },
        { id: 'not-permitted', summary: 'a reduced timetable may not go ahead' },
        { id: 'unrestricted', summary: 'no rule held here restricts a reduced timetable' },
      ],
      requirements: [
        { id: 'agreement', title: 'the parent agrees', test: { fact: 'parentAgrees', operator: 'equal', value: true } },
        {
          id: 'partnership',
          title: 'it is planned with the head',
          test: { fact: 'head', operator: 'equal', value: 'in-partnership' },
        },
        {
          id: 'meeting',
          title: 'a meeting came first',
          test: { fact: 'meetingOn', operator: 'dateBefore', value: { fact: 'startsOn' } },
        },
      ],
      lists: ['parties'],
    },
    {
      id: 'support',
      question: 'Where does a request go?',
      form: 'classify',
      unknownSummary: 'where the request goes',
      answers: [
        { id: 'accept', summary: 'the request may go to the virtual school' },
        { id: 'not-expected', summary: 'the virtual school is not expected to take the request' },
        { id: 'signpost', summary: 'the request goes elsewhere' },
      ],
    },
  ],
  lists: [
    {
      id: 'parties',
      title: 'People who have a part',
      items: [
        { id: 'head', title: 'the head of the virtual school' },
        { id: 'social-worker', title: 'the child’s social worker' },
      ],
      verbs: [
        { id: 'partner', title: 'be a partner' },
        { id: 'advise', title: 'may advise' },
      ],
    },
  ],
  deadlines: [{ id: 'first-review', title: 'the first review' }],
}

const sources = [
  { id: 'attendance', title: 'Attendance guidance', publisher: 'Department', kind: 'regard-guidance' },
  { id: 'regulations', title: 'The regulations', publisher: 'Government', kind: 'law' },
  {
    id: 'luton-page',
    title: 'Luton’s *page* [1]',
    publisher: 'Luton Council',
    kind: 'local-policy',
    attribution: 'inferred',
  },
]

const cites = (source: string, locator: string, evidence: string, damaged?: true) => [
  { source, locator, evidence, ...(damaged ? { damaged } : {}) },
]
const lookedAfter = { condition: 'looked-after' }

const englandRules = [
  {
    name: 'england.timetable.agreement',
    title: 'A reduced timetable needs the parent’s agreement',
    decision: 'timetable',
    force: 'regard-guidance',
    effective: { from: '2024-08-19' },
    conditions: { all: [{ fact: 'schoolAge', operator: 'equal', value: true }] },
    event: { type: 'require', params: { requirement: 'agreement' } },
    citations: cites('attendance', 'paragraph 65', 'restated'),
  },
  {
    name: 'england.timetable.agreement',
    title: 'A reduced timetable is talked over with the parent',
    decision: 'timetable',
    force: 'non-statutory-guidance',
    effective: { from: '2022-09', to: '2024-08-18' },
    conditions: { all: [{ fact: 'schoolAge', operator: 'equal', value: true }] },
    event: { type: 'require', params: { requirement: 'agreement' } },
    citations: cites('attendance', 'paragraph 43', 'restated'),
  },
  {
    name: 'england.timetable.emergency',
    title: 'In an emergency nobody need agree',
    decision: 'timetable',
    force: 'regard-guidance',
    effective: { from: '2024-08-19' },
    exceptionTo: ['england.timetable.agreement'],
    conditions: { all: [{ fact: 'emergency', operator: 'equal', value: true }] },
    event: { type: 'none' },
    citations: cites('attendance', 'paragraph 66', 'primary'),
  },
  {
    name: 'england.timetable.review',
    title: 'The plan of a looked-after child is reviewed within 20 working days',
    decision: 'timetable',
    force: 'law',
    effective: { from: '2011-04-01' },
    conditions: { all: [lookedAfter] },
    event: {
      type: 'deadline',
      params: {
        action: 'first-review',
        role: 'social-worker',
        count: 20,
        unit: 'working-day',
        direction: 'after',
        of: 'startsOn',
      },
    },
    citations: cites('regulations', 'regulation 33', 'unverified'),
  },
  {
    name: 'england.timetable.meeting',
    title: 'A meeting comes first',
    decision: 'timetable',
    force: 'law',
    effective: { from: null },
    conditions: { all: [] },
    event: { type: 'require', params: { requirement: 'meeting' } },
    citations: cites('regulations', 'regulation 99', 'primary'),
  },
]

const lutonRules = [
  {
    name: 'luton.timetable.partnership',
    title: 'A looked-after child’s timetable is planned with the head',
    decision: 'timetable',
    force: 'local-policy',
    effective: { from: '2021-07', inferred: true },
    conditions: {
      all: [lookedAfter, { not: { fact: 'ageYears', operator: 'greaterThanInclusive', value: 18, reading: 'up-to' } }],
    },
    event: { type: 'require', params: { requirement: 'partnership' } },
    citations: cites('luton-page', 'line 28', 'primary', true),
  },
  {
    name: 'luton.timetable.parties.head',
    title: 'The head may be asked',
    decision: 'timetable',
    force: 'local-offer',
    effective: { from: '2021-07', inferred: true },
    conditions: {
      any: [
        { fact: 'careStatus', operator: 'in', value: ['looked-after', 'ceased'] },
        { fact: 'ageYears', operator: 'in', value: [2, 3] },
      ],
    },
    event: { type: 'include', params: { list: 'parties', item: 'head', verb: 'advise' } },
    citations: cites('luton-page', 'line 30', 'primary'),
  },
  {
    name: 'luton.support.schools',
    title: 'Schools may turn to the virtual school',
    decision: 'support',
    force: 'local-offer',
    effective: { from: '2021-07', inferred: true },
    conditions: { all: [{ fact: 'requester', operator: 'notIn', value: ['parent', 'other'] }] },
    event: { type: 'conclude', params: { answer: 'accept' } },
    citations: cites('luton-page', 'line 1', 'primary'),
  },
  {
    name: 'luton.support.everybody',
    title: 'The virtual school is not the first to ask',
    decision: 'support',
    force: 'local-policy',
    effective: { from: '2021-07', clock: 'startsOn' },
    conditions: { all: [] },
    event: { type: 'conclude', params: { answer: 'not-expected' } },
    citations: cites('luton-page', 'line 2', 'primary'),
  },
]

const files: readonly RuleFile[] = [
  { path: 'manifest.json', value: { name: 'Explained', version: '1.2.3', national: 'england' } },
  { path: 'facts.json', value: { facts } },
  { path: 'decisions.json', value: decisions },
  { path: 'sources.json', value: { sources } },
  {
    path: 'calendar.json',
    value: {
      jurisdiction: 'test',
      from: '2026-01-01',
      to: '2026-12-31',
      source: 'test',
      closed: [{ date: '2026-12-25', name: 'Christmas Day' }],
    },
  },
  { path: 'england/authority.json', value: { id: 'england', name: 'England' } },
  {
    path: 'england/definitions.json',
    value: {
      definitions: [
        {
          name: 'looked-after',
          statement: 'the child is in care',
          otherwise: 'the child is not in care',
          conditions: {
            any: [
              { fact: 'careStatus', operator: 'equal', value: 'looked-after' },
              {
                not: {
                  all: [
                    { not: { fact: 'careStatus', operator: 'equal', value: 'looked-after' } },
                    { fact: 'emergency', operator: 'equal', value: false },
                  ],
                },
              },
            ],
          },
          citations: cites('regulations', 'regulation 2', 'primary'),
        },
      ],
    },
  },
  { path: 'england/rules.json', value: { rules: englandRules } },
  { path: 'luton/authority.json', value: { id: 'luton', name: 'Luton' } },
  {
    path: 'luton/readings.json',
    value: {
      readings: [
        {
          id: 'up-to',
          title: 'What “up to 18” means',
          taken: 'Up to the 18th birthday.',
          alternatives: [
            {
              text: 'Up to the 15th birthday.',
              condition: { fact: 'ageYears', operator: 'greaterThanInclusive', value: 15 },
            },
          ],
        },
      ],
    },
  },
  { path: 'luton/rules.json', value: { rules: lutonRules } },
]

const read = readRules(files)
if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1))

export const explainedRules = read.value

/** A decision by these rules; Luton’s on 22 November 2026 unless the case says otherwise. */
export const decided = (request: Partial<DecisionRequest>): Decision => {
  const result = explainedRules.evaluate({
    decision: 'timetable',
    authority: 'luton',
    asOf: '2026-11-22',
    facts: {},
    ...request,
  })
  if ('issues' in result) throw new Error(JSON.stringify(result.issues))
  return result
}
