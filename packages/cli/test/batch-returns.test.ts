import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadRules } from '@virtual-school/rules'
import type { DecisionRequest } from '@virtual-school/rules/internal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureRules, type Ran, runCli } from './terminal.ts'

const rules = await loadRules()
const lines = (text: string): string[] => text.trimEnd().split('\n')
const options = ['--decision', 'remit', '--authority', 'luton', '--as-of', '2026-11-22']
const batchOf = (from: string, stdin: string, more: readonly string[] = []): Promise<Ran> =>
  runCli(['batch', '--from', from, ...options, ...more], { stdin, env: {} })
const answered = (facts: DecisionRequest['facts']) =>
  rules.evaluateToJson({ decision: 'remit', authority: 'luton', asOf: '2026-11-22', trace: 'none', facts }).text

const careOrder = { dateOfBirth: '2014-02-01', careStatus: 'looked-after', underCareOrder: true } as const
const england = { careJurisdiction: 'england' } as const
const episodes = `CHILD,dob,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,HOME_POST
XX-1,01/02/2014,03/04/2024,S,C2,N1,U4,PR1,,,ZZ1 1ZZ
XX-2,01/02/2014,03/04/2024,P,V2,N1,U4,PR1,22/11/2026,E45,ZZ1 1ZZ
XX-3,01/02/2014,03/04/2024,S,Q9,N1,H5,PR1,,,ZZ1 1ZZ
XX-4,01/02/2014,03/04/2024,S,V4,N1,U4,PR1,,,ZZ1 1ZZ
`

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'virtual-school-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('batch of a return', () => {
  it('answers each episode by what it tells, and goes on after a row that it refuses', async () => {
    const ran = await batchOf('ssda903', episodes)
    expect(ran.code).toBe(1)
    const [first, second, third = '', fourth] = lines(ran.stdout)
    expect(first).toBe(answered({ ...careOrder, ...england, lookedAfterSince: '2024-04-03' }))
    expect(second).toBe(
      answered({
        dateOfBirth: '2014-02-01',
        careStatus: 'ceased',
        careExitRoute: 'special-guardianship-order',
        ...england,
      }),
    )
    expect(JSON.parse(third)).toMatchObject({ line: 4, issues: [{ pointer: '/LS' }, { pointer: '/PLACE' }] })
    expect(fourth).toBe(answered({ dateOfBirth: '2014-02-01', underCareOrder: false }))
    expect(ran.stderr).toMatch(/^4 lines\n.*undetermined +3\n.*refused +1\n$/s)
  })

  it('prints nothing of who a child is, whatever comes of the row', async () => {
    const spoilt = episodes.replaceAll('01/02/2014', '31/02/2014').replaceAll('C2', 'ZZ1 1ZZ')
    for (const to of ['ndjson', 'csv'])
      for (const stdin of [episodes, spoilt]) {
        const { stdout, stderr } = await batchOf('ssda903', stdin, ['--to', to])
        for (const secret of ['XX-', 'ZZ1', '/2014', '2014-', 'Q9']) expect(stdout + stderr).not.toContain(secret)
      }
  })

  it('gives the same from a file, in the order of its rows', async () => {
    const file = join(folder, 'episodes.csv')
    const [head = '', ...rows] = lines(episodes)
    await writeFile(file, `\u{FEFF}${head}\r\n${Array.from({ length: 300 }, () => rows.join('\r\n')).join('\r\n')}\r\n`)
    const ran = await runCli(['batch', file, '--from', 'ssda903', ...options, '--to', 'csv'], { env: {} })
    const once = lines((await batchOf('ssda903', episodes, ['--to', 'csv'])).stdout).slice(1)
    const withoutLine = (row: string) => row.replace(/^\d+/, '')
    const found = lines(ran.stdout).slice(1)
    expect(found.map(row => Number.parseInt(row, 10))).toEqual(Array.from({ length: 1200 }, (_, i) => i + 2))
    expect(found.map(withoutLine)).toEqual(Array.from({ length: 300 }, () => once.map(withoutLine)).flat())
  })

  it('takes what is so of every row from --set; a row that tells it wins', async () => {
    const own = ['--set', 'lookedAfterByThisAuthority=true', '--set', 'careStatus=never']
    const ran = await batchOf('ssda903', lines(episodes).slice(0, 2).join('\n'), own)
    expect(lines(ran.stdout)).toEqual([
      answered({ ...careOrder, ...england, lookedAfterSince: '2024-04-03', lookedAfterByThisAuthority: true }),
    ])
    expect(JSON.parse(ran.stdout)).toMatchObject({ answer: 'in-remit' })
    const wrong = await batchOf('ssda903', episodes, ['--set', 'lookedAfterByThisAuthorty=true', '--set', 'x'])
    expect(wrong).toMatchObject({ code: 2, stdout: '' })
    expect(wrong.stderr).toContain('Did you mean “lookedAfterByThisAuthority”?')
  })

  it('reads the children in need census', async () => {
    const ran = await batchOf(
      'cin',
      `LAchildID,PersonBirthDate,CPPstartDate,CPPendDate,CINPlanStartDate,CINPlanEndDate,PrimaryNeedCode
1,01/02/2014,01/02/2026,,,,N1
2,01/02/2014,,,01/02/2026,,N2
3,01/02/2014,,,01/02/2026,22/11/2026,N10
`,
    )
    const [first, second, third = ''] = lines(ran.stdout)
    expect(first).toBe(answered({ dateOfBirth: '2014-02-01', plan: 'child-protection' }))
    expect(second).toBe(answered({ dateOfBirth: '2014-02-01', plan: 'child-in-need' }))
    expect(JSON.parse(third)).toMatchObject({ line: 4, issues: [{ pointer: '/PrimaryNeedCode', suggestion: 'N0' }] })
  })

  it('reads the school census', async () => {
    const ran = await batchOf(
      'school-census',
      'UPN,Surname,DOB,NCyearActual,SENprovision,PLAA\n1,Nobody,01/09/2014,7,K,A\n2,Nobody,01/09/2014,R,E,N\n',
    )
    const born = { dateOfBirth: '2014-09-01' }
    expect(lines(ran.stdout)).toEqual([
      answered({ ...born, yearGroup: 7, send: 'sen-support', careStatus: 'ceased', careExitRoute: 'adoption' }),
      answered({ ...born, yearGroup: 0, send: 'ehc-plan' }),
    ])
  })
})

