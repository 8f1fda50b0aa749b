import { describe, expect, it } from 'vitest'
import { checkFindings, type FindingCode } from '../src/index.ts'
import { type ActingRule, actingRules, agree, before, leaf } from './support/acting-rules.ts'
import { holdZ3 } from './support/z3.ts'

holdZ3()

const action = (...values: readonly string[]) => leaf('proposedAction', values, 'in')
const current = leaf('status', 'current')

const found = async (code: FindingCode, rules: Readonly<Record<string, ActingRule>>, quick = true) => {
  const { findings } = await checkFindings(actingRules(rules), { quick, codes: [code] })
  return findings
}

describe('a party who has a part before an action', () => {
  const only = (rules: Readonly<Record<string, ActingRule>>) => found('party-only-in-one-question', rules)

  it('is found if the question about every action does not have it', async () => {
    const findings = await only({
      parent: { decisions: ['may-shorten'], outcomes: [agree, before('parent', 'agree')] },
    })
    expect(findings).toMatchObject([
      { about: 'land.may-shorten.parent parent agree', rules: ['land.may-shorten.parent'], witness: null },
    ])
    expect(findings[0]!.message).toContain('before the action in “may-shorten”, and nothing has it in “who”')
  })

  it('is found if the question that proposes the action does not have it', async () => {
    const findings = await only({
      school: { decisions: ['who'], all: [current, action('move')], outcomes: [before('school', 'consult')] },
      both: {
        decisions: ['may-shorten', 'who'],
        all: [current, action('short-day', 'move')],
        outcomes: [agree, before('parent', 'agree')],
      },
      any: { decisions: ['who'], outcomes: [before('school', 'agree')] },
    })
    expect(findings.map(one => [one.about, /has it in (“.*”) under/.exec(one.message)?.[1]])).toEqual([
      ['land.several.both parent agree', '“may-move”'],
      ['land.who.any school agree', '“may-shorten” or “may-move”'],
      ['land.who.school school consult', '“may-move”'],
    ])
  })

  it.each<[string, Readonly<Record<string, ActingRule>>]>([
    [
      'one rule names both questions',
      { a: { decisions: ['may-shorten', 'who'], outcomes: [agree, before('parent', 'agree')] } },
    ],
    [
      'another rule under the same conditions adds it',
      {
        a: {
          decisions: ['may-move'],
          all: [current, leaf('agrees', true)],
          outcomes: [agree, before('parent', 'agree')],
        },
        b: {
          decisions: ['who'],
          all: [leaf('agrees', true), action('move'), current],
          outcomes: [before('parent', 'agree')],
        },
      },
    ],
    [
      'no question proposes the action',
      { a: { decisions: ['who'], all: [action('plan')], outcomes: [before('parent', 'agree')] } },
    ],
    [
      'the part is no condition of the action',
      { a: { decisions: ['may-shorten'], outcomes: [agree, { ...before('parent', 'agree'), when: 'after' }] } },
    ],
  ])('is not found if %s', async (_, rules) => expect(await only(rules)).toEqual([]))

  it.each<[string, Partial<ActingRule>]>([
    ['with another verb', { outcomes: [before('parent', 'consult')] }],
    ['at another time', { outcomes: [{ ...before('parent', 'agree'), when: 'always' }] }],
    ['for other children', { all: [leaf('status', 'ceased')] }],
  ])('is found if the other rule has it %s', async (_, different) => {
    const findings = await only({
      a: { decisions: ['may-move'], outcomes: [agree, before('parent', 'agree')] },
      b: { decisions: ['who'], outcomes: [before('parent', 'agree')], ...different },
    })
    expect(findings.map(one => one.about)).toContain('land.may-move.a parent agree')
  })

  it('of a council is held against the council and the nation', async () => {
    const findings = await only({
      national: { decisions: ['who'], all: [current], outcomes: [before('parent', 'agree')] },
      national2: { decisions: ['may-move', 'may-shorten'], outcomes: [agree, before('parent', 'agree')] },
      own: {
        layer: 'town',
        decisions: ['may-move'],
        outcomes: [agree, before('parent', 'agree'), before('school', 'agree')],
      },
    })
    expect(findings.map(one => one.about)).toEqual(['town.may-move.own school agree'])
  })
})

describe('what comes before an action', () => {
  const unrequired = (rules: Readonly<Record<string, ActingRule>>) => found('before-without-requirement', rules)

  it('is found if its rule requires nothing in that question', async () => {
    const findings = await unrequired({
      a: { decisions: ['may-shorten'], outcomes: [before('parent', 'agree'), before('school', 'consult')] },
      b: {
        decisions: ['may-move', 'may-shorten'],
        outcomes: [{ ...agree, decisions: ['may-move'] }, before('parent', 'agree')],
      },
    })
    expect(findings.map(one => one.about)).toEqual(['land.may-shorten.a may-shorten', 'land.several.b may-shorten'])
    expect(findings[0]!.message).toContain('(parent agree and school consult)')
  })

  it('is not found of what is required, comes at any time, or stands in a list of all actions', async () =>
    expect(
      await unrequired({
        a: { decisions: ['may-shorten'], outcomes: [agree, before('parent', 'agree')] },
        b: { decisions: ['may-move'], outcomes: [{ ...before('parent', 'agree'), when: 'always' }] },
        c: { decisions: ['who'], outcomes: [before('parent', 'agree')] },
      }),
    ).toEqual([]))
})

describe('a request that is accepted', () => {
  const accept = { type: 'conclude', answer: 'accept' }
  const channel = (item: string) => ({ type: 'include', list: 'channels', item })
  const lost = (rules: Readonly<Record<string, ActingRule>>) => found('accept-without-channel', rules, false)

  it('is found if no channel applies to some child, who is shown', async () => {
    const findings = await lost({
      a: { decisions: ['where'], all: [leaf('asker', ['parent', 'school'], 'in')], outcomes: [accept] },
      b: { decisions: ['where'], all: [leaf('asker', 'school')], outcomes: [channel('desk')] },
    })
    expect(findings).toMatchObject([
      { about: 'land.where.a', shows: 'fault', witness: { case: { facts: { asker: 'parent' } } } },
    ])
  })

  it.each<[string, Readonly<Record<string, ActingRule>>]>([
    ['the rule itself says which', { a: { decisions: ['where'], outcomes: [accept, channel('desk')] } }],
    [
      'other rules together say which, for whomever it is accepted',
      {
        a: { decisions: ['where'], all: [leaf('asker', ['parent', 'school'], 'in')], outcomes: [accept] },
        b: { decisions: ['where'], all: [leaf('asker', 'school')], outcomes: [channel('desk')] },
        c: { decisions: ['where'], all: [leaf('asker', 'child', 'notEqual')], outcomes: [channel('line')] },
      },
    ],
    [
      'another answer is concluded',
      { a: { decisions: ['where'], outcomes: [{ type: 'conclude', answer: 'not-expected' }] } },
    ],
  ])('is not found if %s', async (_, rules) => expect(await lost(rules)).toEqual([]))
})
