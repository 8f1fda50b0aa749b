import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { holdZ3 } from '../../verify/test/support/z3.ts'
import { editedCopy } from './edited-copy.ts'
import { fixtureRules, runCli } from './terminal.ts'

holdZ3()

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'virtual-school-'))
})
afterAll(() => rm(folder, { recursive: true }))

const edited = editedCopy(() => folder)

describe('check', () => {
  it('says what was read', async () => {
    const ran = await runCli(['check', fixtureRules, '--authority', 'england'])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain('well formed')
    expect(ran.stdout).toContain(
      '3 rules, 2 authorities, 1 decision, 5 facts, 0 definitions, 0 readings, 1 source, 2 scenarios, 3 sentences in registers.',
    )
    expect(ran.stdout).toContain('No findings.')
    const json = await runCli(['check', fixtureRules, '--quick', '--format', 'json'])
    expect(json.code).toBe(0)
    expect(JSON.parse(json.stdout)).toMatchObject({
      version: '0.1.0',
      counts: { rules: 3, authorities: 2, scenarios: 2 },
      findings: [],
      accepted: [],
      undecided: [],
    })
  })

  it('reports what is amiss in rules that are well formed, and shows it who watches', async () => {
    const isTty = { stdin: false, stdout: false, stderr: true }
    const ran = await runCli(['check', fixtureRules], { isTty })
    expect(ran.code).toBe(1)
    expect(ran.stdout).toContain('answer-never-reached  testshire short-day unrestricted\n')
    expect(ran.stdout).toContain('The nearest case there is: On 1 July 2021, by the rules of Testshire')
    expect(ran.stdout).toContain('\n1 finding.\n')
    expect(ran.stderr).toContain('2 of 2: testshire, short-day')
    expect(ran.stderr.endsWith('\r\u001B[K')).toBe(true)
  })

  it('sets aside what is accepted, and tells when it is gone', async () => {
    const copy = await edited('accepted', 'england/short-day.json', '"value": 5', '"value": 5')
    const accept = (about: string) =>
      writeFile(
        join(copy, 'accepted-findings.json'),
        JSON.stringify({
          accepted: [{ code: 'answer-never-reached', about, reason: 'Testshire restricts everybody.' }],
        }),
      )
    await accept('testshire short-day unrestricted')
    const ran = await runCli(['check', copy, '--accepted'])
    expect(ran.code).toBe(0)
    expect(ran.stdout).toContain('Accepted: Testshire restricts everybody.')
    await accept('england short-day unrestricted')
    const gone = await runCli(['check', copy])
    expect(gone.code).toBe(1)
    expect(gone.stdout).toContain('accepted-finding-gone  answer-never-reached england short-day unrestricted')
  })

  it('saves a case where test looks for it, and never over what is there', async () => {
    const copy = await edited('saved', 'england/short-day.json', '"value": 5', '"value": 5')
    const save = () => runCli(['check', copy, '--save-witness', copy])
    const file = join(copy, 'testshire', 'scenarios', 'answer-never-reached-testshire-short-day-unrestricted.json')
    expect(await save()).toMatchObject({ code: 1, stderr: expect.stringContaining('1 file written.') })
    const text = await readFile(file, 'utf8')
    expect((await runCli(['test', copy])).stdout).toContain('3 scenarios passed.')
    expect(await save()).toMatchObject({ code: 2, stderr: expect.stringContaining('There is already a file') })
    expect(await readFile(file, 'utf8')).toBe(text)
    expect(await readdir(join(copy, 'testshire', 'scenarios'))).toHaveLength(1)
  })

  it('refuses an authority or a decision that is not held', async () => {
    const ran = await runCli(['check', fixtureRules, '--authority', 'testshre', '--decision', 'short-dy'])
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain('Did you mean “testshire”?')
    expect(ran.stderr).toContain('Did you mean “short-day”?')
  })

  it('refuses a malformed directory with file, line, column and the nearest word', async () => {
    const broken = await edited('misspelt', 'england/short-day.json', '"greaterThanInclusive"', '"greaterThanInclusve"')
    const ran = await runCli(['check', broken])
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toMatch(
      /^england\/short-day\.json:6:\d+ at \/rules\/0\/conditions\/all\/0\/operator: .*Did you mean “greaterThanInclusive”\?\n$/,
    )
    const json = await runCli(['check', broken, '--format', 'json'])
    expect(json).toMatchObject({ code: 2, stderr: '' })
    expect(JSON.parse(json.stdout)).toMatchObject({
      issues: [{ file: 'england/short-day.json', line: 6, suggestion: 'greaterThanInclusive' }],
    })
  })

  it('says once, of the folder of one authority, that the directory is the one around it', async () => {
    const ran = await runCli(['check', join(fixtureRules, 'england')])
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toBe(
      'manifest.json This file is required and was not found. This is the folder of one authority: name the directory around it, which holds manifest.json.\n',
    )
  })

  it('refuses a directory that is not there', async () => {
    expect(await runCli(['check', join(folder, 'nowhere')])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('could not be read'),
    })
  })
})

describe('test', () => {
  it('counts what passed, and what no scenario tries', async () => {
    const ran = await runCli(['test', fixtureRules])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain('2 scenarios passed.')
    expect(ran.stdout).toContain('1 of 3 rules were seen both to hold and not to hold.')
    expect(ran.stdout).not.toContain('england.short-day.plan')
    expect((await runCli(['test', fixtureRules, '--gaps'])).stdout).toContain(
      'england.short-day.plan (from 2020-01): in no scenario does it hold.',
    )
  })

  it('tells one who changed a number which scenario broke, where it stands and which rule is behind it', async () => {
    const changed = await edited('six', 'england/short-day.json', '"value": 5', '"value": 6')
    const ran = await runCli(['test', changed])
    expect(ran).toMatchObject({ code: 1, stderr: '' })
    expect(ran.stdout).toContain(
      'FAILED Scenario “A child of five needs the parent’s agreement” (england/scenarios/short-day.json /scenarios/0): expected answer not-permitted, found unrestricted.',
    )
    expect(ran.stdout).toContain('Rule england.short-day.parent-agreement does not hold.')
    expect(ran.stdout).toContain('1 scenario passed, 1 failed.')
    expect(ran.stdout).toContain(`read from ${changed}`)
    expect((await runCli(['test', changed, '--engine', 'json-rules-engine'])).stdout).toBe(ran.stdout)
  })

  it('gives all of it as JSON', async () => {
    const changed = await edited('four', 'england/short-day.json', '"value": 5', '"value": 4')
    const ran = await runCli(['test', changed, '--format', 'json'])
    expect(ran).toMatchObject({ code: 1, stderr: '' })
    expect(JSON.parse(ran.stdout)).toMatchObject({
      version: '0.1.0',
      passedCount: 1,
      failedCount: 1,
      results: [{ passed: true }, { passed: false }],
      coverage: { decisionsCount: 2 },
    })
  })

  it('runs a selection, and refuses one of nothing', async () => {
    expect((await runCli(['test', fixtureRules, '--matching', 'child of FOUR'])).stdout).toContain('1 scenario passed.')
    expect(await runCli(['test', fixtureRules, '--matching', 'child of nine'])).toMatchObject({ code: 2 })
    expect(await runCli(['test', fixtureRules, '--authority', 'england'])).toMatchObject({ code: 0 })
    expect(await runCli(['test', fixtureRules, '--authority', 'englnd'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('“england”'),
    })
  })

  it('passes on the published rules', async () => {
    const ran = await runCli(['test'], { env: {} })
    expect(ran.stdout).toContain('as published with this command')
    expect(ran.code).toBe(0)
  })
})
