import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { runCli } from './terminal.ts'

// The returns’ own columns and codes, whatever the rules say: what is held here is what becomes of the files.

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caseload-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let count = 0
const fileOf = (content: string | Uint8Array, name?: string): string => {
  count += 1
  const file = join(folder, name ?? `file-${count}.csv`)
  writeFileSync(file, content)
  return file
}

const asked = ['--authority', 'luton', '--as-of', '2026-11-22', '--rules', realDirectory]

/** Runs the command over files, and reads what it wrote. */
const caseload = async (files: readonly string[], words: readonly string[], ending = 'csv') => {
  count += 1
  const out = join(folder, `out-${count}.${ending}`)
  const ran = await runCli(['caseload', ...files, ...asked, '--out', out, ...words], { stdin: '', env: {} })
  const text = existsSync(out) ? readFileSync(out) : undefined
  return { ...ran, out, text }
}
const rowsOf = (text: Buffer | undefined): readonly Record<string, string>[] =>
  parse(text!, { bom: true, columns: true })
const answered = async (
  content: string | Uint8Array,
  words: readonly string[] = ['--decision', 'remit', '--own', '--set', 'educatedInThisAuthority=true', '--id', 'CHILD'],
) => {
  const ran = await caseload([fileOf(content)], words)
  return { ...ran, rows: rowsOf(ran.text) }
}

const headings = 'CHILD,DOB,DECOM,RNE,LS,PLACE,DEC,REC'
const oneInCare = (id: string) => `${id},14/05/2013,02/11/2026,S,C2,U4,,`

describe('one child', () => {
  it('has one answer however many rows are about it', async () => {
    const { rows } = await answered(
      `${headings}\nK1,14/05/2013,02/09/2019,S,C2,U4,01/06/2021,X1\nK1,14/05/2013,01/06/2021,P,C2,U4,10/08/2022,E4A\nK1,14/05/2013,03/02/2025,S,V2,U4,04/05/2025,X1\nK1,14/05/2013,04/05/2025,L,C2,U4,,\n`,
      ['--decision', 'personal-education-plan', '--own', '--id', 'CHILD'],
    )
    expect(rows.map(one => [one.CHILD, one.status, one.answer])).toEqual([['K1', 'determined', 'required']])
  })

  it('is put together from tables of its own, in any order of files', async () => {
    const header = fileOf('CHILD,SEX,DOB,ETHNIC\nP1,1,14/05/2013,WBRI\n')
    const episodes = fileOf('CHILD,DECOM,RNE,LS,PLACE,DEC,REC\nP1,02/11/2026,S,C2,U4,,\n')
    const words = ['--decision', 'personal-education-plan', '--own']
    for (const files of [
      [header, episodes],
      [episodes, header],
    ]) {
      const rows = rowsOf((await caseload(files, words)).text)
      expect(rows).toMatchObject([{ answer: 'required', line: '2' }])
      // 20 working days after 2 November 2026, by regulation 33 as the findings have it.
      expect(rows[0]?.deadlines).toContain('2026-11-30 first-review, ')
    }
  })

  it('whose rows contradict one another has an issue, and no answer', async () => {
    const { rows, code, stderr } = await answered(
      `${headings}\n5,14/05/2013,02/11/2025,S,C2,U4,,E4A\n${oneInCare('6')}\n`,
    )
    expect(rows.map(one => [one.CHILD, one.status, one.answer])).toEqual([
      ['5', 'refused', ''],
      ['6', 'determined', 'in-remit'],
    ])
    expect(rows[0]?.issues).toMatch(/file-\d+\.csv:2 at \/REC/)
    expect(code).toBe(1)
    expect(stderr).toContain('without an answer:')
  })

  it('who has no id is a child of its own', async () => {
    const { rows } = await answered(`${headings}\n${oneInCare('')}\n${oneInCare('')}\n`)
    expect(rows.map(one => one.line)).toEqual(['2', '3'])
  })
})

