import { describe, expect, it } from 'vitest'
import { runCli } from './terminal.ts'

const commands = [
  'decide',
  'ask',
  'batch',
  'check',
  'test',
  'rules',
  'facts',
  'decisions',
  'sources',
  'source',
  'register',
  'schema',
  'types',
  'serve',
  'keys',
]

describe('help', () => {
  it('lists every command', async () => {
    const ran = await runCli(['--help'])
    expect(ran.code).toBe(0)
    for (const command of commands) expect(ran.stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
  })

  it.each(commands)('shows an example of %s', async command => {
    const ran = await runCli([command, '--help'])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain(`Example:\n  virtual-school ${command}`)
    expect((await runCli(['help', command])).stdout).toBe(ran.stdout)
  })

  it('prints the version', async () => {
    expect(await runCli(['--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  })

  it('shows a bare command line how to go on, and refuses it', async () => {
    const ran = await runCli([])
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain('Usage: virtual-school')
  })
})

describe('a mistyped command line', () => {
  it.each([
    [['decid'], 'Unknown command “decid”. Did you mean “decide”?'],
    [['help', 'decid'], 'Unknown command “decid”. Did you mean “decide”?'],
    [['decide', 'short-day', '--formt', 'json'], 'Unknown option “--formt”. Did you mean “--format”?'],
    [
      ['decide', 'short-day', '--format', 'jsn'],
      'Option “--format <format>” argument “jsn” is invalid. Permitted: text, json, markdown. Did you mean “json”?',
    ],
    [['decide', 'short-day', '--engine', 'compile'], 'Did you mean “compiled”?'],
    [['decide'], 'Missing required argument “decision”.'],
    [['decide', 'short-day', 'ageYears=14'], 'Too many arguments for “decide”. Expected 1 argument but got 2.'],
    [['decide', 'shortday'], 'at /decision: There is no decision “shortday”. Did you mean “short-day”?'],
    [['batch', '--workers', '0'], 'A whole number from 1 to 64 is expected.'],
    [['rules', 'lst'], '“rules” is followed by list, show, copy or approve. Did you mean “list”?'],
    [['rules', 'show'], '“rules show” is followed by the name of a rule'],
    [['rules', 'list', 'england.short-day.plan'], 'To see one rule, write “rules show” and its name.'],
    [
      ['rules', 'show', 'england.short-day.plans'],
      'There is no rule “england.short-day.plans”. Did you mean “england.short-day.plan”?',
    ],
    [['rules', 'show', 'nowhere'], 'There is no rule “nowhere”. “virtual-school rules” lists what is held.'],
    [['sources', 'xx'], 'There is no source “xx”. “virtual-school sources” lists what is held.'],
    [['rules', '--authority', 'nowhere'], 'There is no authority “nowhere”. Held: england, testshire.'],
    [['rules', '--authority', 'testshir'], 'There is no authority “testshir”. Did you mean “testshire”?'],
    [['facts', 'ageYear'], 'There is no fact “ageYear”. Did you mean “ageYears”?'],
    [['decisions', 'short-days'], 'There is no decision “short-days”. Did you mean “short-day”?'],
    [['register', 'nw', 'made-up'], 'Unknown command “nw”. Did you mean “new”?'],
    [['source', 'ad', 'made-up'], 'Unknown command “ad”. Did you mean “add”?'],
    [['register', 'new', 'made-up'], 'Required option “--authority <authority>” not specified.'],
    [['sources', 'madeup'], 'There is no source “madeup”. Did you mean “made-up”?'],
  ])('%j gets the nearest word', async (argv, said) => {
    const ran = await runCli(argv)
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(said)
    expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1)
  })

  it('answers with JSON where JSON was asked for', async () => {
    const ran = await runCli(['decide', 'short-day', '--format', 'json', '--colour'])
    expect(ran).toMatchObject({ code: 2, stderr: '' })
    expect(JSON.parse(ran.stdout)).toEqual({
      issues: [{ code: 'unknown-member', pointer: '', message: 'Unknown option “--colour”.' }],
    })
    const asked = await runCli(['facts', 'ageYear', '--format=json'])
    expect(JSON.parse(asked.stdout)).toMatchObject({ issues: [{ code: 'unknown-fact', suggestion: 'ageYears' }] })
  })
})

describe('what goes wrong inside', () => {
  it('is one line on stderr, without a stack', async () => {
    const now = (): Date => {
      throw new Error('the clock\nhas stopped')
    }
    expect(await runCli(['decide', 'short-day'], { now })).toEqual({
      code: 1,
      stdout: '',
      stderr: 'virtual-school: internal error: the clock has stopped\n',
    })
  })
})
