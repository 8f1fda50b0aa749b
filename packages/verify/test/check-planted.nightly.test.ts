import { issueLine, readRules } from '@virtual-school/rules'
import { describe, expect, it } from 'vitest'
import { checkFindings } from '../src/index.ts'
import { deadRules } from './planted/dead-rules.ts'
import { openEditor } from './planted/editor.ts'
import type { Fault } from './planted/fault.ts'
import { holes } from './planted/holes.ts'
import { idleRules } from './planted/idle-rules.ts'
import { replays } from './planted/replay.ts'
import { safeguards } from './planted/safeguards.ts'
import { tried } from './planted/tried.ts'
import { unusedNames } from './planted/unused.ts'
import { holdZ3 } from './support/z3.ts'

holdZ3()

const witnessed = [...deadRules, ...safeguards, ...idleRules, ...holes]

const found = async ({ plant, authority, decision, code, about }: Fault) => {
  const editor = openEditor()
  plant(editor)
  const read = readRules(editor.files)
  if (!read.ok) throw new Error(read.issues.map(issueLine).join('\n'))
  const rules = read.value
  const { findings, undecided } = await checkFindings(rules, {
    authorities: [authority],
    decisions: [decision],
    codes: [code],
  })
  expect(undecided).toEqual([])
  const finding = findings.find(one => one.code === code && one.about === about)
  expect(finding, JSON.stringify(findings.map(one => [one.code, one.about]))).toBeDefined()
  return { rules, files: editor.files, finding: finding! }
}

describe('a fault planted in a copy of real rules is found', () => {
  it.each(tried(witnessed, fault => fault.code))('$code: $what, $authority $decision', async fault => {
    const { rules, files, finding } = await found(fault)
    expect(replays(rules, files, finding), JSON.stringify(finding.witness)).toBe(true)
    expect(finding.witness!.text.length).toBeGreaterThan(0)
  })

  it.each(tried(unusedNames, fault => fault.code))('$code: $what', async fault => {
    const { finding } = await found(fault)
    expect(finding.witness).toBeNull()
  })

  it('there are enough of them, of every kind', () => {
    expect(witnessed.length).toBeGreaterThanOrEqual(55)
    expect(new Set(witnessed.map(one => one.authority)).size).toBe(6)
  })
})
