import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { drawChild } from '../../rules/test/support/caseloads.ts'
import { realRules as rules } from '../../rules/test/support/law.ts'
import { pickerFor } from '../../rules/test/support/picker.ts'
import { caseloadBySql } from '../src/commands/caseload/sql.ts'
import { runCli, sink } from './terminal.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caseload-sql-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let count = 0
const fileOf = (content: string | Uint8Array, name = `table-${++count}.csv`): string => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

const question = { decision: 'reduced-timetable', authority: 'luton', asOf: '2026-11-22' }

const answered = async (
  file: string,
  { ending = 'csv', words = [] as readonly string[], decision = question.decision } = {},
) => {
  const out = join(folder, `out-${++count}.${ending}`)
  const asked = ['--decision', decision, '--authority', 'luton', '--as-of', question.asOf, '--rules', realDirectory]
  const ran = await runCli(['caseload', '--sql', file, ...asked, '--out', out, ...words], { env: {} })
  return { ...ran, out, stderr: ran.stderr.replaceAll(`${folder}/`, '') }
}
const rowsOf = (out: string): readonly Record<string, string>[] => parse(readFileSync(out), { columns: true })

/** Runs SQL apart from the command. */
const duckdb = async (sql: string) => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const found = (await connection.runAndReadAll(sql)).getRowObjectsJson()
  connection.closeSync()
  instance.closeSync()
  return found
}

const drawn = () => {
  const dice = pickerFor('caseload --sql')
  return Array.from({ length: 300 }, () => drawChild(rules, question, dice, dice.of([1, 5, 8, 12, 16])))
}
const told = rules.facts.filter(one => one.given === undefined).map(one => one.name)

describe('a table of children', () => {
  const children = drawn()
  const wanted = children.map((facts, i) => {
    const found = rules.evaluate({ ...question, facts, trace: 'none' })
    const said =
      'issues' in found ? ['refused', '', ''] : [found.status, found.answer ?? '', found.possibleAnswers.join(';')]
    return [`c${i}`, ...said]
  })
  const csv = stringify(
    [['id', ...told], ...children.map((facts, i) => [`c${i}`, ...told.map(name => facts[name] ?? '')])],
    {
      cast: { boolean: value => String(value) },
    },
  )
  const saidOf = (rows: readonly Record<string, unknown>[]) =>
    rows
      .map(one => [one.id, one.status, one.answer ?? '', one.possible_answers ?? ''])
      .sort((a, b) => Number(String(a[0]).slice(1)) - Number(String(b[0]).slice(1)))

  it('is answered as evaluate answers each, from CSV', async () => {
    const { code, out, stderr } = await answered(fileOf(csv))
    expect(saidOf(rowsOf(out))).toEqual(wanted)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^300 children:\n/)
    for (const what of ['permitted', 'not-permitted', 'undetermined', 'refused']) {
      const number = wanted.filter(([, status, answer]) => (answer || status) === what).length
      if (number > 0) expect(stderr).toMatch(new RegExp(`^ +${what} +${number}$`, 'm'))
    }
  })

  it('is answered from Parquet and into Parquet, with types of its own', async () => {
    const parquet = join(folder, 'children.parquet')
    const typed = rules.facts.flatMap(({ name, type }) =>
      told.includes(name)
        ? [`'${name}': '${{ boolean: 'BOOLEAN', integer: 'INTEGER', date: 'DATE', enum: 'VARCHAR' }[type]}'`]
        : [],
    )
    await duckdb(
      `COPY (SELECT * FROM read_csv('${fileOf(csv)}', auto_detect = false, header = true, columns = {'id': 'VARCHAR', ${typed.join(', ')}})) TO '${parquet}' (FORMAT parquet)`,
    )
    const { out } = await answered(parquet, { ending: 'parquet' })
    expect(saidOf(await duckdb(`SELECT * FROM read_parquet('${out}')`))).toEqual(wanted)
  })

  it('gives the same bytes by one thread and by two', async () => {
    const file = fileOf(csv)
    const [one, two] = [await answered(file), await answered(file, { words: ['--workers', '2'] })]
    expect(readFileSync(two.out, 'utf8')).toBe(readFileSync(one.out, 'utf8'))
  })
})