describe('what is written', () => {
  const two = `${headings}\n${oneInCare('P1')}\n\n,,,,,,,\n${oneInCare('P2')}\n`

  it('leads back to the file: the line always, the child if that is asked for', async () => {
    expect((await answered(two)).rows.map(one => [one.CHILD, one.line])).toEqual([
      ['P1', '2'],
      ['P2', '5'],
    ])
    const without = await caseload([fileOf(two)], ['--decision', 'remit'])
    expect(Object.keys(rowsOf(without.text)[0]!)).not.toContain('CHILD')
    expect(String(without.text)).not.toMatch(/P1|P2/)
    const json = await caseload([fileOf(two)], ['--decision', 'remit', '--id', 'CHILD'], 'ndjson')
    expect(
      String(json.text)
        .trim()
        .split('\n')
        .map(one => JSON.parse(one))
        .map(({ id, line }) => [id, line]),
    ).toEqual([
      ['P1', 2],
      ['P2', 5],
    ])
  })

  it('tells duties, and with --missing what is missing for the answer alone', async () => {
    const words = ['--decision', 'remit', '--own', '--missing']
    const [row] = rowsOf((await caseload([fileOf(two)], words)).text)
    expect(row).toMatchObject({ answer: 'in-remit', missing: '' })
    expect(row?.duties?.split('; ')).toContain('looked-after')
    const [open] = rowsOf((await caseload([fileOf('CHILD,DOB,DECOM,LS\nP1,14/05/2013,02/11/2026,V4\n')], words)).text)
    expect(open?.missing).not.toBe('')
  })

  it('opens in a spreadsheet without running anything, and with its letters right', async () => {
    const { text, rows } = await answered(`${headings}\n"=1+1",14/05/2013,02/11/2026,S,C2,Ü9,,\n`)
    expect([...text!.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(rows[0]?.CHILD).toBe("'=1+1")
  })

  it('is written whole or not at all, and nothing stands beside it', async () => {
    const out = join(folder, 'kept.csv')
    writeFileSync(out, 'as it was')
    const good = fileOf(two)
    for (const bad of ['no-such-file.csv', fileOf('a,b\n1,"2\n'), fileOf('%PDF-1.7 x,y\n1,2\n')]) {
      const ran = await runCli(['caseload', good, bad, ...asked, '--decision', 'remit', '--out', out], {
        stdin: '',
        env: {},
      })
      expect([ran.code, readFileSync(out, 'utf8')]).toEqual([2, 'as it was'])
      expect(ran.stderr).toMatch(/no-such-file|file-\d+/)
    }
    const nowhere = join(good, 'out.csv')
    expect(
      (await runCli(['caseload', good, ...asked, '--decision', 'remit', '--out', nowhere], { stdin: '', env: {} }))
        .code,
    ).toBe(2)
    expect((await readdir(folder)).filter(name => name.endsWith('.part'))).toEqual([])
  })

  it('ends with 1 if a child has no answer, unless that is permitted', async () => {
    const dead = `CHILD,DOB,DECOM,RNE,LS,DEC,REC\n1,14/05/2013,02/11/2020,S,C2,01/10/2025,E2\n${oneInCare('2').replace(',U4', '')}\n`
    expect((await answered(dead)).code).toBe(1)
    expect((await answered(dead, ['--decision', 'remit', '--allow-refused'])).code).toBe(0)
  })

  it('as a workbook has counts, deadlines by date and what is missing', async () => {
    const file = fileOf(`${headings}\n${oneInCare('P1')}\nP2,14/05/2013,09/11/2026,S,C2,U4,,\n`)
    const { text } = await caseload([file], ['--decision', 'all', '--own', '--id', 'CHILD'], 'xlsx')
    const parts = unzipSync(new Uint8Array(text!))
    const sheet = (n: number) => strFromU8(parts[`xl/worksheets/sheet${n}.xml`]!)
    expect([...strFromU8(parts['xl/workbook.xml']!).matchAll(/sheet name="(\w+)"/g)].map(one => one[1])).toEqual([
      'Answers',
      'Counts',
      'Deadlines',
      'Missing',
    ])
    // Days as a workbook counts them: 46348 is 22 November 2026.
    const dates = [...sheet(3).matchAll(/<c r="A\d+" s="2"><v>(\d+)</g)].map(one => Number(one[1]))
    expect(dates.length).toBeGreaterThan(1)
    expect(dates).toEqual([...dates].sort((a, b) => a - b))
    expect(dates[0]).toBeGreaterThanOrEqual(46_348)
    const told = [...sheet(3).matchAll(/<row r="\d+">(.*?)<\/row>/g)].map(one =>
      one[1]!.replaceAll(/ r="[A-Z]+\d+"/g, ''),
    )
    expect(new Set(told).size).toBe(told.length)
    // What is missing is counted, though no answer was asked to say it.
    expect(sheet(4).match(/<row/g)!.length).toBeGreaterThan(2)
    expect(sheet(2)).toContain('in-remit')
  })
})

describe('files as they are', () => {
  it.each([
    ['semicolons', (text: string) => text.replaceAll(',', ';')],
    ['tabs and Windows’ line breaks', (text: string) => text.replaceAll(',', '\t').replaceAll('\n', '\r\n')],
    ['sep=', (text: string) => `sep=;\n${text.replaceAll(',', ';')}`],
    ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    [
      'headings in small letters with blanks',
      (text: string) => text.replace(headings, headings.toLowerCase().replaceAll(',', ' , ')),
    ],
    ['empty headings at the end', (text: string) => text.replaceAll('\n', ',,\n')],
    ['ISO dates', (text: string) => text.replaceAll(/(\d\d)\/(\d\d)\/(\d{4})/g, '$3-$2-$1')],
    ['ISO dates at midnight', (text: string) => text.replaceAll(/(\d\d)\/(\d\d)\/(\d{4})/g, '$3-$2-$1T00:00:00')],
  ])('are answered alike: %s', async (_, change) => {
    const text = `${headings}\n${oneInCare('P1')}\nP2,14/05/2014,02/11/2020,S,V2,U4,10/01/2021,E45\n`
    const plain = await answered(text)
    const other = await answered(change(text))
    const said = ({ rows }: typeof plain) => rows.map(({ file: _file, line: _line, ...rest }) => rest)
    expect(said(other)).toEqual(said(plain))
    expect(plain.rows.map(one => one.answer)).toEqual(['in-remit', 'in-remit'])
  })

  it('lose no child for an accent, and say once that the file is no UTF-8', async () => {
    const { rows, stderr } = await answered(
      Buffer.from(
        `${headings},SURNAME\n${oneInCare('1')},M\xfcller\n${oneInCare('2')},\xc9\n${oneInCare('3')},Smith\n`,
        'latin1',
      ),
    )
    expect(rows.map(one => one.answer)).toEqual(['in-remit', 'in-remit', 'in-remit'])
    expect(stderr.match(/Windows-1252/g)?.length).toBe(1)
  })

  it('may have line breaks in a cell, which are never read as a child', async () => {
    const { rows } = await answered(
      `CHILD,DOB,DECOM,RNE,LS,DEC,REC,ADDRESS\n1,14/05/2013,02/11/2025,S,C2,,,"Flat 2\n9,14/05/2013,02/11/2020,S,V2,10/01/2021,E45\nLuton"\n2,14/05/2013,02/11/2025,S,C2,,,x\n`,
    )
    expect(rows.map(one => [one.CHILD, one.line])).toEqual([
      ['1', '2'],
      ['2', '5'],
    ])
  })

  it('with nothing that is known are refused in one sentence that says what would be read', async () => {
    const ran = await caseload([fileOf('foo,bar\n1,2\n')], ['--decision', 'remit'])
    expect(ran.code).toBe(2)
    expect(ran.stderr.trim().split('\n').length).toBe(1)
    expect(ran.text).toBeUndefined()
  })
})

describe('a slip in the command', () => {
  it.each([
    [['--decision', 'remitt'], /remit/],
    [['--decision', 'remit', '--set', 'ageYear=3'], /ageYears/],
  ])('%j is refused with the nearest right word', async (words, nearest) => {
    const ran = await caseload([fileOf(`${headings}\n${oneInCare('1')}\n`)], words)
    expect(ran.code).toBe(2)
    expect(ran.stderr).toMatch(nearest)
  })

  it('of the ending of the file says which there are', async () => {
    const ran = await runCli(
      ['caseload', fileOf(`${headings}\n`), ...asked, '--decision', 'remit', '--out', join(folder, 'x.xls')],
      { stdin: '', env: {} },
    )
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringMatching(/\.csv.*xlsx/s)])
  })
})

