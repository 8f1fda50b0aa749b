import type { WhyNot } from '@virtual-school/verify'
import { describe, expect, it } from 'vitest'
import { holdZ3 } from '../../verify/test/support/z3.ts'
import { runCli } from './terminal.ts'

holdZ3()

const asked = [
  'why-not',
  'short-day',
  '--authority',
  'testshire',
  '--set',
  'ageYears=14',
  '--set',
  'parentAgrees=false',
]

describe('why-not', () => {
  it('says the smallest changes and what forces the present answer', async () => {
    const { code, stdout, stderr } = await runCli([...asked, '--wanted', 'permitted'])
    expect(code).toBe(0)
    expect(stdout).toContain('1. Make it so that a plan is made; the parent agrees; and the day on which it starts is')
    expect(stdout).toContain('  - The parent does not agree.')
    expect(stdout).toContain('It is proved that nothing smaller does.')
    expect(stderr).toContain('Looking for which changes give the wanted answer')
  })

  it('prints JSON alone, and says where the wanted answer is the present one', async () => {
    const { code, stdout } = await runCli([...asked, '--wanted', 'not-permitted', '--format', 'json'])
    const found = JSON.parse(stdout) as WhyNot
    expect({ code, outcome: found.outcome, proposals: found.proposals }).toEqual({
      code: 0,
      outcome: 'already',
      proposals: [],
    })
  })

  it('gives an answer that the decision does not have the nearest right word', async () => {
    const ran = await runCli([...asked, '--wanted', 'permited'])
    expect(ran).toEqual({
      code: 2,
      stdout: '',
      stderr: '“short-day” has no answer “permited”. Did you mean “permitted”?\n',
    })
  })

  it('refuses facts as decide does', async () => {
    const ran = await runCli(['why-not', 'short-day', '--wanted', 'permitted', '--set', 'ageYears=140'])
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('“ageYears” is a whole number')
  })
})