describe('a cell', () => {
  const statusOf = async (name: string, cell: string) => {
    const ran = await answered(
      fileOf(
        stringify([
          ['id', name],
          ['sound', ''],
          ['tried', cell],
        ]),
      ),
    )
    const [sound, tried] = rowsOf(ran.out)
    expect(sound!.status).not.toBe('refused')
    return tried!.status === 'refused' ? 'refused' : 'taken'
  }

  it.each([
    ['parentAgrees', 'true'],
    ['parentAgrees', 'FALSE'],
    ['parentAgrees', '1'],
    ['parentAgrees', 'unknown'],
    ['parentAgrees', 'null'],
    ['ageYears', '14'],
    ['ageYears', '0'],
    ['dateOfBirth', '2012-02-29'],
    ['careStatus', 'looked-after'],
    ['careStatus', ''],
  ])('%s is taken if it is “%s”', async (name, cell) => {
    expect(await statusOf(name, cell)).toBe('taken')
  })

  it.each([
    ['parentAgrees', 'yes'],
    ['parentAgrees', '2'],
    ['parentAgrees', 'true '],
    ['parentAgrees', '1.0'],
    ['ageYears', '14.0'],
    ['ageYears', '1e1'],
    ['ageYears', '99999999999999999999'],
    ['ageYears', '-1'],
    ['ageYears', ' 14'],
    ['ageYears', '0x10'],
    ['dateOfBirth', '2013-02-29'],
    ['dateOfBirth', '29/02/2012'],
    ['dateOfBirth', '2012-2-9'],
    ['dateOfBirth', '2012-02-29 00:00:00'],
    ['dateOfBirth', '2999-01-01'],
    ['dateOfBirth', 'infinity'],
    ['careStatus', 'looked-after '],
    ['careStatus', 'Looked-after'],
    ['careStatus', "x'); DROP TABLE y; --"],
  ])('%s refuses its row and no other if it is “%s”', async (name, cell) => {
    expect(await statusOf(name, cell)).toBe('refused')
  })

  it('that a spreadsheet would take for a formula is none', async () => {
    const { out } = await answered(fileOf('id,ageYears\n=1+1,14\n'))
    expect(rowsOf(out)[0]!.id).toBe("'=1+1")
  })
})

describe('a row', () => {
  it('without an id, or with one that another has, is refused', async () => {
    const file = fileOf('id,ageYears\na,14\n,14\nb,14\na,15\n')
    const { code, out, stderr } = await answered(file)
    expect(rowsOf(out).map(one => [one.id, one.status])).toEqual([
      ['a', 'refused'],
      ['a', 'refused'],
      ['b', 'undetermined'],
      ['', 'refused'],
    ])
    expect(code).toBe(1)
    expect(stderr).toBe(`4 children:\n  refused       3\n  undetermined  1\nWritten to out-${count}.csv.\n`)
    expect((await answered(file, { words: ['--allow-refused'] })).code).toBe(0)
  })
})

