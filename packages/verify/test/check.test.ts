import { type RuleFile, readRules } from '@virtual-school/rules'
import { describe, expect, it } from 'vitest'
import { setAside } from '../src/check/finding.ts'
import { listPruned } from '../src/check/pruned.ts'
import { buildWitnessScenario, checkFindings, type Finding } from '../src/index.ts'
import { openEditor } from './planted/editor.ts'
import { below, is } from './planted/fault.ts'
import { holdZ3 } from './support/z3.ts'

holdZ3()

const rulesOf = (files: readonly RuleFile[]) => {
  const read = readRules(files)
  return read.ok ? read.value : expect.fail(read.issues.map(one => one.message).join('\n'))
}

const finding: Finding = { code: 'definition-unused', about: 'luton x', rules: [], message: 'Unused.', witness: null }

describe('findings that are accepted', () => {
  const accepted = [{ code: 'definition-unused' as const, about: 'luton x', reason: 'Kept for later.' }]

  it('are set aside with their reason', () => {
    const report = setAside([finding], [], accepted, true)
    expect(report.findings).toEqual([])
    expect(report.accepted).toEqual([{ ...finding, reason: 'Kept for later.' }])
  })

  it('are found wanting when they are gone, but only where everything was looked at', () => {
    expect(setAside([], [], accepted, true).findings).toMatchObject([
      { code: 'accepted-finding-gone', about: 'definition-unused luton x' },
    ])
    expect(setAside([], [], accepted, false).findings).toEqual([])
  })

  it('are not gone where the solver could not say', () => {
    const undecided = [{ code: 'definition-unused' as const, about: 'luton x', rules: [] }]
    expect(setAside([], undecided, accepted, true)).toEqual({ findings: [], accepted: [], undecided })
  })
})

describe('parts of a condition', () => {
  it('are left out one at a time, and never the last of a group', () => {
    const condition = { all: [is('plan', 'none'), { any: [is('send', 'none'), below('ageYears', 5)] }] }
    expect(listPruned(condition).map(({ pointer, kind }) => `${kind} ${pointer}`)).toEqual([
      'test /all/0',
      'test /all/1',
      'way /all/1/any/0',
      'way /all/1/any/1',
    ])
    expect(listPruned({ all: [is('plan', 'none')] })).toEqual([])
    expect(listPruned({ fact: 'plan', operator: 'in', value: ['none', 'child-in-need'] }).map(one => one.rest)).toEqual(
      [
        { fact: 'plan', operator: 'in', value: ['child-in-need'] },
        { fact: 'plan', operator: 'in', value: ['none'] },
      ],
    )
  })
})

/** The editor leaves registers out. */
const apartFromRegisters = (findings: readonly Finding[]) => findings.filter(one => one.code !== 'register-missing')

describe('a check that is narrowed', () => {
  it('says nothing of accepted findings elsewhere, and reports where it is', async () => {
    const seen: unknown[] = []
    const report = await checkFindings(rulesOf(openEditor().files), {
      authorities: ['norfolk'],
      decisions: ['remit'],
      progress: at => seen.push(at),
    })
    expect({ findings: apartFromRegisters(report.findings), undecided: report.undecided }).toEqual({
      findings: [],
      undecided: [],
    })
    expect(report.accepted.map(one => one.about)).toContain('norfolk.remit.child-with-social-worker')
    expect(seen).toEqual([{ authority: 'norfolk', decision: 'remit', done: 0, total: 1 }])
  })

  it('and quick asks the solver nothing', async () => {
    const editor = openEditor()
    editor.also('norfolk.remit.child-with-social-worker', is('careStatus', 'never'))
    editor.rule('england.reduced-timetable.end-date', '2022-09').effective.to = '2024-08-01'
    const { findings } = await checkFindings(rulesOf(editor.files), { quick: true })
    expect(apartFromRegisters(findings).map(one => one.code)).toEqual(['edition-hole'])
  })
})

describe('a witness', () => {
  it('becomes a scenario that expects what is answered today', async () => {
    const editor = openEditor()
    editor.also('england.remit.looked-after', is('careStatus', 'never'))
    const rules = rulesOf(editor.files)
    const { findings } = await checkFindings(rules, {
      authorities: ['england'],
      decisions: ['remit'],
      codes: ['rule-never-holds'],
    })
    const made = buildWitnessScenario(rules, findings[0]!)!
    expect(made.authority).toBe('england')
    const { name: _, ...scenario } = made.scenario
    const answer = rules.evaluate(findings[0]!.witness!.case)
    expect(scenario).toMatchObject({ decision: 'remit', expect: { answer: 'answer' in answer ? answer.answer : '' } })
    expect(buildWitnessScenario(rules, finding)).toBeUndefined()
  })

  it('is told with what stands in the way', async () => {
    const editor = openEditor()
    editor.also('luton.reduced-timetable.looked-after.partnership', is('careStatus', 'never'))
    const { findings } = await checkFindings(rulesOf(editor.files), {
      authorities: ['luton'],
      decisions: ['reduced-timetable'],
      codes: ['rule-never-holds'],
    })
    expect(findings).toMatchObject([
      { shows: 'nearest', message: expect.stringContaining('never with this: the child is looked after') },
    ])
  })
})
