import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { realRules as rules } from '../../rules/test/support/law.ts'
import { dialectNames, type SqlRequest, writeSelfCheck, writeSql } from '../../sql/src/index.ts'
import { runCli } from './terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'sql-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sql = (...words: readonly string[]) => runCli(['sql', ...words, '--rules', realDirectory], { env: {} })
const written = (asked: Partial<SqlRequest>): string => {
  const made = writeSql(rules, {
    decision: 'remit',
    authority: 'luton',
    asOf: 'today',
    writtenOn: '2026-11-22',
    dialect: 'tsql',
    ...asked,
  })
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  return made.value.sql
}

describe('sql', () => {
  it.each(dialectNames)(
    'prints the query that the library writes for %s, of the day on which it runs',
    async dialect => {
      const { code, stdout, stderr } = await sql('remit', '--authority', 'luton', '--dialect', dialect)
      expect(code).toBe(0)
      expect(stdout).toBe(`${written({ dialect })}\n`)
      expect(stderr).toMatch(
        /^\d+ columns: id, status, answer, possible_answers, .*, \d+ items\. “--columns” lists them\.\nIt speaks for days from \d+ \w+ \d{4} (on|to \d+ \w+ \d{4}), and asks about the day on which it runs; outside these days the status is out-of-date\.\n$/,
      )
    },
  )

  it('takes a day, a table, a view, facts and that the ids are a key', async () => {
    const words = [
      '--as-of',
      '2026-11-22',
      '--table',
      'dbo.children',
      '--view',
      'dbo.remit',
      '--facts',
      'careStatus, ageYears',
      '--key',
    ]
    const { stdout, stderr } = await sql('remit', '--authority', 'luton', '--dialect', 'tsql', ...words)
    const asked = {
      asOf: '2026-11-22',
      table: 'dbo.children',
      view: 'dbo.remit',
      facts: ['careStatus', 'ageYears'],
      isKey: true,
    }
    expect(stdout).toBe(`${written(asked)}\n`)
    expect(stderr).toContain('and asks about 22 November 2026.')
  })

  it('asks national rules if no council is named', async () => {
    const { stdout } = await sql('remit', '--dialect', 'duckdb')
    expect(stdout).toBe(`${written({ dialect: 'duckdb', authority: 'england' })}\n`)
  })

  it('puts the query into a file, whole, over what stood there, and nothing on stdout', async () => {
    const out = join(folder, 'remit.sql')
    writeFileSync(out, 'before')
    const { code, stdout } = await sql('remit', '--authority', 'luton', '--dialect', 'tsql', '--out', out)
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(readFileSync(out, 'utf8')).toBe(`${written({})}\n`)
    expect(readdirSync(folder)).toEqual(['remit.sql'])
  })

  it('marks a file for SQL Server as UTF-8 if it is more than ASCII', async () => {
    const out = join(folder, 'kind.sql')
    const first = async (dialect: string) => {
      await sql('remit', '--dialect', dialect, '--table', 'Räume', '--out', out)
      return readFileSync(out, 'utf8').slice(0, 1)
    }
    expect([await first('tsql'), await first('duckdb')]).toEqual(['\uFEFF', 'S'])
  })

  it('lists the columns and what each tells', async () => {
    const question = ['placement-move', '--authority', 'luton', '--dialect', 'tsql']
    const { code, stdout } = await sql(...question, '--columns')
    expect(code).toBe(0)
    const made = writeSql(rules, {
      decision: 'placement-move',
      authority: 'luton',
      asOf: '2026-11-22',
      writtenOn: '2026-11-22',
      dialect: 'tsql',
    })
    const names = stdout
      .trimEnd()
      .split('\n')
      .map(line => line.split(' ')[0])
    expect(names).toEqual(made.ok ? made.value.columns.map(one => one.name) : [])
    expect(stdout).toMatch(
      /^requirement_nominated_officer_approval +met, unmet or unknown: the nominated officer approves the move; NULL if it is not required$/m,
    )
    expect(stdout).not.toMatch(/undefined|\b(\w+) \1\b/)
  })

  it('writes a script that tries the query', async () => {
    const { code, stdout, stderr } = await sql(
      'remit',
      '--authority',
      'luton',
      '--dialect',
      'tsql',
      '--check',
      '--view',
      'dbo.remit',
    )
    const made = writeSelfCheck(rules, {
      decision: 'remit',
      authority: 'luton',
      asOf: 'today',
      writtenOn: '2026-11-22',
      dialect: 'tsql',
    })
    expect(code).toBe(0)
    expect(stdout).toBe(made.ok ? made.value.sql : '')
    expect(stdout).toMatch(/^[\n -~]*$/)
    expect(stderr).toMatch(/^One statement that tries the query on \d+ children who do not exist, for 2026-11-22\./)
  })

  it.each([
    ['a question that is not held', ['remitt', '--dialect', 'tsql'], 'Did you mean “remit”?'],
    ['a council that is not held', ['remit', '--dialect', 'tsql', '--authority', 'lutn'], 'Did you mean “luton”?'],
    ['no dialect', ['remit'], '--dialect'],
    ['a dialect that there is not', ['remit', '--dialect', 'postgresql'], 'Did you mean “postgres”?'],
    ['a day that there is not', ['remit', '--dialect', 'tsql', '--as-of', '2026-02-30'], 'day'],
    [
      'a fact that there is not',
      ['remit', '--dialect', 'tsql', '--facts', 'careStatus,ageYear'],
      'at /facts/1: No fact of this name can be told of a child. Did you mean “ageYears”?',
    ],
    [
      'a name that tries to be SQL',
      ['remit', '--dialect', 'tsql', '--table', 'x]; DROP TABLE y --'],
      'at /table: A name begins with',
    ],
    ['a view that tries to', ['remit', '--dialect', 'tsql', '--view', "v'"], 'at /view: A name begins with'],
    ['two things at once', ['remit', '--dialect', 'tsql', '--check', '--columns'], 'Give one of them'],
    [
      'a place that cannot be written',
      ['remit', '--dialect', 'tsql', '--out', join(realDirectory, 'manifest.json', 'x.sql')],
      'cannot be written',
    ],
  ])('refuses %s', async (_, words, says) => {
    const { code, stdout, stderr } = await sql(...words)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(says)
  })
})
