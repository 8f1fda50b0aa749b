import { type RuleFile, readRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { landFiles, parties } from '../../../rules/test/support/small-catalogue.ts'

/** A test of one fact. */
export const leaf = (fact: string, value: unknown, operator = 'equal') => ({ fact, operator, value })

const common = { question: 'What is so?', classification: 'none', changeable: false }
const enumOf = (name: string, values: readonly string[], more: object = {}) => ({
  ...common,
  name,
  type: 'enum',
  label: `the ${name}`,
  values: values.map(value => ({ value, statement: `the ${name} is ${value}` })),
  ...more,
})

const facts = {
  facts: [
    enumOf('proposedAction', ['short-day', 'move', 'plan', 'none']),
    enumOf('status', ['current', 'ceased', 'never']),
    enumOf('asker', ['parent', 'school', 'child']),
    {
      ...common,
      name: 'agrees',
      type: 'boolean',
      label: 'agreement',
      whenTrue: 'all agree',
      whenFalse: 'not all agree',
    },
  ],
}

const question = (id: string, form: string, answers: readonly string[], more: object) => ({
  id,
  question: `What of ${id}?`,
  form,
  answers: answers.map(one => ({ id: one, summary: `it is ${one}` })),
  unknownSummary: `what of ${id}`,
  requirements: [],
  lists: [],
  ...more,
})
const agreement = { id: 'agreement', title: 'all agree', test: leaf('agrees', true) }
const permitted = ['permitted', 'not-permitted', 'unrestricted']

const decisions = {
  decisions: [
    question('may-shorten', 'permit', permitted, {
      requirements: [agreement],
      lists: ['parties'],
      proposes: ['short-day'],
    }),
    question('may-move', 'permit', permitted, { requirements: [agreement], lists: ['parties'], proposes: ['move'] }),
    question('who', 'collect', ['somebody', 'nobody'], { collects: 'parties', lists: ['parties'] }),
    question('where', 'classify', ['accept', 'not-expected', 'signpost'], { lists: ['channels'] }),
  ],
  lists: [
    parties,
    {
      id: 'channels',
      title: 'Channels',
      items: [
        { id: 'desk', title: 'the desk' },
        { id: 'line', title: 'the line' },
      ],
    },
  ],
  deadlines: [],
}

/** What a rule that a test makes says of its own. */
export interface ActingRule {
  readonly decisions: readonly string[]
  readonly all?: readonly object[]
  readonly outcomes: readonly object[]
  readonly layer?: string
  readonly more?: object
}

/** That a party has a part before the action, in the questions that are named. */
export const before = (item: string, verb: string, ...decisions: readonly string[]) => ({
  type: 'include',
  list: 'parties',
  item,
  verb,
  when: 'before',
  ...(decisions.length === 0 ? {} : { decisions }),
})
/** That all must agree. */
export const agree = { type: 'require', requirement: 'agreement' }

/** `also`: more files, or others in their place. Rules of semantics 2 about two actions, who has a part in any action, and where a request goes. */
export const actingRules = (rules: Readonly<Record<string, ActingRule>>, also: readonly RuleFile[] = []): Rules => {
  const written = Object.entries(rules).map(
    ([name, { decisions, all = [leaf('status', 'current')], outcomes, layer = 'land', more }]) => ({
      layer,
      rule: {
        name: `${layer}.${decisions.length === 1 ? decisions[0] : 'several'}.${name}`,
        title: `The rule ${name}`,
        decisions,
        force: 'law',
        effective: { from: '2020-01-01' },
        conditions: { all },
        event: { type: 'outcomes', params: { outcomes } },
        citations: [{ source: 'the-source', locator: 'all of it', evidence: 'primary' }],
        ...more,
      },
    }),
  )
  const layers = [...new Set(['land', ...written.map(one => one.layer)])]
  const files: readonly RuleFile[] = [
    { path: 'manifest.json', value: { name: 'Acting rules', version: '1.0.0', national: 'land', semantics: 2 } },
    { path: 'facts.json', value: facts },
    { path: 'decisions.json', value: decisions },
    ...landFiles,
    ...layers.filter(one => one !== 'land').map(id => ({ path: `${id}/authority.json`, value: { id, name: id } })),
    ...layers.map(id => ({
      path: `${id}/rules.json`,
      value: { rules: written.filter(one => one.layer === id).map(one => one.rule) },
    })),
  ]
  const replaced = new Set(also.map(one => one.path))
  const read = readRules([...files.filter(one => !replaced.has(one.path)), ...also])
  if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1))
  return read.value
}