describe('is refused, with nothing written:', () => {
  const refusal = async (file: string, more: Parameters<typeof answered>[1] = {}) => {
    const before = readdirSync(folder).length
    const { code, stdout, stderr, out } = await answered(file, more)
    expect({ code, stdout, isWritten: existsSync(out), left: readdirSync(folder).length - before }).toEqual({
      code: 2,
      stdout: '',
      isWritten: false,
      left: 0,
    })
    return stderr
  }

  it('a column that is no fact', async () => {
    expect(await refusal(fileOf('id,ageYear\n1,14\n'))).toContain(
      '“ageYear”. Leave out what is not asked. Did you mean “ageYears”?',
    )
  })
  it('a column that stands twice', async () => {
    expect(await refusal(fileOf('id,ageYears,ageYears\n1,14,14\n'))).toContain('“ageYears” stands twice')
  })
  it('a table without ids', async () => {
    expect(await refusal(fileOf('ageYears\n14\n'))).toContain('no column “id”')
    expect(await refusal(fileOf(''))).toContain('no column “id”')
  })
  it('other signs than commas', async () => {
    expect(await refusal(fileOf('id;ageYears\n1;14\n'))).toMatch(
      /^table-\d+\.csv Columns are set apart by commas here.*\n$/,
    )
  })
  it('a line that is not CSV, by its number and without its cells', async () => {
    for (const line of ['Smith,14,15', 'Smith,"x"y', 'Smith'])
      expect(await refusal(fileOf(`id,ageYears\n1,14\n${line}\n`))).toMatch(
        /^table-\d+\.csv:3 This line is not CSV in UTF-8.*\n$/,
      )
    const latin = await refusal(fileOf(Buffer.from('id,ageYears\nSm\xe9th,14\n', 'latin1')))
    expect(latin).toMatch(/csv:2 This line/)
    expect(latin).not.toContain('Sm')
  })
  it('what is no Parquet', async () => {
    expect(await refusal(fileOf('id\n', 'no.parquet'))).toContain('cannot be read as Parquet')
  })
  it('another kind of file, or none, or several', async () => {
    expect(await refusal(fileOf('id\n', 'a.txt'))).toContain('ends with .csv or .parquet')
    expect(await refusal(join(folder, 'none.csv'))).toContain('no such file')
    expect(await refusal(fileOf('id\n'), { ending: 'xlsx' })).toContain('ends with .csv or .parquet')
    expect(await refusal(fileOf('id\n'), { words: [fileOf('id\n')] })).toContain('reads one file')
    expect(await refusal(fileOf('id\n', 'a[1].csv'))).toContain('none of * ? [ ]')
  })
  it('several questions, one that is not held, and options of returns', async () => {
    const file = fileOf('id\n1\n')
    expect(await refusal(file, { words: ['--decision', 'remit'] })).toContain('one question at a time')
    expect(await refusal(file, { decision: 'all' })).toContain('one question at a time')
    expect(await refusal(file, { decision: 'remitt' })).toContain('remit')
    expect(await refusal(file, { words: ['--own', '--watch-until', '2027-01-01'] })).toMatch(
      /“--own” has no meaning.*\n.*“--watch-until” has no meaning/,
    )
  })
  it('an answer over the file that is read', async () => {
    const file = fileOf('id\n1\n')
    const ran = await runCli(
      ['caseload', '--sql', file, '--decision', 'remit', '--out', file, '--rules', realDirectory],
      { env: {} },
    )
    expect(ran.code).toBe(2)
    expect(readFileSync(file, 'utf8')).toBe('id\n1\n')
  })
  it('a place that cannot be written', async () => {
    const file = fileOf('id\n1\n')
    const ran = await runCli(
      ['caseload', '--sql', file, '--decision', 'remit', '--out', join(file, 'x.csv'), '--rules', realDirectory],
      { env: {} },
    )
    expect(ran.code).toBe(2)
    expect(ran.stderr).toMatch(/cannot be written \((ENOTDIR|EEXIST)\)/)
  })
  it('a machine without DuckDB, and what to do is said', async () => {
    const [stdout, stderr] = [sink(), sink()]
    const options = { decision: ['remit'], out: join(folder, 'never.csv'), workers: 1, rules: realDirectory }
    const terminal = {
      env: {},
      now: () => new Date('2026-11-22T12:00:00Z'),
      stdout: stdout.stream,
      stderr: stderr.stream,
    }
    const code = await caseloadBySql([fileOf('id\n1\n')], options, terminal as never, async () => undefined)
    expect(code).toBe(2)
    expect(stderr.text()).toContain('“npm install @duckdb/node-api” installs it')
  })
})

it('leaves what stood in its place if the table cannot be read', async () => {
  const out = fileOf('as it was', 'kept.csv')
  const asked = ['--decision', 'remit', '--rules', realDirectory, '--out', out]
  const ran = await runCli(['caseload', '--sql', fileOf('id,ageYears\n1\n'), ...asked], { env: {} })
  expect(ran.code).toBe(2)
  expect(readFileSync(out, 'utf8')).toBe('as it was')
  expect(readdirSync(folder).filter(name => name.includes('.part'))).toEqual([])
})