describe('batch of a return is refused as a whole', () => {
  it('where a column is none, by its place and the nearest', async () => {
    const ran = await batchOf('ssda903', 'CHILD,DOBB,Nobody At All\n1,2,3\n')
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(lines(ran.stderr).map(line => line.slice(0, 60))).toEqual(
      [
        '1 Column 2 of the first line is not a column of this return. ',
        '1 Column 3 of the first line is not a column of this return. ',
      ].map(line => line.slice(0, 60)),
    )
    expect(ran.stderr).toContain('Did you mean “DOB”?')
    expect(ran.stderr).not.toContain('Nobody')
  })

  it('where no question is named', async () => {
    const ran = await runCli(['batch', '--from', 'cin'], { stdin: 'DOB\n', env: {} })
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--decision: remit, ') })
  })

  it('where the rules hold no codes', async () => {
    const ran = await runCli(['batch', '--from', 'cin', '--decision', 'short-day'], { stdin: 'DOB\n' })
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('codes/cin-census.json') })
  })

  it('where the word for it is mistyped', async () => {
    const ran = await batchOf('ssda930', 'DOB\n')
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean “ssda903”?') })
  })
})

it('check reads the codes, and counts them where there are any', async () => {
  expect((await runCli(['check', '--quick'], { env: {} })).stdout).toMatch(/, 3 code sets\.\n/)
  expect((await runCli(['check', '--quick', fixtureRules])).stdout).not.toContain('code set')
})
