import { execFileSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { holdZ3 } from '../../verify/test/support/z3.ts'
import { editedCopy } from './edited-copy.ts'
import { fixtureRules, runCli } from './terminal.ts'

holdZ3()

let folder = ''
let six = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'virtual-school-'))
  six = await edited('six', 'england/short-day.json', '"value": 5', '"value": 6')
})
afterAll(() => rm(folder, { recursive: true }))

const edited = editedCopy(() => folder)

describe('diff', () => {
  it('tells what changed in the text, and for whom, with a case and both answers', async () => {
    const ran = await runCli(['diff', fixtureRules, six])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain('changed: rule england.short-day.parent-agreement: conditions')
    expect(ran.stdout).toContain('0 of 2 questions: proved the same for every child.')
    expect(ran.stdout).toMatch(/Less protective\n {2}short-day, by the rules of England and Testshire\./)
    expect(ran.stdout).toMatch(/Who: the child’s age is 5; from 1 January 2020/)
    expect(ran.stdout).toContain('No longer found: requirement: the parent agrees')
    expect(ran.stdout).toContain('Answer: not-permitted → unrestricted')
    expect(ran.stdout).toContain('Old: A short day may not go ahead, because this is not met: the parent agrees.')
    expect(ran.stdout).not.toContain('More protective')
    expect((await runCli(['diff', six, fixtureRules])).stdout).toContain('More protective')
  })

  it('says that equal rules are the same for every child', async () => {
    const ran = await runCli(['diff', fixtureRules, fixtureRules, '--fail-on', 'less-protective'])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain('Nothing changed but order and layout.')
    expect(ran.stdout).toContain('All 2 questions: proved the same for every child.')
  })

  it('gives all of it as JSON, and as Markdown for a pull request', async () => {
    const json = JSON.parse((await runCli(['diff', fixtureRules, six, '--format', 'json'])).stdout)
    expect(json).toMatchObject({
      old: { version: '0.1.0' },
      new: { version: '0.1.0' },
      text: [{ kind: 'rule', name: 'england.short-day.parent-agreement', change: 'changed' }],
      pairs: [
        { authority: 'england', decision: 'short-day', verdict: 'changed', ended: 'complete' },
        { authority: 'testshire', decision: 'short-day', verdict: 'changed', ended: 'complete' },
      ],
      cases: null,
    })
    expect(json.pairs[0].regions[0].parts[0]).toEqual({ fact: 'ageYears', from: 5, to: 5 })
    const markdown = await runCli(['diff', fixtureRules, six, '--format', 'markdown', '--authority', 'england'])
    expect(markdown.stdout).toContain('### Less protective')
    expect(markdown.stdout).toContain('- short-day, by the rules of England.')
  })

  it('fails on what is less protective, and says why', async () => {
    expect(await runCli(['diff', fixtureRules, six, '--fail-on', 'less-protective'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Failed: the new rules are less protective in \d regions?\.\n$/),
    })
    expect(await runCli(['diff', six, fixtureRules, '--fail-on', 'less-protective'])).toMatchObject({
      code: 0,
      stderr: '',
    })
  })

  it('fails where a bound was reached, for nobody knows what lies behind it', async () => {
    const [from, to] = ['"operator": "greaterThanInclusive", "value": 5', '"operator": "notIn", "value": [3, 7]']
    const many = await edited('many', 'england/short-day.json', from, to)
    const bounds = ['--fail-on', 'less-protective', '--regions', '1', '--authority', 'testshire']
    const ran = await runCli(['diff', fixtureRules, many, ...bounds])
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('a bound was reached') })
    expect(ran.stdout).toContain('and more: short-day, by the rules of testshire')
  })

  it('refuses what check refuses, in the words of check, and says on which side', async () => {
    const broken = await edited('broken', 'england/short-day.json', '"greaterThanInclusive"', '"greaterThanInclusve"')
    const ran = await runCli(['diff', fixtureRules, broken])
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(`${broken}/england/short-day.json:6:`)
    expect(ran.stderr).toContain('Did you mean “greaterThanInclusive”?')
    const json = await runCli(['diff', broken, broken, '--format', 'json'])
    expect(JSON.parse(json.stdout).issues).toHaveLength(2)
    expect(await runCli(['diff', fixtureRules, six, '--authority', 'englnd'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('“england”'),
    })
  })
})

