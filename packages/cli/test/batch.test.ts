import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { loadRules } from '@virtual-school/rules'
import type { Decision, DecisionRequest } from '@virtual-school/rules/internal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureRules, runCli } from './terminal.ts'

const rules = await loadRules(fixtureRules)
const line = (facts: object, members: object = {}) =>
  JSON.stringify({ decision: 'short-day', authority: 'testshire', ...members, facts })
const answered = (facts: DecisionRequest['facts'], members: Partial<DecisionRequest> = {}) =>
  rules.evaluateToJson({
    decision: 'short-day',
    authority: 'testshire',
    asOf: '2026-11-22',
    trace: 'none',
    ...members,
    facts,
  }).text
const missingIn = (text: string): string => (JSON.parse(text) as Decision).missing.map(one => one.fact).join(';')
const lines = (text: string): string[] => text.trimEnd().split('\n')

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'virtual-school-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('batch of NDJSON', () => {
  it('gives the library’s bytes, a line each, and counts the answers', async () => {
    const ran = await runCli(['batch'], {
      stdin: `${line({ ageYears: 3 })}\n${line({ ageYears: 9, parentAgrees: false })}\n\n${line({}, { trace: 'full', asOf: '2022-01-01' })}`,
    })
    expect(ran.code).toBe(0)
    expect(lines(ran.stdout)).toEqual([
      answered({ ageYears: 3 }),
      answered({ ageYears: 9, parentAgrees: false }),
      answered({}, { trace: 'full', asOf: '2022-01-01' }),
    ])
    expect(ran.stderr).toBe('3 lines\n  short-day  not-permitted  1\n  short-day  undetermined   2\n')
  })

  it('gives the same lines by json-rules-engine', async () => {
    const stdin = [{}, { ageYears: 9 }, { parentAgrees: null, careStatus: 'looked-after' }]
      .map(facts => `${line(facts)}\n`)
      .join('')
    expect((await runCli(['batch', '--engine', 'json-rules-engine'], { stdin })).stdout).toBe(
      (await runCli(['batch'], { stdin })).stdout,
    )
  })

  it('fills in what a line leaves out', async () => {
    const ran = await runCli(
      ['batch', '--decision', 'short-day', '--authority', 'testshire', '--as-of', '2023-05-06'],
      { stdin: '{"facts":{}}\n{"facts":{},"authority":"england"}\n' },
    )
    expect(lines(ran.stdout)).toEqual([
      answered({}, { asOf: '2023-05-06' }),
      answered({}, { asOf: '2023-05-06', authority: 'england' }),
    ])
  })

  it('answers a bad line with its number and issues, and goes on', async () => {
    const bad = [
      '{"facts":',
      '[]',
      '7',
      line({ ageYear: 3 }),
      line({ ageYears: 'x' }, { extra: 1 }),
      '{"decision":"short-day","facts":{},"facts":{}}',
      `"${'x'.repeat(70_000)}"`,
    ]
    const stdin = [line({}), ...bad, line({})].join('\r\n')
    const ran = await runCli(['batch'], { stdin })
    // A refused line is no answer; whoever expects some says so.
    expect(ran.code).toBe(1)
    expect(await runCli(['batch', '--allow-refused'], { stdin })).toEqual({ ...ran, code: 0 })
    const results = lines(ran.stdout)
    expect([results[0], results.at(-1)]).toEqual([answered({}), answered({})])
    const refused = results
      .slice(1, -1)
      .map(text => JSON.parse(text) as { line: number; issues: { code: string; line?: number }[] })
    expect(refused.map(one => one.line)).toEqual([2, 3, 4, 5, 6, 7, 8])
    expect(refused.map(one => one.issues.map(issue => issue.code).join())).toEqual([
      expect.stringContaining('not-json'),
      'wrong-type',
      'wrong-type',
      'unknown-fact',
      'unknown-member,wrong-type',
      'duplicate-key',
      'too-large',
    ])
    expect(refused.flatMap(one => one.issues.map(issue => issue.line ?? one.line))).toEqual([2, 3, 4, 5, 6, 6, 7, 8])
    expect(ran.stderr).toContain('9 lines\n')
    expect(ran.stderr).toMatch(/^ {2}refused +7$/m)
  })

  it('refuses bytes that are not text, and reads characters cut in two', async () => {
    const bytes = Buffer.concat([
      Buffer.from('\u{FEFF}{"bé":1}\n'),
      Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      Buffer.from(line({})),
    ])
    const ran = await runCli(['batch'], { stdin: Readable.from([...bytes].map(byte => Buffer.from([byte]))) })
    const [first = '', second = '', third] = lines(ran.stdout)
    expect(first).toContain('bé')
    expect(JSON.parse(second)).toMatchObject({ line: 2, issues: [{ code: 'not-text' }] })
    expect(third).toBe(answered({}))
  })

  it('answers nothing to nothing', async () => {
    expect(await runCli(['batch'])).toEqual({ code: 0, stdout: '', stderr: '0 lines\n' })
  })
})

