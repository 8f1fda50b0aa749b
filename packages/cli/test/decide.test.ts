import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { explain, loadRules } from '@virtual-school/rules'
import type { Decision } from '@virtual-school/rules/internal'
import { evaluateToJsonWithJsonRulesEngine } from '@virtual-school/rules/json-rules-engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureRules, runCli } from './terminal.ts'

const rules = await loadRules(fixtureRules)
const request = {
  decision: 'short-day',
  authority: 'testshire',
  asOf: '2026-11-22',
  trace: 'full',
  facts: { ageYears: 14, parentAgrees: false, planMade: null },
} as const
const asked = ['decide', 'short-day', '--authority', 'testshire']

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'virtual-school-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('decide --format json', () => {
  const bytes = `${rules.evaluateToJson(request).text}\n`

  it('prints the bytes of the library and nothing else', async () => {
    const set = await runCli([
      ...asked,
      '--set',
      'ageYears=14',
      '--set',
      'parentAgrees=FALSE',
      '--set',
      'planMade=unknown',
      '--format',
      'json',
    ])
    expect(set).toEqual({ code: 0, stdout: bytes, stderr: '' })
  })

  it('reads facts from the command line, a file and stdin', async () => {
    const facts = JSON.stringify(request.facts)
    await writeFile(join(folder, 'case.json'), facts)
    const json = ['--format', 'json']
    expect((await runCli([...asked, '--facts', facts, ...json])).stdout).toBe(bytes)
    expect((await runCli([...asked, '--facts', `@${join(folder, 'case.json')}`, ...json])).stdout).toBe(bytes)
    expect((await runCli([...asked, '--facts', '-', ...json], { stdin: facts })).stdout).toBe(bytes)
  })

  it('gives the same bytes by json-rules-engine', async () => {
    const ran = await runCli([
      ...asked,
      '--facts',
      JSON.stringify(request.facts),
      '--engine',
      'json-rules-engine',
      '--format=json',
    ])
    expect(ran.stdout).toBe(bytes)
    expect(ran.stdout).toBe(`${(await evaluateToJsonWithJsonRulesEngine(rules, request)).text}\n`)
  })

  it('lets --set win over --facts, and leaves the trace out when told', async () => {
    const ran = await runCli([
      ...asked,
      '--facts',
      '{"ageYears":3,"parentAgrees":false}',
      '--set',
      'ageYears=14',
      '--trace',
      'none',
      '--format',
      'json',
    ])
    expect(ran.stdout).toBe(
      `${rules.evaluateToJson({ ...request, trace: 'none', facts: { ageYears: 14, parentAgrees: false } }).text}\n`,
    )
  })

  it('takes today to be the day in England', async () => {
    const asOf = async (now: string) =>
      (
        JSON.parse((await runCli([...asked, '--format', 'json'], { now: () => new Date(now) })).stdout) as {
          asOf: string
        }
      ).asOf
    expect(await asOf('2026-06-30T23:30:00Z')).toBe('2026-07-01')
    expect(await asOf('2026-12-31T23:30:00Z')).toBe('2026-12-31')
    expect((await runCli([...asked, '--as-of', '2019-01-01', '--format', 'json'])).stdout).toContain(
      '"asOf":"2019-01-01"',
    )
  })

  it('puts every issue on stdout when it refuses, those of the command line and of the library together', async () => {
    const ran = await runCli([
      'decide',
      'short-dya',
      '--authority',
      'testshir',
      '--set',
      'parentAgree=true',
      '--set',
      'ageYears=old',
      '--set',
      'startsOn',
      '--as-of',
      '2026-02-30',
      '--format',
      'json',
    ])
    expect(ran.code).toBe(2)
    expect(ran.stderr).toBe('')
    const { issues } = JSON.parse(ran.stdout) as { issues: { code: string; suggestion?: string }[] }
    expect(issues.map(issue => issue.code).sort()).toEqual([
      'impossible-date',
      'malformed',
      'unknown-authority',
      'unknown-decision',
      'unknown-fact',
      'wrong-type',
    ])
    expect(issues.flatMap(issue => issue.suggestion ?? []).sort()).toEqual(['parentAgrees', 'short-day', 'testshire'])
  })
})

