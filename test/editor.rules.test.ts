import { loadRules } from '@virtual-school/rules'
import { describe, expect, it } from 'vitest'
import { inCheckout } from '../scripts/places.mjs'
import { hoverAt, marksIn, offersAt } from './support/editor.ts'

const { rulebook } = await loadRules(inCheckout('rules'), { whole: true })
const luton = rulebook.authorities.get('luton')!
const timetable = rulebook.decisions.get('reduced-timetable')!
const parties = rulebook.lists.get('parties')!

/** A file of rules that somebody is writing, the cursor in one of its conditions, its event or its head. */
const ruleFile = ({ head = '', condition = '', event = '', rule = '' }): string => `{
  "$schema": "../schema/rulebook.schema.json",
  ${head}
  "rules": [
    {
      "name": "luton.reduced-timetable.new",
      "title": "A new rule",
      "decision": "reduced-timetable",
      ${rule}
      "conditions": { "all": [${condition}] },
      "event": ${event || '{ "type": "none" }'},
      "citations": [{ "locator": "a place" }]
    }
  ]
}`
const scenarioFile = (facts: string, expected: string): string => `{
  "$schema": "../../schema/scenarios.schema.json",
  "scenarios": [
    { "name": "New", "decision": "reduced-timetable", "asOf": "2026-11-22", "facts": { ${facts} }, "expect": { ${expected} } }
  ]
}`
const registerFile = (entry: string): string => `{
  "$schema": "../../schema/register.schema.json",
  "source": "luton-social-workers",
  "entries": [{ "locator": "a place", ${entry} }]
}`

const at = {
  rules: inCheckout('rules/luton/new.json'),
  scenarios: inCheckout('rules/luton/scenarios/new.json'),
  registers: inCheckout('rules/luton/registers/new.json'),
  invariants: inCheckout('rules/invariants.json'),
}
const ids = (things: readonly { readonly id: string }[]): readonly string[] => things.map(one => one.id)
const valuesOf = (fact: string): readonly string[] => rulebook.factsByName.get(fact)!.values!.map(one => one.value)
const careStatus = rulebook.factsByName.get('careStatus')!
const tested = rulebook.facts.filter(one => one.kept).map(one => one.name)
const dates = rulebook.facts
  .filter(one => one.type === 'date' && one.kept && one.derived === undefined)
  .map(one => one.name)

