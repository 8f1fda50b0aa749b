import { describe, expect, it } from 'vitest'
import { proveInvariants } from '../src/index.ts'
import { type ActionRules, actionFiles } from './support/action-rules.ts'
import { rulesFrom } from './support/small-rules.ts'
import { holdZ3 } from './support/z3.ts'

holdZ3()

const parent = { type: 'include', list: 'parties', item: 'parent', verb: 'agree', when: 'before' }
const agreement = { type: 'require', requirement: 'agreement' }
const school = { type: 'include', list: 'parties', item: 'school', verb: 'consult' }
const both = ['may', 'who']

const verdictOf = async (parts: ActionRules, invariant: string) => {
  const [report] = await proveInvariants(rulesFrom(actionFiles(parts)), { invariants: [invariant] })
  return report!.verdict
}

describe('two questions about one action', () => {
  it.each<[string, ActionRules, string]>([
    ['name the same people', { decisions: both, outcomes: [parent, agreement] }, 'proved'],
    ['name them in one alone', { decisions: ['who'], outcomes: [school] }, 'refuted'],
    [
      'one names another',
      { decisions: both, outcomes: [parent, agreement, { ...school, decisions: ['may'] }] },
      'refuted',
    ],
    [
      'one alone has a day',
      { decisions: both, outcomes: [parent, agreement, { ...firstStep(), decisions: ['who'] }] },
      'refuted',
    ],
    ['nothing restricts what somebody must agree to before', { decisions: both, outcomes: [parent] }, 'refuted'],
  ])('%s', async (_, parts, verdict) => {
    expect(await verdictOf(parts, 'one-truth')).toBe(verdict)
  })
})

function firstStep() {
  return {
    type: 'deadline',
    action: 'first-step',
    role: 'school',
    count: 5,
    unit: 'working-day',
    direction: 'after',
    of: 'startsOn',
  }
}

const bar = {
  locator: 'section 2',
  class: 'not-modelled',
  reason: 'Its words were not read.',
  id: 'distant-bar',
  title: 'a move to a distant place',
  bears: 'bar',
  decisions: both,
  force: 'law',
  conditions: { all: [{ fact: 'distant', operator: 'equal', value: true }] },
}

describe('law that is not held', () => {
  const sound: ActionRules = { decisions: both, outcomes: [parent, agreement], texts: [bar] }

  it('keeps answers open as long as it may concern the child', async () => {
    expect(await verdictOf(sound, 'open-law')).toBe('proved')
    const rules = rulesFrom(actionFiles(sound))
    const ask = (facts: Record<string, boolean>, asOf = '2024-01-01') =>
      rules.evaluate({ decision: 'may', asOf, facts }) as {
        answer: string | null
        notWeighed: readonly { id: string }[]
      }
    expect(ask({ agrees: true }).answer).toBe(null)
    expect(ask({ agrees: true, distant: true })).toMatchObject({ answer: null, notWeighed: [{ id: 'distant-bar' }] })
    expect(ask({ agrees: true, distant: false })).toMatchObject({ answer: 'permitted', notWeighed: [] })
    expect(ask({ agrees: false }).answer).toBe('not-permitted')
    expect(ask({ agrees: true, distant: false }, '2019-12-31').answer).toBe(null)
  })
})
