import { loadRules } from '@virtual-school/rules'
import { describe, expect, it } from 'vitest'
import { fixtureRules, runCli } from './terminal.ts'

const { version, digest } = await loadRules(fixtureRules)
const dataOf = async (argv: readonly string[]) => {
  const ran = await runCli([...argv, '--format', 'json'])
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  return JSON.parse(ran.stdout) as Record<string, Record<string, unknown>[]>
}

describe('rules', () => {
  it('lists all, or those that hold for an authority', async () => {
    const all = ['england.short-day.parent-agreement', 'england.short-day.plan', 'testshire.short-day.start']
    const listed = await runCli(['rules'])
    expect(
      listed.stdout
        .trimEnd()
        .split('\n')
        .map(line => line.split(' ')[0]),
    ).toEqual(all)
    expect(await runCli(['rules', 'list'])).toEqual(listed)
    expect((await dataOf(['rules', 'list', '--authority', 'england'])).rules?.map(rule => rule.name)).toEqual(
      all.slice(0, 2),
    )
    expect((await dataOf(['rules', 'list', '--authority', 'testshire'])).rules?.map(rule => rule.name)).toEqual(all)
  })

  it('shows one with its source and its date', async () => {
    const { stdout } = await runCli(['rules', 'show', 'testshire.short-day.start'])
    expect(stdout).toContain('from 2021-07 (inferred: the source gives no date)')
    expect(stdout).toContain('requires start')
    expect(stdout).toContain('A text made up for tests, line 3 (primary)')
    expect(await dataOf(['rules', 'show', 'testshire.short-day.start'])).toMatchObject({
      version,
      digest,
      rules: [{ name: 'testshire.short-day.start', force: 'local-policy' }],
    })
  })
})

describe('facts', () => {
  it('lists them with what is permitted', async () => {
    const { stdout } = await runCli(['facts'])
    expect(stdout.split('\n').map(line => line.replaceAll(/ {2,}/g, ' | '))).toEqual([
      'ageYears | 0 to 25 | How old is the child?',
      'careStatus | one of 2 words | Is the child looked after?',
      'planMade | true or false | Is a plan made?',
      'parentAgrees | true or false | Does the parent agree?',
      'startsOn | date | On what date does it start?',
      '',
    ])
    expect((await dataOf(['facts'])).facts).toHaveLength(5)
  })

  it('shows one with its words', async () => {
    const { stdout } = await runCli(['facts', 'careStatus'])
    expect(stdout).toContain('looked-after: the child is looked after')
    expect(stdout).toContain('By any council.')
    expect((await dataOf(['facts', 'careStatus'])).facts).toEqual([
      expect.not.objectContaining({ index: expect.anything() }),
    ])
  })
})

describe('facts in national returns', () => {
  const shipped = { env: {} }

  it('are shown with the codes that tell them', async () => {
    const { stdout } = await runCli(['facts', 'underCareOrder'], shipped)
    expect(stdout).toContain('  in returns  ssda903 LS C1, C2: true\n              ssda903 LS V2, V3, V4: false\n')
    const told = async (name: string) =>
      JSON.parse((await runCli(['facts', name, '--format', 'json'], shipped)).stdout).facts[0].returns
    expect(await told('lookedAfterSince')).toEqual([{ set: 'ssda903', column: 'DECOM', codes: [] }])
    expect(await told('plan')).toEqual([
      { set: 'cin-census', column: 'CPPstartDate', codes: [], value: 'child-protection' },
      { set: 'cin-census', column: 'CINPlanStartDate', codes: [], value: 'child-in-need' },
    ])
    expect(await told('parentAgrees')).toEqual([])
  })
})

describe('decisions and sources', () => {
  it('lists and shows them', async () => {
    expect((await runCli(['decisions'])).stdout).toBe('short-day  May a short day go ahead?\n')
    expect((await runCli(['decisions', 'short-day'])).stdout).toContain('parent-agreement: the parent agrees')
    expect((await runCli(['sources'])).stdout).toBe('made-up  law  A text made up for tests\n')
    expect((await runCli(['sources', 'made-up'])).stdout).toContain('testshire.short-day.start')
    expect(await dataOf(['decisions', 'short-day'])).toMatchObject({
      version,
      digest,
      decisions: [{ id: 'short-day' }],
    })
    expect(await dataOf(['sources'])).toMatchObject({ version, digest, sources: [{ id: 'made-up' }] })
  })
})

describe('--rules', () => {
  it('wins over RULES_DIR; without either the published rules are read', async () => {
    expect((await runCli(['decisions', '--rules', fixtureRules], { env: { RULES_DIR: 'nowhere' } })).stdout).toContain(
      'short-day',
    )
    expect(await runCli(['decisions'], { env: { RULES_DIR: 'nowhere' } })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('could not be read'),
    })
    expect((await runCli(['decisions'], { env: {} })).stdout).toContain('reduced-timetable')
  })
})
