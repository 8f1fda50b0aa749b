import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { holdZ3 } from '../../verify/test/support/z3.ts'
import { fixtureRules, runCli } from './terminal.ts'

holdZ3()

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'virtual-school-'))
})
afterAll(() => rm(folder, { recursive: true }))

const copyOf = async (name: string): Promise<string> => {
  const copy = join(folder, name)
  await cp(fixtureRules, copy, { recursive: true })
  return copy
}

interface Report {
  readonly mutantsCount: number
  readonly killed: readonly unknown[]
  readonly equivalent: readonly unknown[]
  readonly survivors: readonly { readonly mutant: { readonly id: string; readonly sentence: string } }[]
  readonly saved: readonly string[]
}

describe('test --mutate', () => {
  it('names each mistake that no scenario notices, with a case that would, and fails', async () => {
    const ran = await runCli(['test', fixtureRules, '--mutate'])
    expect(ran.code).toBe(1)
    expect(ran.stdout).toMatch(/^SURVIVES .*\n {2}A scenario of this case would show it\. On /m)
    expect(ran.stdout).toMatch(/\d+ mutants: \d+ noticed by a scenario, \d+ proved .*, \d+ survive\./)
    expect(ran.stderr).toContain('Running scenarios against mutants')
  })

  it('saves scenarios to be finished, which nobody can take for finished ones, and never writes over them', async () => {
    const rules = await copyOf('saved')
    const ran = await runCli(['test', rules, '--mutate', '--save-scenarios', rules, '--format', 'json'])
    const report = JSON.parse(ran.stdout) as Report
    expect(report.killed.length + report.equivalent.length + report.survivors.length).toBe(report.mutantsCount)
    expect(report.saved).toEqual([...report.saved].filter(file => file.startsWith(rules)))
    expect(JSON.parse(await readFile(report.saved[0]!, 'utf8'))).toMatchObject({ scenarios: [{ expect: {} }, {}, {}] })
    expect((await readdir(rules, { recursive: true })).filter(name => name.endsWith('.tmp'))).toEqual([])
    expect(await runCli(['check', rules])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Nothing is expected'),
    })
    const elsewhere = await copyOf('elsewhere')
    const again = await runCli(['test', elsewhere, '--mutate', '--save-scenarios', rules])
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('This file is there already.') })
  })

  it('ends well where what is selected is noticed', async () => {
    const ran = await runCli(['test', fixtureRules, '--mutate', '--matching', '/conditions/all/0'])
    expect(ran.code).toBe(0)
    expect(ran.stdout).toContain('0 survive.')
  })

  it('refuses a selection of nothing, and --save-scenarios alone', async () => {
    expect(await runCli(['test', fixtureRules, '--mutate', '--matching', 'no such thing'])).toMatchObject({ code: 2 })
    expect(await runCli(['test', fixtureRules, '--save-scenarios', folder])).toMatchObject({ code: 2 })
  })

  it('fails at once where scenarios already fail', async () => {
    const rules = await copyOf('failing')
    const file = join(rules, 'england/short-day.json')
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replace('"greaterThanInclusive"', '"lessThan"'))
    const ran = await runCli(['test', rules, '--mutate'])
    expect(ran).toMatchObject({ code: 1, stdout: '' })
    expect(ran.stderr).toContain('Put these right first.')
  })
})