describe('--watch-until', () => {
  it('tells each day on which an answer will change and why, or that nobody can say', async () => {
    // Eighteen on 14 May 2027; without a date of birth nobody can say.
    const file = fileOf(`${headings}\nP1,14/05/2009,02/11/2025,S,C2,U4,,\nP2,,02/11/2025,S,C2,U4,,\n`)
    const words = ['--decision', 'remit', '--own', '--id', 'CHILD', '--watch-until', '2027-12-31']
    const ran = await caseload([file], words)
    const changes = rowsOf(readFileSync(ran.out.replace('.csv', '-changes.csv')))
    expect(changes.filter(one => one.CHILD === 'P1')).toContainEqual(
      expect.objectContaining({ day: '2027-05-14', from: 'in-remit', line: '2', why: expect.stringContaining('18') }),
    )
    expect(changes.every(one => one.day! > '2026-11-22' && one.day! <= '2027-12-31')).toBe(true)
    expect(ran.stderr).toContain('-changes.csv')
  })

  it('takes a day that is still to come', async () => {
    for (const day of ['2026-11-22', '2027-02-30', 'soon'])
      expect((await caseload([fileOf(`${headings}\n`)], ['--decision', 'remit', '--watch-until', day])).code).toBe(2)
  })
})

it('dates that a spreadsheet turned round are not guessed: the column is named, and what could be read either way is unknown', async () => {
  const { rows, stderr } = await answered(
    'CHILD,DOB,DECOM,RNE,LS,PLACE,DEC,REC\n1,5/14/2013,11/25/2025,S,C2,U4,,\n2,5/14/2013,11/2/2025,S,C2,U4,,\n',
  )
  expect(stderr).toMatch(/“DECOM” make sense only with the month before the day/)
  expect(rows.map(one => [one.CHILD, one.answer])).toEqual([
    ['1', ''],
    ['2', ''],
  ])
})

