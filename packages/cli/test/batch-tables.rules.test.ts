import { describe, expect, it } from 'vitest'
import { runCli } from './terminal.ts'

const options = ['--decision', 'remit', '--authority', 'luton', '--as-of', '2026-11-22', '--to', 'csv']
const batchOf = async (
  from: string,
  stdin: string,
): Promise<{ code: number; rows: readonly string[]; stderr: string }> => {
  const { code, stdout, stderr } = await runCli(['batch', '--from', from, ...options], { stdin, env: {} })
  return { code, rows: stdout.trimEnd().split('\n').slice(1), stderr }
}

describe('batch of a return whose tables are known', () => {
  it('passes over columns that are none of it, and reads native dates and facts beside', async () => {
    const { rows } = await batchOf(
      'ssda903',
      'CHILD,DOB,DECOM,RNE,LS,DEC,REC,TEST_COLUMN,LA,,lookedAfterByThisAuthority\nA,2013-05-14,2025-09-02,S,C2,,,x,BAR,,TRUE\nB,2013-05-14,2025-09-02,S,C2,,,x,BAR,,\n',
    )
    expect(rows[0]).toMatch(/^2,remit,luton,2026-11-22,determined,in-remit,/)
    expect(rows[1]).toMatch(/^3,remit,luton,2026-11-22,undetermined,/)
  })

  it('refuses a slip in a heading with the right name', async () => {
    const { code, stderr } = await batchOf('school-census', 'UPN,DOB,SENprovison\nA,14/05/2013,K\n')
    expect(code).toBe(2)
    expect(stderr).toContain('Did you mean “SENprovision”?')
  })

  it('takes the rules and the question of a row that names them', async () => {
    const { rows } = await batchOf(
      'ssda903',
      'CHILD,DOB,DECOM,RNE,LS,DEC,REC,authority,decision\nA,14/05/2013,02/09/2019,S,C2,17/06/2021,E45,norfolk,personal-education-plan\n',
    )
    expect(rows[0]).toMatch(/^2,personal-education-plan,norfolk,/)
  })

  it('refuses a row by the line of the batch, and goes on', async () => {
    const { rows } = await batchOf(
      'cin',
      'LAchildID,CINreferralDate,CINclosureDate,ReasonForClosure,ReferralNFA,CINPlanStartDate,CINPlanEndDate\nA,2025-01-02,2026-10-05,RC2,0,,\nB,2025-01-02,,,False,2025-03-03,\n',
    )
    expect(rows[0]).toMatch(/^2,,,.*at \/ReasonForClosure: The return records a death/)
    expect(rows[1]).toMatch(/^3,remit,/)
  })

  it('refuses a row whose fact could not be read, as a line has no place for a warning', async () => {
    const { rows } = await batchOf('school-census', 'UPN,DOB,SENprovision\nA,14/05/2013,SEHM\nB,14/05/2013,k\n')
    expect(rows[0]).toMatch(/at \/SENprovision: .*Permitted: N, K, E/)
    expect(rows[1]).toMatch(/^3,remit,/)
  })
})
