import { describe, expect, test } from 'vitest'
import { mutationReport } from '../src/index.ts'
import { listMutants } from '../src/mutate/mutation-report.ts'
import { type ActionRules, actionFiles, is } from './support/action-rules.ts'
import { rulesFrom } from './support/small-rules.ts'
import { holdZ3 } from './support/z3.ts'

holdZ3()

const parent = { type: 'include', list: 'parties', item: 'parent', verb: 'agree', when: 'before' }
const agreement = { type: 'require', requirement: 'agreement' }
const bar = {
  locator: 'section 2',
  class: 'not-modelled',
  reason: 'Its words were not read.',
  id: 'distant-bar',
  title: 'a move to a distant place',
  bears: 'bar',
  decisions: ['may', 'who'],
  force: 'law',
  conditions: { all: [is('distant', true)] },
}
const more = {
  ...bar,
  locator: 'section 3',
  id: 'more',
  title: 'who else may be heard',
  bears: 'adds',
  conditions: { all: [is('agrees', true)] },
}
const parts: ActionRules = { decisions: ['may', 'who'], outcomes: [agreement, parent], texts: [bar, more] }

const newKinds = ['outcome', 'time', 'question', 'bearing']
const isNew = ({ id, kind }: { readonly id: string; readonly kind: string }) =>
  newKinds.includes(kind) || id.includes('/completeFrom')

describe('mutants', () => {
  const mutants = listMutants(rulesFrom(actionFiles(parts)).rulebook).filter(isNew)

  test('of what follows: an outcome lost, lost in one question, at another time; of law that is not held', () => {
    expect(mutants.map(one => one.id)).toEqual([
      'land.parent@2020-01-01/outcomes/agreement:dropped',
      'land.parent@2020-01-01/outcomes/parent-agree:dropped',
      'land.parent@2020-01-01/outcomes/parent-agree:without=may',
      'land.parent@2020-01-01/outcomes/parent-agree:without=who',
      'land.parent@2020-01-01/outcomes/parent-agree:when=always',
      'land.parent@2020-01-01/outcomes/parent-agree:when=after',
      'question:may/completeFrom:day=2019-12-31',
      'question:may/completeFrom:day=2020-01-02',
      'text:land.distant-bar:bears=adds',
      'text:land.distant-bar:conditions=dropped',
      'text:land.more:bears=bar',
    ])
  })

  test('each told in a sentence', () => {
    const sentences = mutants.map(one => one.sentence)
    expect(sentences).toContain(
      'Land’s “The parent has a part in a move.” without “the parent: agree” in answer to “Who has a part?”',
    )
    expect(sentences).toContain(
      'Land’s “The parent has a part in a move.” with “the parent: agree” at any time and not before the action.',
    )
    expect(sentences).toContain(
      'The law of “May it go ahead?” held whole from 2 January 2020 and not from 1 January 2020.',
    )
    expect(sentences).toContain(
      'Land’s text of which no rule is made, “a move to a distant place”, taken for one that forbids nothing by itself.',
    )
  })
})

const first = { parties: { parent: { verb: 'agree', status: 'applies', when: 'before' } } }
const at = (name: string, decision: string, facts: object, expected: object, asOf = '2024-01-01') => ({
  name,
  decision,
  asOf,
  facts,
  expect: expected,
})
const move = { proposedAction: 'move' }
const telling = [
  at('A near move that is agreed', 'may', { agrees: true, distant: false }, { answer: 'permitted', lists: first }),
  at('A near move that is not agreed', 'may', { agrees: false, distant: false }, { answer: 'not-permitted' }),
  at('A distant move that is agreed', 'may', { agrees: true, distant: true }, { answer: null }),
  at('Who has a part in a near move', 'who', { ...move, distant: false }, { answer: 'somebody', lists: first }),
  at('Nobody has a part if all stay', 'who', { proposedAction: 'stay', distant: false }, { answer: 'nobody' }),
  at('Distant, nobody knows who has a part', 'who', { proposedAction: 'stay', distant: true }, { answer: null }),
  at('The first day', 'may', { agrees: true, distant: false }, { answer: 'permitted' }, '2020-01-01'),
  at('The day before', 'may', { agrees: true, distant: false }, { answer: null }, '2019-12-31'),
]

describe('the report', () => {
  test('has no survivor of these kinds where scenarios look at them', async () => {
    const rules = rulesFrom(actionFiles({ ...parts, scenarios: telling }))
    const report = await mutationReport(rules, { select: isNew })
    expect(report.survivors.map(one => one.mutant.id)).toEqual([])
    expect(report.equivalent.map(one => one.mutant.id)).toEqual([])
    expect(report.killed.length).toBe(11)
  })

  test('finds with a case what none of them looks at', async () => {
    const rules = rulesFrom(actionFiles({ ...parts, scenarios: telling.slice(1, 2) }))
    const { survivors } = await mutationReport(rules, { select: isNew })
    const cases = Object.fromEntries(survivors.map(({ mutant, witness }) => [mutant.id, witness?.case]))
    expect(cases['land.parent@2020-01-01/outcomes/parent-agree:when=always']?.facts).toBeDefined()
    expect(cases['question:may/completeFrom:day=2020-01-02']).toMatchObject({ asOf: '2020-01-01', decision: 'may' })
    expect(cases['text:land.distant-bar:bears=adds']).toMatchObject({ facts: { agrees: true } })
    expect(cases['text:land.distant-bar:conditions=dropped']?.facts).toMatchObject({ distant: false })
  })

  test('proves equal what two outcomes of one time have in common', async () => {
    const also = {
      conditions: { all: [is('proposedAction', 'move'), is('distant', true)] },
      outcomes: [agreement, { ...parent, when: 'after' }],
    }
    const rules = rulesFrom(actionFiles({ ...parts, also, scenarios: telling }))
    const { equivalent } = await mutationReport(rules, { select: isNew })
    // Whoever has a part before the move has it, whatever another rule says of after.
    expect(equivalent.map(one => one.mutant.id)).toContain('land.again@2020-01-01/outcomes/parent-agree:when=always')
  })
})
