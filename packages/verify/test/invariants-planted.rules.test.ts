import { issueLine, readRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { describe, expect, it } from 'vitest'
import { sizeOf } from '../../../test/support/sizes.ts'
import { proveInvariants } from '../src/index.ts'
import { openEditor } from './planted/editor.ts'
import { tried } from './planted/tried.ts'
import type { Weakened } from './planted/weaken.ts'
import { weakenedSafeguards } from './planted/weakened.ts'
import { holdZ3 } from './support/z3.ts'

holdZ3()

const rulesWith = (plant: Weakened['plant']): Rules => {
  const editor = openEditor()
  plant(editor)
  const read = readRules(editor.files)
  if (!read.ok) throw new Error(read.issues.map(issueLine).join('\n'))
  return read.value
}

const proved = async (rules: Rules, { invariant, authority, decision }: Weakened) => {
  const reports = await proveInvariants(rules, {
    invariants: [invariant],
    authorities: [authority],
    decisions: [decision],
  })
  expect(reports.map(one => one.invariant.id)).toEqual([invariant])
  return reports[0]!
}

/** Of each question one is tried, and one of each invariant that compares questions or texts that are not held. */
const kindOf = ({ invariant, decision }: Weakened): string => /agree$|^unheld/.exec(invariant)?.[0] ?? decision

describe('a safeguard weakened in a copy of the shipped rules breaks an invariant', () => {
  it.each(tried(weakenedSafeguards, kindOf))('$invariant: $what', async fault => {
    const rules = rulesWith(fault.plant)
    const { verdict, breaches } = await proved(rules, fault)
    expect(verdict).toBe('refuted')
    const [breach] = breaches
    expect(breach).toMatchObject({ authority: fault.authority, decision: fault.decision })
    expect(rules.evaluate(breach!.witness.case)).not.toHaveProperty('issues')
    expect(breach!.witness.text).not.toBe('')
  })

  it('and as they were, they hold', async () => {
    const rules = rulesWith(() => {})
    const councils = weakenedSafeguards.filter(one => one.authority !== rules.rulebook.national)
    for (const fault of councils.filter((_, i) => i % sizeOf('PLANTED_EVERY') === 0))
      expect((await proved(rules, fault)).verdict, fault.what).toBe('proved')
  })

  it('there are enough of them', () => {
    expect(weakenedSafeguards.length).toBeGreaterThanOrEqual(40)
  })

  it('a council cannot switch off a national rule at all: the language refuses it', () => {
    const editor = openEditor()
    editor.copy('luton.reduced-timetable.looked-after.partnership', 'luton', 'luton.reduced-timetable.looser', {
      exceptionTo: ['england.reduced-timetable.parent-agreement'],
      event: { type: 'none', params: {} },
    })
    const read = readRules(editor.files)
    expect(read.ok ? [] : read.issues.map(one => one.code)).toContain('local-loosens-national')
  })

  it('a question without an answer in its time is undecided, and neither proved nor refuted', async () => {
    const [fault] = weakenedSafeguards
    const rules = rulesWith(fault!.plant)
    const [report] = await proveInvariants(rules, {
      invariants: ['learning-less-never-permits-more'],
      decisions: ['reduced-timetable'],
      authorities: ['luton'],
      timeoutMs: 1,
    })
    expect(report!.verdict).toBe('undecided')
    expect(report!.undecided.length).toBeGreaterThan(0)
  })
})
