import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFile } from '../src/index.ts'
import { fileFault } from '../src/reading/table-taker.ts'
import { createFolder, readAll } from './support.ts'
import vectors from './vectors/csv.json' with { type: 'json' }

const fileOf = createFolder()

const read = async (text: string | Uint8Array) => readAll(fileOf(text))
const rowsOf = async (text: string | Uint8Array) => (await read(text)).tables[0]!.rows

describe('public test data of CSV', () => {
  /** What is wanted to be otherwise than these files say, and why. */
  const wanted: Readonly<Record<string, string>> = {
    'csv-test-data leading-space': 'blanks around a cell are not part of it',
    'csv-test-data trailing-space': 'blanks around a cell are not part of it',
    'csv-spectrum location_coordinates':
      'a quote stands inside a cell that is not quoted, which RFC 4180 does not permit',
    'csv-test-data all-empty': 'a row of nothing is what spreadsheets leave at their end',
    'csv-test-data empty-one-column': 'a row of nothing is what spreadsheets leave at their end',
  }

  it.each(vectors.files.filter(one => one.rows !== null))('$source $name', async ({ source, name, csv, rows }) => {
    const { tables, issue } = await read(csv)
    const [table] = tables
    const isKeyed = !Array.isArray((rows as readonly unknown[])[0])
    const lists = table?.rows.map(one => one.cells) ?? []
    const found = isKeyed
      ? lists.map(cells => Object.fromEntries(table!.headings.map((one, i) => [one, cells[i]])))
      : [...(table === undefined ? [] : [table.headings]), ...lists]
    const isSame = issue === undefined && JSON.stringify(found) === JSON.stringify(rows)
    expect({ isSame, why: wanted[`${source} ${name}`] }).toEqual(
      isSame ? { isSame, why: undefined } : { isSame, why: expect.any(String) },
    )
  })

  it.each(vectors.files.filter(one => one.rows === null && /quote/.test(one.name)))(
    '$source $name is refused',
    async ({ csv }) => {
      expect((await read(csv)).issue?.code).toMatch(/malformed|too-large/)
    },
  )
})

describe('lines without a quote', () => {
  const sign = fc.constantFrom('a', 'é', '😀', ' ', '\t', ',', ',', '\n', '\r\n', '\r', '\u00A0', '\u2028', '\f', '\v')
  /** What the parser makes of a text that has no line breaks in cells: rows with their lines. */
  const parsed = (text: string) =>
    parse(text, {
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      skip_empty_lines: false,
      trim: true,
    })
      .map((cells, i) => ({ line: i + 1, cells }))
      .filter(({ cells }) => cells.some(one => one !== ''))

  const expectSame = async (text: string) => {
    const { tables } = await read(text)
    const found = tables.flatMap(({ line, headings, rows }) => [{ line, cells: headings }, ...rows])
    // Compared as one text: a difference of so many rows takes minutes to print.
    expect(JSON.stringify(found) === JSON.stringify(parsed(text))).toBe(true)
  }

  it('are read as the parser reads them', async () => {
    await fc.assert(fc.asyncProperty(fc.array(sign, { maxLength: 60 }), signs => expectSame(`a,b\n${signs.join('')}`)))
  })

  it('are so too if a quote stands further on, in another piece of the file', async () => {
    for (const start of ['', '\n1,2\r\n', '1\r2\r'])
      await expectSame(`a,b\n${start}${'x,y\n'.repeat(70_000)}"a",b\n${'x,"y,z"\r\n'.repeat(3)}`)
  })
})

describe('a row', () => {
  it('may have line breaks in a cell, and is called by its first line', async () => {
    expect(await rowsOf('CHILD,ADDRESS,LS\n1,"Flat 2\n9,02/11/2020\nLuton",C2\n2,x,V2\n')).toEqual([
      { line: 2, cells: ['1', 'Flat 2\n9,02/11/2020\nLuton', 'C2'] },
      { line: 5, cells: ['2', 'x', 'V2'] },
    ])
  })

  it('keeps its line beside blank ones, and beside Windows’ line breaks', async () => {
    for (const end of ['\n', '\r\n'])
      expect(
        (await rowsOf(['a,b', '1,2', '', ',', '', '"x', 'y",4', '', '5,6', ''].join(end))).map(one => one.line),
      ).toEqual([2, 6, 9])
  })

  it('of nothing but blanks is none', async () => {
    expect(await rowsOf('a,b\n , \n,,,,\n\n1,2\n')).toEqual([{ line: 5, cells: ['1', '2'] }])
  })

  it('that is too long refuses the file in bounded memory, and says where', async () => {
    for (const quote of ['"', '']) {
      const { issue } = await read(`a,b\n1,2\n3,${quote}${'x'.repeat(10_000_000)}${quote}\n4,5\n`)
      expect(issue).toMatchObject({ code: 'too-large', line: 3 })
    }
  })

  it('with a quote that does not close refuses the file, and says where it begins', async () => {
    const { issue } = await read('a,b\n1,2\n3,"4\n5,6\n')
    expect(issue).toMatchObject({ code: 'malformed', line: 3 })
    expect(issue?.message).not.toMatch(/5,6/)
    expect((await read('a,b\n1,2\n3,4"5\n')).issue).toMatchObject({ code: 'malformed', line: 3 })
  })
})

