import { describe, expect, it } from 'vitest'
import { checkFindings } from '../src/index.ts'
import { type ActionRules, actionFiles, boolean, is } from './support/action-rules.ts'
import { rulesFrom } from './support/small-rules.ts'
import { holdZ3 } from './support/z3.ts'

holdZ3()

const parent = { type: 'include', list: 'parties', item: 'parent', verb: 'agree', when: 'before' }
const agreement = { type: 'require', requirement: 'agreement' }
const near = { all: [is('proposedAction', 'move'), is('distant', false)] }

const foundIn = async (parts: ActionRules, decisions: readonly string[]) => {
  const { findings, undecided } = await checkFindings(rulesFrom(actionFiles(parts)), { decisions })
  expect(undecided).toEqual([])
  return findings.flatMap(one => (one.code.endsWith('-unused') ? [] : `${one.code} ${one.about}`))
}

describe('what several questions share', () => {
  const shared: ActionRules = { decisions: ['may', 'who'], outcomes: [parent, agreement], conditions: near }

  it('is a fault only if it is one in all of them, also where one is checked', async () => {
    // “May it go ahead?” is about a move anyhow; “Who has a part?” is about whatever is proposed.
    expect(await foundIn(shared, ['may'])).toEqual([])
    expect(await foundIn({ ...shared, decisions: ['may'] }, ['may'])).toEqual([
      'party-only-in-one-question land.may.parent parent agree',
      'test-never-matters land.may.parent /all/0',
    ])
  })

  it('is found of a rule that an exception takes back wherever it could hold', async () => {
    const files = actionFiles({ ...shared, decisions: ['may'] })
    const { rules } = files.find(one => 'rules' in (one.value as object))!.value as { rules: object[] }
    const [parentRule] = rules as { name: string }[]
    rules.push({
      ...parentRule,
      name: 'land.may.never',
      exceptionTo: [parentRule!.name],
      event: { type: 'none', params: {} },
    })
    const register = files.find(one => 'entries' in (one.value as object))!.value as { entries: { rules: string[] }[] }
    register.entries[0]!.rules.push('land.may.never')
    const { findings } = await checkFindings(rulesFrom(files), { decisions: ['may'] })
    expect(findings.map(one => `${one.code} ${one.about}`)).toContain('test-never-matters land.may.parent /all/0')
  })

  it('and another action than a question is about is no value that is never possible', async () => {
    const found = await foundIn({ ...shared, decisions: ['may'] }, ['may'])
    expect(found.filter(one => one.startsWith('value-never-possible'))).toEqual([])
  })
})

describe('that an item comes first', () => {
  it('is a difference that a fact can make', async () => {
    const always = { all: [is('proposedAction', 'move')] }
    const parts: ActionRules = {
      decisions: ['may'],
      outcomes: [agreement, { ...parent, when: 'always' }],
      conditions: always,
      also: { conditions: { all: [is('distant', true)] }, outcomes: [agreement, parent] },
    }
    // Every move needs an agreement, so that none is unrestricted.
    expect(await foundIn(parts, ['may'])).toEqual([
      'answer-never-reached land may unrestricted',
      'party-only-in-one-question land.may.again parent agree',
    ])
  })
})

describe('what makes no sense to ask', () => {
  const why = { ...boolean('willing'), relevantWhen: is('agrees', true) }
  const either = { any: [is('willing', true), is('willing', false)] }
  const never = { all: [is('agrees', false), either] }
  const parts: ActionRules = {
    decisions: ['may', 'who'],
    outcomes: [parent, agreement],
    conditions: { all: [is('proposedAction', 'move'), { any: [is('willing', true), is('agrees', false)] }] },
    contradictions: [
      { id: 'unwilling', facts: ['agrees', 'willing'], never, message: 'Nobody is willing who does not agree.' },
    ],
  }

  it('rules out no value of what it depends on', async () => {
    expect(await foundIn({ ...parts, facts: [why] }, ['may', 'who'])).toEqual([])
  })

  it('as it does where it is always asked', async () => {
    expect(await foundIn({ ...parts, facts: [boolean('willing')] }, ['who'])).toContain(
      'value-never-possible agrees false',
    )
  })
})
