import { readRules } from '../../src/load.ts'
import { is, rule } from './scenario-rules.ts'
import { landFiles } from './small-catalogue.ts'

const yesOrNo = (name: string, more: object = {}) => ({
  name,
  type: 'boolean',
  label: `whether ${name}`,
  question: `Is it so: ${name}?`,
  whenTrue: `${name} is so`,
  whenFalse: `${name} is not so`,
  classification: 'none',
  changeable: false,
  ...more,
})
const number = (name: string, label: string, min: number, max: number) => ({
  name,
  type: 'integer',
  min,
  max,
  label,
  question: 'How many?',
  classification: 'none',
  changeable: false,
})

const facts = [
  {
    name: 'dateOfBirth',
    type: 'date',
    label: 'the date of birth',
    question: 'When was the child born?',
    classification: 'identifier',
    changeable: false,
    kept: false,
  },
  number('ageYears', 'the age', 0, 25),
  number('yearGroup', 'the school year', -2, 14),
  yesOrNo('compulsorySchoolAge', {
    derived: {
      cases: [
        { value: false, when: is('ageYears', 5, 'lessThan') },
        {
          value: true,
          when: { all: [is('ageYears', 6, 'greaterThanInclusive'), is('ageYears', 14, 'lessThanInclusive')] },
        },
        { value: false, when: is('ageYears', 17, 'greaterThanInclusive') },
      ],
    },
  }),
  yesOrNo('inKeyStage4', { derived: { from: is('yearGroup', [10, 11], 'in') } }),
  yesOrNo('betweenYears', { given: 'calendar' }),
  yesOrNo('inPeriod', { given: { from: '2027-02-01', to: '2027-02-10' } }),
  yesOrNo('lookedAfter'),
]

const answers = (...ids: string[]) => ids.map(id => ({ id, summary: `it is ${id}` }))

/** Rules of a question “where”: `here` if a condition holds, else `elsewhere`. */
export const plantedRules = (
  conditions: ReturnType<typeof is>,
  effective: { readonly from: string; readonly to?: string } = { from: '2020-01' },
  more: { readonly rules?: readonly object[]; readonly completeFrom?: object } = {},
) => {
  const here = rule({
    name: 'land.where.here',
    conditions: { all: [conditions] },
    effective,
    event: { type: 'conclude', params: { answer: 'here' } },
  })
  const where = {
    id: 'where',
    question: 'Where?',
    form: 'classify',
    unknownSummary: 'where',
    lists: [],
    answers: answers('here', 'elsewhere'),
    ...(more.completeFrom === undefined ? {} : { completeFrom: more.completeFrom }),
  }
  const contradictions = [
    {
      id: 'looked-after-adult',
      facts: ['lookedAfter', 'ageYears'],
      never: { all: [is('lookedAfter', true), is('ageYears', 18, 'greaterThanInclusive')] },
      message: 'Nobody of 18 is looked after.',
    },
  ]
  const read = readRules([
    { path: 'manifest.json', value: { name: 'Planted', version: '1.0.0', national: 'land', semantics: 2 } },
    { path: 'facts.json', value: { facts, contradictions } },
    { path: 'decisions.json', value: { decisions: [where], lists: [], deadlines: [] } },
    ...landFiles,
    { path: 'land/rules.json', value: { rules: [here, ...(more.rules ?? [])] } },
  ])
  if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1))
  return read.value
}