/** Places of the cursor, all the words that belong there, and one of them with what is said beside it. */
const places: readonly [string, string, string, readonly string[], readonly [string, string]][] = [
  [
    'the fact of a test',
    at.rules,
    ruleFile({ condition: '{ "fact": "▮", "operator": "equal", "value": true }' }),
    tested,
    ['careStatus', careStatus.question],
  ],
  [
    'the operator beside a fact that has words',
    at.rules,
    ruleFile({ condition: '{ "fact": "careStatus", "operator": "▮" }' }),
    ['equal', 'notEqual', 'in', 'notIn'],
    ['in', 'is one of'],
  ],
  [
    'the operator beside a date',
    at.rules,
    ruleFile({ condition: '{ "fact": "timetableStartsOn", "operator": "▮" }' }),
    ['equal', 'notEqual', 'in', 'notIn', 'dateBefore', 'dateOnOrBefore', 'dateAfter', 'dateOnOrAfter'],
    ['dateBefore', 'is before'],
  ],
  [
    'the value beside a fact and an operator',
    at.rules,
    ruleFile({ condition: '{ "fact": "careStatus", "operator": "equal", "value": "▮" }' }),
    valuesOf('careStatus'),
    ['looked-after', 'The child is looked after.'],
  ],
  [
    'a value in a list',
    at.rules,
    ruleFile({ condition: '{ "fact": "careStatus", "operator": "in", "value": ["▮"] }' }),
    valuesOf('careStatus'),
    ['never', careStatus.values!.find(one => one.value === 'never')!.statement.slice(4)],
  ],
  [
    'the value beside a yes or no',
    at.rules,
    ruleFile({ condition: '{ "fact": "parentAgrees", "operator": "equal", "value": ▮ }' }),
    ['true', 'false'],
    ['true', ''],
  ],
  [
    'a definition',
    at.rules,
    ruleFile({ condition: '{ "condition": "▮" }' }),
    [...new Set([...rulebook.authorities.values()].flatMap(one => [...one.definitions.keys()]))],
    ['looked-after', luton.definitions.get('looked-after')!.statement.slice(4)],
  ],
  [
    'a requirement of the rule’s question',
    at.rules,
    ruleFile({ event: '{ "type": "require", "params": { "requirement": "▮" } }' }),
    ids(timetable.requirements),
    ['parent-agreement', timetable.requirements.find(one => one.id === 'parent-agreement')!.title],
  ],
  [
    'a list of the rule’s question',
    at.rules,
    ruleFile({ event: '{ "type": "include", "params": { "list": "▮" } }' }),
    timetable.lists,
    ['parties', parties.title],
  ],
  [
    'an item of the list beside it',
    at.rules,
    ruleFile({ event: '{ "type": "include", "params": { "list": "parties", "item": "▮" } }' }),
    ids(parties.items),
    ['social-worker', parties.items.find(one => one.id === 'social-worker')!.title],
  ],
  [
    'what the party does',
    at.rules,
    ruleFile({ event: '{ "type": "include", "params": { "list": "parties", "item": "parent", "verb": "▮" } }' }),
    ids(parties.verbs),
    ['partner', parties.verbs.find(one => one.id === 'partner')!.title],
  ],
  [
    'an item of one of several outcomes',
    at.rules,
    ruleFile({
      event:
        '{ "type": "outcomes", "params": { "outcomes": [{ "type": "include", "list": "parties", "item": "▮" }] } }',
    }),
    ids(parties.items),
    ['parent', 'the parent'],
  ],
  [
    'the date from which a deadline is counted',
    at.rules,
    ruleFile({ event: '{ "type": "deadline", "params": { "of": "▮" } }' }),
    dates,
    ['timetableStartsOn', rulebook.factsByName.get('timetableStartsOn')!.question],
  ],
  [
    'a deadline',
    at.rules,
    ruleFile({ event: '{ "type": "deadline", "params": { "action": "▮" } }' }),
    [...rulebook.deadlines.keys()],
    [[...rulebook.deadlines.keys()][0]!, [...rulebook.deadlines.values()][0]!.title],
  ],
  [
    'the source at the head',
    at.rules,
    ruleFile({ head: '"source": "▮",' }),
    [...rulebook.sources.keys()],
    ['luton-social-workers', rulebook.sources.get('luton-social-workers')!.title],
  ],
  [
    'a force',
    at.rules,
    ruleFile({ rule: '"force": "▮",' }),
    ['law', 'statutory-guidance', 'regard-guidance', 'non-statutory-guidance', 'local-policy', 'local-offer'],
    ['local-policy', 'What a council’s own page asks of people.'],
  ],
  [
    'an evidence',
    at.rules,
    ruleFile({ head: '"evidence": "▮",' }),
    ['primary', 'superseded-version', 'restated', 'unverified'],
    ['primary', 'The text itself was read.'],
  ],
  [
    'the value of a fact in a scenario',
    at.scenarios,
    scenarioFile('"careStatus": "▮"', '"answer": "permitted"'),
    [...valuesOf('careStatus'), 'null'],
    ['ceased', 'The child'],
  ],
  [
    'the answer that a scenario expects',
    at.scenarios,
    scenarioFile('', '"answer": "▮"'),
    [...ids(timetable.answers), 'null'],
    ['unrestricted', timetable.answers.find(one => one.id === 'unrestricted')!.summary],
  ],
  [
    'a requirement that a scenario expects',
    at.scenarios,
    scenarioFile('', '"requirements": { "▮" }'),
    ids(timetable.requirements),
    ['best-interests', timetable.requirements.find(one => one.id === 'best-interests')!.title],
  ],
  [
    'the class of a sentence',
    at.registers,
    registerFile('"class": "▮"'),
    ['rule', 'offer', 'process', 'context', 'not-modelled', 'open'],
    ['context', 'Nothing follows from it.'],
  ],
]

describe('an editor', () => {
  it.each(places)('offers the right words and no others for %s', async (_, path, text, words, [word, said]) => {
    const offers = await offersAt(path, text)
    expect([...offers.keys()].sort()).toEqual([...words].sort())
    expect(offers.get(word)).toContain(said)
  })

  it('has words to offer at a dozen places of a file of rules, and more elsewhere', () => {
    expect(places.filter(([, path]) => path === at.rules).length).toBeGreaterThanOrEqual(12)
    expect(places.filter(([, path]) => path !== at.rules).length).toBeGreaterThanOrEqual(4)
  })

  it('offers the facts of a scenario by their names', async () => {
    const offers = await offersAt(at.scenarios, scenarioFile('"▮"', '"answer": "permitted"'))
    const given = rulebook.facts.filter(one => one.given === undefined).map(one => one.name)
    expect([...offers.keys()].sort()).toEqual(given.sort())
    expect(offers.get('careStatus')).toContain(careStatus.question)
  })

  it.each([
    ['a fact', '{ "fact": "care▮Status", "operator": "equal", "value": "never" }', careStatus.question],
    [
      'a value',
      '{ "fact": "careStatus", "operator": "equal", "value": "looked▮-after" }',
      'The child is looked after.',
    ],
    ['a definition', '{ "condition": "looked▮-after" }', luton.definitions.get('looked-after')!.statement.slice(4)],
  ])('says what %s means when the mouse rests on it', async (_, condition, said) => {
    expect(await hoverAt(at.rules, ruleFile({ condition }))).toContain(said)
  })

  it('marks a new name, and says how it becomes known', async () => {
    const marks = await marksIn(at.rules, ruleFile({ condition: '{ "condition": "new-name" }' }))
    expect(marks.map(one => one.message).join('\n')).toContain('If it is new, “virtual-school schema” makes it known')
  })
})