describe('diff of git refs', () => {
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=Nobody', '-c', 'user.email=nobody@example.org', ...words], {
      cwd: join(folder, 'repository'),
      stdio: 'pipe',
    })
  const env = () => ({ PATH: process.env.PATH, GIT_DIR: join(folder, 'repository', '.git') })

  beforeAll(async () => {
    await mkdir(join(folder, 'repository'))
    git('init', '--quiet')
    await cp(fixtureRules, join(folder, 'repository', 'rules'), { recursive: true })
    git('add', '.')
    git('commit', '--quiet', '--message', 'First')
    await cp(six, join(folder, 'repository', 'rules'), { recursive: true })
    git('commit', '--quiet', '--all', '--message', 'Six')
    git('tag', 'six')
  })

  it('reads the rules of a commit, a tag and a folder in one, without a checkout', async () => {
    const ran = await runCli(['diff', 'HEAD~1', 'six:rules', '--authority', 'england'], { env: env() })
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain('at HEAD~1\n')
    expect(ran.stdout).toContain('at six:rules\n')
    expect(ran.stdout).toContain('the child’s age is 5')
    const same = await runCli(['diff', 'HEAD', six], { env: env() })
    expect(same.stdout).toContain('All 2 questions: proved the same for every child.')
  })

  it('leaves no folder behind', async () => {
    await runCli(['diff', 'HEAD', 'HEAD'], { env: env() })
    expect((await readdir(tmpdir())).filter(name => name.startsWith('virtual-school-diff-'))).toEqual([])
  })

  it.each([
    ['nowhere', 'nor a ref that git knows'],
    ['HEAD:england', 'There are no rules at this ref in “england”'],
    ['--help:rules', 'nor a ref that git knows'],
  ])('refuses %s', async (named, why) => {
    const ran = await runCli(['diff', '--', named, fixtureRules], { env: env() })
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(why) })
  })

  it('says so where git is not there', async () => {
    const ran = await runCli(['diff', 'HEAD', fixtureRules], { env: { PATH: '/nowhere' } })
    expect(ran).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('git, which would read it as a ref, was not found'),
    })
  })

  it('takes the version for the rules published with the command', async () => {
    const ran = await runCli(['diff', '1.0.0', '1.0.0', '--decision', 'remit'], { env: {} })
    expect(ran.stdout).toContain('as published with this command')
    expect(ran.stdout).toContain('All 6 questions')
  })
})

describe('diff --cases', () => {
  const csv =
    'ageYears,careStatus,parentAgrees\n5,never,false\n5,never,true\n6,never,false\n4,never,false\n,never,false\nold,never,true\n'
  const cases = ['--cases', '-', '--decision', 'short-day', '--authority', 'england']

  it('counts what changes among real requests, and tells no fact of any', async () => {
    const ran = await runCli(['diff', fixtureRules, six, ...cases, '--format', 'json'], { stdin: csv })
    expect(JSON.parse(ran.stdout).cases).toEqual({
      requestsCount: 6,
      unchangedCount: 3,
      refusedCount: 1,
      changes: [
        {
          authority: 'england',
          decision: 'short-day',
          before: 'not-permitted',
          after: 'unrestricted',
          direction: 'less-protective',
          isLessProtective: true,
          findings: ['requirements/parent-agreement removed'],
          count: 1,
        },
        expect.objectContaining({ before: 'permitted', after: 'unrestricted', count: 1 }),
      ],
    })
    const text = await runCli(['diff', fixtureRules, six, ...cases], { stdin: csv })
    expect(text.stdout).toContain('6 requests: 2 changed, 3 unchanged, 1 refused.')
  })

  it('reads NDJSON too', async () => {
    const line = JSON.stringify({
      decision: 'short-day',
      asOf: '2026-11-22',
      facts: { ageYears: 5, careStatus: 'never', parentAgrees: false },
    })
    const ran = await runCli(['diff', fixtureRules, six, '--cases', '-', '--fail-on', 'less-protective'], {
      stdin: `${line}\n${line}\n`,
    })
    expect(ran.stdout).toContain('2: england short-day, not-permitted → unrestricted (less protective)')
    expect(ran.stderr).toContain('Failed: 2 requests of the file would be less protected.')
  })

  it('refuses a file that cannot be read, or whose columns are no facts', async () => {
    expect(await runCli(['diff', fixtureRules, six, '--cases', join(folder, 'none.csv')])).toMatchObject({ code: 2 })
    expect(await runCli(['diff', fixtureRules, six, '--cases', '-'], { stdin: 'ageYers\n5\n' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean “ageYears”?'),
    })
  })
})