describe('a table', () => {
  it.each([',', ';', '\t'])('may be set apart by %j', async sign => {
    const { tables } = await read(`CHILD${sign}LS\n1${sign}C2\n`)
    expect(tables).toMatchObject([{ headings: ['CHILD', 'LS'], rows: [{ cells: ['1', 'C2'] }] }])
  })

  it('may say how it is set apart, in a line that a spreadsheet does not count', async () => {
    for (const [text, line] of [
      ['sep=;\nCHILD;LS,x\n1;C2\n', 2],
      ['\uFEFFsep=|\r\nCHILD|LS,x\r\n1|C2\r\n', 2],
    ] as const)
      expect((await read(text)).tables).toMatchObject([
        { headings: ['CHILD', 'LS,x'], line: 1, rows: [{ line, cells: ['1', 'C2'] }] },
      ])
    expect((await read('sep=;\na;b\n1;2\n3;4"5\n')).issue).toMatchObject({ code: 'malformed', line: 3 })
    expect((await rowsOf('SEP=;\na;b\n"1\n2";3\n4;5\n')).map(one => one.line)).toEqual([2, 4])
  })

  it('may end without a line break, have headings alone, or be empty', async () => {
    expect(await rowsOf('a,b\n1,2')).toEqual([{ line: 2, cells: ['1', '2'] }])
    expect((await read('a,b')).tables).toMatchObject([{ headings: ['a', 'b'], rows: [] }])
    expect(await read('')).toEqual({ tables: [], warnings: [], issue: undefined })
    expect((await read('\n\n')).tables).toEqual([])
  })

  it('that is longer than a piece of it is read whole', async () => {
    const lines = Array.from({ length: 40_000 }, (_, i) => `${i},"é ${i}",${'x'.repeat(i % 50)}`)
    const rows = await rowsOf(`id,name,more\n${lines.join('\n')}\n`)
    expect(rows.length).toBe(40_000)
    rows.forEach(({ line, cells }, i) => {
      expect([line, cells[0], cells[1]]).toEqual([i + 2, String(i), `é ${i}`])
    })
  })
})

it('what ends the reading of a table is told with its line, and nothing is taken afterwards', async () => {
  const file = fileOf(`a,b\n${'1,2\n'.repeat(100_000)}`)
  const taken: number[] = []
  const issue = await readFile(file, {
    warn: () => {},
    table: () => line => {
      if (line === 7) throw fileFault('too-many', 'Enough.', line)
      taken.push(line)
    },
  })
  expect(issue).toMatchObject({ code: 'too-many', line: 7, file })
  expect(taken).toEqual([2, 3, 4, 5, 6])
})

describe('the bytes of a text', () => {
  const text = 'CHILD,SURNAME\n1,Müller-Łoś\n'
  const utf16 = (bigEndian: boolean) => {
    const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le')
    return bigEndian ? bytes.swap16() : bytes
  }

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, little end first', utf16(false)],
    ['UTF-16, big end first', utf16(true)],
  ])('%s', async (_, bytes) => {
    const { tables, warnings } = await read(bytes)
    expect(tables).toMatchObject([{ headings: ['CHILD', 'SURNAME'], rows: [{ cells: ['1', 'Müller-Łoś'] }] }])
    expect(warnings).toEqual([])
  })

  it('that are no UTF-8 are Windows-1252, with one warning that names the file', async () => {
    const { tables, warnings } = await read(
      Buffer.from('CHILD,SURNAME\n1,M\xfcller\n2,O\x92Neill \x80\n3,x\n', 'latin1'),
    )
    expect(tables[0]!.rows.map(one => one.cells[1])).toEqual(['Müller', 'O’Neill €', 'x'])
    expect(warnings).toMatchObject([{ code: 'not-text', file: expect.stringContaining('file-') }])
  })

  it('with a NUL are no table', async () => {
    expect((await read('a,b\n1,\0\n')).issue).toMatchObject({ code: 'not-text' })
  })

  it('that cannot be read say so', async () => {
    expect((await readAll('no-such-file.csv')).issue).toMatchObject({ code: 'unreadable', file: 'no-such-file.csv' })
  })
})