describe('decide in words', () => {
  const facts = ['--facts', JSON.stringify(request.facts)]
  const decision = rules.evaluate(request)
  if ('issues' in decision) throw new Error('the request is sound')

  it('prints one screen, as text or as Markdown', async () => {
    const short = { detail: 'short', rest: '--full' } as const
    const text = explain(rules, decision, { format: 'text', ...short })
    expect(await runCli([...asked, ...facts])).toEqual({ code: 0, stdout: text, stderr: '' })
    const markdown = explain(rules, decision, { format: 'markdown', ...short })
    expect((await runCli([...asked, ...facts, '--format', 'markdown'])).stdout).toBe(markdown)
    expect((await runCli([...asked, ...facts, '--engine', 'json-rules-engine'])).stdout).toBe(text)
    expect((await runCli([...asked, ...facts, '--trace', 'none'])).stdout).toBe(text)
  })

  it('prints all of it with --full', async () => {
    for (const format of ['text', 'markdown'] as const)
      expect((await runCli([...asked, ...facts, '--full', '--format', format])).stdout).toBe(
        explain(rules, decision, { format }),
      )
  })

  it('prints the same JSON with and without --full', async () => {
    const json = [...asked, ...facts, '--format', 'json']
    expect(await runCli([...json, '--full'])).toEqual(await runCli(json))
  })

  it('says each issue on a line of stderr', async () => {
    const ran = await runCli([
      ...asked,
      '--set',
      'careStatus=lookedafter',
      '--set',
      'agYears=14',
      '--set',
      'ageYears=99',
    ])
    expect(ran.code).toBe(2)
    expect(ran.stdout).toBe('')
    expect(ran.stderr.trimEnd().split('\n')).toEqual([
      'at /facts/agYears: The vocabulary has no fact “agYears”. Did you mean “ageYears”?',
      'at /facts/ageYears: “ageYears” is a whole number from 0 to 25, or null (asked, not known).',
      'at /facts/careStatus: “careStatus” is one of these words, or null (asked, not known): looked-after, never. Did you mean “looked-after”?',
    ])
  })

  it.each([
    ['a member twice', '{"ageYears":3,"ageYears":4}', 'twice'],
    ['no JSON', '{"ageYears":}', '1:13 at /facts: The text is not JSON here'],
    ['a file without @', 'case.json', 'by @ and the name of a file'],
    ['a list', '[]', '“facts” is an object'],
    ['a prototype', '{"__proto__":{"ageYears":3}}', '“__proto__”'],
    ['a file that is not there', '@no-such-file.json', 'no-such-file.json at /facts: The file could not be read.'],
  ])('refuses facts that are %s', async (_name, facts, said) => {
    const ran = await runCli([...asked, '--facts', facts])
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain(said)
  })

  it('refuses a fact set twice, facts that contradict one another, and more text than a request may have', async () => {
    expect((await runCli([...asked, '--set', 'ageYears=3', '--set', 'ageYears=4'])).stderr).toContain(
      'at /facts/ageYears: This fact is set twice',
    )
    expect((await runCli([...asked, '--set', 'ageYears=19', '--set', 'careStatus=looked-after'])).stderr).toContain(
      'Nobody is looked after at 18 or over.',
    )
    expect((await runCli([...asked, '--facts', '-'], { stdin: ' '.repeat(70_000) })).stderr).toContain(
      'longer than 65536 bytes',
    )
  })

  it('never says a fact’s value, and nothing that a terminal would obey', async () => {
    const ran = await runCli([
      ...asked,
      '--set',
      'careStatus=sekrit',
      '--set',
      'startsOn=sekrit',
      '--set',
      'bad\u001B[31mname=sekrit',
      '--facts',
      '{"planMade":"sekrit"}',
    ])
    expect(ran.code).toBe(2)
    expect(ran.stderr).not.toContain('sekrit')
    expect(ran.stderr).not.toContain('\u001B')
  })
})

describe('decide by the published rules', () => {
  it('answers for Luton with requirements met, unmet and unknown, each with its source', async () => {
    const facts =
      '{"careStatus":"looked-after","ageYears":14,"compulsorySchoolAge":true,"timetableReason":"medical","parentAgrees":false}'
    const argv = ['decide', 'reduced-timetable', '--authority', 'luton', '--as-of', '2026-11-22', '--facts', facts]
    const published = await loadRules()
    const ran = await runCli([...argv, '--format', 'json'], { env: {} })
    expect(ran.stdout).toBe(
      `${published.evaluateToJson({ decision: 'reduced-timetable', authority: 'luton', asOf: '2026-11-22', facts: JSON.parse(facts) }).text}\n`,
    )
    const decision = JSON.parse(ran.stdout) as Decision
    expect(decision.answer).toBe('not-permitted')
    expect(new Set(decision.requirements.map(one => one.status))).toEqual(new Set(['met', 'unmet', 'unknown']))
    const words = await runCli([...argv, '--full'], { env: {} })
    for (const requirement of decision.requirements)
      for (const rule of requirement.because) expect(words.stdout).toContain(rule)
    expect(words.stdout.match(/Source: /g)?.length).toBeGreaterThanOrEqual(decision.requirements.length)
  })
})