it.each([
  ['RECC', 'REC'],
  ['LSS', 'LS'],
  ['DECC', 'DEC'],
  ['DOBB', 'DOB'],
  ['DCE', 'DEC'],
  ['DECM', 'DECOM'],
])('a heading that is a slip of one by which rows are put together refuses the file: %s', async (slip, right) => {
  const row = `1,14/05/2013,02/11/2020,S,C2,U4,01/10/2025,E2`
  const ran = await caseload(
    [fileOf(`${headings.replace(new RegExp(`\\b${right}\\b`), slip)}\n${row}\n`)],
    ['--decision', 'remit'],
  )
  expect(ran.code).toBe(2)
  expect(ran.stderr).toContain(`“${right}”`)
})

describe('what would lose something', () => {
  it('is refused: answers over one of the files that are read, or over a file that is not to be written', async () => {
    const text = `${headings}\n${oneInCare('1')}\n`
    for (const [name, words] of [
      ['kept-1.csv', []],
      ['kept-2-changes.csv', ['--watch-until', '2027-12-31']],
    ] as const) {
      const file = fileOf(text, name)
      const out = file.replace('-changes', '')
      const ran = await runCli(['caseload', file, ...asked, '--decision', 'remit', '--out', out, ...words], {
        stdin: '',
        env: {},
      })
      expect([ran.code, readFileSync(file, 'utf8')]).toEqual([2, text])
      expect(ran.stderr).toContain('is one of the files that are read')
    }
    const guarded = fileOf('signed off', 'guarded.csv')
    chmodSync(guarded, 0o444)
    const ran = await runCli(['caseload', fileOf(text), ...asked, '--decision', 'remit', '--out', guarded], {
      stdin: '',
      env: {},
    })
    expect([ran.code, readFileSync(guarded, 'utf8')]).toEqual([2, 'signed off'])
  })

  it('writes neither file if one of the two cannot be written', async () => {
    const out = join(folder, 'both.csv')
    mkdirSync(join(folder, 'both-changes.csv'))
    const words = ['--decision', 'remit', '--watch-until', '2027-12-31', '--out', out]
    const ran = await runCli(['caseload', fileOf(`${headings}\n${oneInCare('1')}\n`), ...asked, ...words], {
      stdin: '',
      env: {},
    })
    expect([ran.code, existsSync(out)]).toEqual([2, false])
    expect(ran.stderr).toContain('both-changes.csv')
  })

  it('says if there is nothing in a file, and is refused if there is no child at all', async () => {
    for (const nothing of ['', `${headings}\n`]) {
      const ran = await caseload([fileOf(nothing)], ['--decision', 'remit'])
      expect([ran.code, ran.text]).toEqual([2, undefined])
      const beside = await caseload(
        [fileOf(nothing), fileOf(`${headings}\n${oneInCare('1')}\n`)],
        ['--decision', 'remit'],
      )
      expect(beside.code).toBe(0)
      expect(beside.stderr).toMatch(/file-\d+\.csv: There are no rows/)
    }
  })
})

it('a child who is answered with a warning has it beside the answer', async () => {
  const { rows } = await answered(`${headings}\n1,14/05/2013,02/11/2025,S,c2,U4,,\n`)
  expect(rows[0]).toMatchObject({ answer: 'in-remit' })
  expect(rows[0]?.warnings).toMatch(/LS/)
})