const csv = `decision,authority,ageYears,careStatus,parentAgrees,startsOn
short-day,testshire,3,never,,2027-02-03
short-day,england,9,,FALSE,
short-day,england,9,null,true,
short-day,,,unknown,,
`

describe('batch of CSV', () => {
  it('reads an empty cell as not asked, and null or unknown as not known', async () => {
    const ran = await runCli(['batch'], { stdin: csv })
    expect(ran.code).toBe(0)
    expect(lines(ran.stdout)).toEqual([
      answered({ ageYears: 3, careStatus: 'never', startsOn: '2027-02-03' }),
      answered({ ageYears: 9, parentAgrees: false }, { authority: 'england' }),
      answered({ ageYears: 9, careStatus: null, parentAgrees: true }, { authority: 'england' }),
      answered({ careStatus: null }, { authority: 'england' }),
    ])
  })

  it('writes CSV, with the line that each row answers', async () => {
    const ran = await runCli(['batch', '--to', 'csv'], {
      stdin: `${csv}short-day,,x\nshort-day,england,5,never,true,\n`,
    })
    const national = { authority: 'england' }
    expect(lines(ran.stdout)).toEqual([
      'line,decision,authority,asOf,status,answer,possibleAnswers,unmet,missing,issues',
      '2,short-day,testshire,2026-11-22,determined,permitted,permitted,,,',
      `3,short-day,england,2026-11-22,determined,not-permitted,not-permitted,parent-agreement,${missingIn(answered({ ageYears: 9, parentAgrees: false }, national))},`,
      `4,short-day,england,2026-11-22,undetermined,,permitted;not-permitted,,${missingIn(answered({ ageYears: 9, careStatus: null, parentAgrees: true }, national))},`,
      `5,short-day,england,2026-11-22,undetermined,,permitted;not-permitted;unrestricted,,${missingIn(answered({}, national))},`,
      '6,,,,,,,,,The line has 3 cells; the first line names 6 columns.',
      '7,short-day,england,2026-11-22,determined,permitted,permitted,,,',
    ])
  })

  it('says the same of a file of either kind, whatever their names', async () => {
    const [asCsv, asJson] = [join(folder, 'children.csv'), join(folder, 'children.txt')]
    await writeFile(asCsv, `\u{FEFF}"ageYears" , "parentAgrees"\r\n9,"false"\r\n,,\r\n , \r\n`)
    await writeFile(asJson, '{"facts":{"ageYears":9,"parentAgrees":false}}\n')
    const options = ['--decision', 'short-day', '--authority', 'testshire']
    const fromCsv = await runCli(['batch', asCsv, ...options])
    expect(lines(fromCsv.stdout)[0]).toBe(answered({ ageYears: 9, parentAgrees: false }))
    expect(lines(fromCsv.stdout)[0]).toBe(lines((await runCli(['batch', asJson, ...options])).stdout)[0])
    // Of the rows of nothing, one has too many cells; the other is passed over as spreadsheets leave such at their end.
    expect(fromCsv.stderr).toContain('1 line\n')
  })

  it('keeps to the line where a quote does not close', async () => {
    const ran = await runCli(['batch', '--to', 'csv', '--decision', 'short-day'], {
      stdin: 'ageYears,careStatus\n3,never\n4,"never\n5,"nev"er\n3,"never"\n',
    })
    expect(lines(ran.stdout).map(row => row.split(',')[0])).toEqual(['line', '2', '3', '4', '5'])
    expect(lines(ran.stdout)[2]).toContain('The line is not CSV')
    expect(lines(ran.stdout)[4]).toBe(lines(ran.stdout)[1]?.replace('2', '5'))
  })

  it.each(['decision;ageYears\nshort-day;3\n', 'decision\tageYears\nshort-day\t3\n'])(
    'says that columns are set apart by commas: %j',
    async stdin => {
      const ran = await runCli(['batch', '--from', 'csv'], { stdin })
      expect(ran).toMatchObject({ code: 2, stdout: '' })
      expect(ran.stderr).toBe(
        '1 Columns are set apart by commas here; this line has semicolons or tabs. Save the table as CSV with commas.\n',
      )
    },
  )

  it('refuses columns that are none, with the nearest word', async () => {
    const ran = await runCli(['batch'], { stdin: 'decison,age years,surname,careStatus,careStatus,,x\n' })
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(lines(ran.stderr)).toEqual([
      '1 A column is decision, authority, asOf or a fact; there is none “decison”. Did you mean “decision”?',
      '1 A column is decision, authority, asOf or a fact; there is none “age years”. Did you mean “ageYears”?',
      '1 Names, addresses, references and free text are not facts. Leave this out: no rule needs it.',
      '1 The column “careStatus” stands twice. Keep one of them.',
      '1 A column has no name. Every column is named in the first line.',
      '1 The vocabulary has no fact “x”.',
    ])
  })

  it('writes nothing that a spreadsheet would run', async () => {
    const ran = await runCli(['batch', '--to', 'csv'], { stdin: `${line({ '=1+1': 1 })}\n` })
    expect(ran.stdout).not.toMatch(/(^|,)"?[=+@]/m)
  })
})

describe('batch refuses as a whole', () => {
  it.each([
    [['batch', 'no-such-file.csv'], 'no-such-file.csv The input could not be read'],
    [['batch', '.'], 'The input could not be read'],
    [['batch', '--decision', 'shortday'], 'Did you mean “short-day”?'],
    [['batch', '--authority', 'testshir'], 'Did you mean “testshire”?'],
    [['batch', '--as-of', '2026-02-30'], '“asOf” is not a day of the calendar.'],
    [['batch', '--rules', 'nowhere'], 'The directory of rules could not be read.'],
  ])('%j', async (argv, said) => {
    const ran = await runCli(argv, { stdin: `${line({})}\n` })
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(said)
  })

  it('an input that breaks off', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from(`${line({})}\n`)
        throw new Error('gone')
      })(),
    )
    const ran = await runCli(['batch'], { stdin: broken })
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('could not be read to its end')
    expect(lines(ran.stdout)).toEqual([answered({})])
  })
})

describe('progress', () => {
  it('is drawn for a person at stderr, and for nobody else', async () => {
    const file = join(folder, 'one.ndjson')
    await writeFile(file, `${line({})}\n`)
    const watched = await runCli(['batch', file], { isTty: { stdin: false, stdout: false, stderr: true } })
    expect(watched.stderr).toContain('0% · 0 lines')
    expect(watched.stdout).toBe(`${answered({})}\n`)
    expect(watched.stderr).not.toContain('\r\u001B[K')
    const both = await runCli(['batch', file], { isTty: { stdin: false, stdout: true, stderr: true } })
    expect(both.stderr).toContain('\r\u001B[K')
    expect((await runCli(['batch', file])).stderr).toBe('1 line\n  short-day  undetermined  1\n')
  })
})
