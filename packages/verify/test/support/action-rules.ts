import type { RuleFile } from '@virtual-school/rules'
import { landFiles, parties, steps } from '../../../rules/test/support/small-catalogue.ts'

/** Rules of semantics 2 about one action, with a question whether it may go ahead and one who has a part in it. */
export interface ActionRules {
  /** What follows from the only rule, and for which questions. */
  readonly outcomes: readonly object[]
  readonly decisions: readonly string[]
  /** When the rule holds; absent: of any move. */
  readonly conditions?: object
  /** Texts that bear and are not modelled. */
  readonly texts?: readonly object[]
  /** A second rule for the same questions. */
  readonly also?: { readonly conditions: object; readonly outcomes: readonly object[] }
  /** Facts beside those that every such rulebook has, and what no child has together. */
  readonly facts?: readonly object[]
  readonly contradictions?: readonly object[]
  readonly scenarios?: readonly object[]
}

/** A test that a fact has a value. */
export const is = (fact: string, value: unknown) => ({ fact, operator: 'equal', value })

/** A fact that is so or not. */
export const boolean = (name: string) => ({
  name,
  type: 'boolean',
  label: `whether ${name}`,
  question: `Is it so: ${name}?`,
  whenTrue: `${name} is so`,
  whenFalse: `${name} is not so`,
  classification: 'none',
  changeable: true,
})

const proposedAction = {
  name: 'proposedAction',
  type: 'enum',
  label: 'what is proposed',
  question: 'What is proposed?',
  classification: 'none',
  changeable: true,
  values: ['move', 'stay'].map(value => ({ value, statement: `what is proposed is to ${value}` })),
}

const startsOn = {
  name: 'startsOn',
  type: 'date',
  label: 'the day on which it starts',
  question: 'When does it start?',
  classification: 'none',
  changeable: true,
}

/** The files of such rules. */
export const actionFiles = ({ outcomes, decisions, texts = [], ...more }: ActionRules): readonly RuleFile[] => {
  const { facts = [], contradictions = [], scenarios = [] } = more
  const answers = (ids: readonly string[]) =>
    ids.map(id => ({
      id,
      summary: `it is ${id}`,
      ...(id === 'not-permitted' || id === 'somebody' ? {} : { restsOnAbsence: true }),
    }))
  return JSON.parse(
    JSON.stringify([
      { path: 'manifest.json', value: { name: 'Land', version: '1.0.0', national: 'land', semantics: 2 } },
      {
        path: 'facts.json',
        value: { facts: [boolean('agrees'), boolean('distant'), proposedAction, startsOn, ...facts], contradictions },
      },
      { path: 'land/scenarios/cases.json', value: { scenarios } },
      {
        path: 'decisions.json',
        value: {
          decisions: [
            {
              id: 'may',
              question: 'May it go ahead?',
              form: 'permit',
              answers: answers(['permitted', 'not-permitted', 'unrestricted']),
              unknownSummary: 'whether it may',
              requirements: [{ id: 'agreement', title: 'the parent agrees', test: is('agrees', true) }],
              lists: ['parties'],
              proposes: ['move'],
              completeFrom: { day: '2020-01-01', texts: ['the-source'] },
            },
            {
              id: 'who',
              question: 'Who has a part?',
              form: 'collect',
              answers: answers(['somebody', 'nobody']),
              unknownSummary: 'who has a part',
              collects: 'parties',
              lists: ['parties'],
            },
          ],
          lists: [parties],
          deadlines: steps,
        },
      },
      ...landFiles,
      {
        path: 'land/rules.json',
        value: {
          source: 'the-source',
          evidence: 'primary',
          force: 'law',
          effective: { from: '2020-01-01' },
          rules: [
            ruleOf('parent', decisions, outcomes, more.conditions ?? { all: [is('proposedAction', 'move')] }),
            ...(more.also === undefined ? [] : [ruleOf('again', decisions, more.also.outcomes, more.also.conditions)]),
          ],
        },
      },
      {
        path: 'land/registers/the-source.json',
        value: {
          source: 'the-source',
          entries: [
            {
              locator: 'section 1',
              class: 'rule',
              rules: [nameOf('parent', decisions), ...(more.also === undefined ? [] : [nameOf('again', decisions)])],
            },
            ...texts,
          ],
        },
      },
      {
        path: 'invariants.json',
        value: {
          invariants: [
            {
              id: 'one-truth',
              title: 'The two questions name the same people.',
              kind: 'agree',
              agreeing: ['may', 'who'],
              citations: [{ source: 'the-source', locator: 'section 1', evidence: 'primary' }],
            },
            {
              id: 'open-law',
              title: 'What is not held keeps answers open.',
              kind: 'unheld-law-keeps-open',
              citations: [{ source: 'the-source', locator: 'section 1', evidence: 'primary' }],
            },
          ],
        },
      },
    ]),
  ) as readonly RuleFile[]
}

const nameOf = (name: string, decisions: readonly string[]): string =>
  decisions.length > 1 ? `land.${name}` : `land.${decisions[0]}.${name}`

const ruleOf = (name: string, decisions: readonly string[], outcomes: readonly object[], conditions: object) => ({
  name: nameOf(name, decisions),
  title: 'The parent has a part in a move.',
  ...(decisions.length > 1 ? { decisions } : { decision: decisions[0] }),
  conditions,
  event: { type: 'outcomes', params: { outcomes } },
  citations: [{ locator: 'section 1' }],
})
