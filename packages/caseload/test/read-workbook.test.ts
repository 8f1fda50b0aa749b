import { readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { createFolder, readAll } from './support.ts'

const fileOf = createFolder()

interface Sheet {
  readonly name: string
  readonly xml: string
}

/** A workbook as spreadsheets write it: texts that cells share, styles, and sheets in any order of parts. */
const workbook = (sheets: readonly Sheet[], { shared = '', styles = '', properties = '' } = {}) =>
  zipSync({
    'xl/worksheets/far.xml': strToU8(''),
    ...Object.fromEntries(
      sheets.map(({ xml }, i) => [
        `xl/worksheets/s${i}.xml`,
        strToU8(`<worksheet><sheetData>${xml}</sheetData></worksheet>`),
      ]),
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns:r="x">${properties}<sheets>${sheets.map(({ name }, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${sheets.map((_, i) => `<Relationship Id="r${i}" Target="${i === 0 ? '/xl/' : ''}worksheets/s${i}.xml"/>`).join('')}</Relationships>`,
    ),
    'xl/sharedStrings.xml': strToU8(`<sst>${shared}</sst>`),
    'xl/styles.xml': strToU8(`<styleSheet>${styles}</styleSheet>`),
  })

const read = (bytes: Uint8Array) => readAll(fileOf(bytes, 'xlsx'))
const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`

describe('a workbook', () => {
  it('has a table for each sheet, with texts that are shared, rich or its own, and blanks between', async () => {
    const { tables, issue } = await read(
      workbook(
        [
          {
            name: 'Header',
            xml: `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row><row r="4">${text('A4', '1')}<c r="C4" t="b"><v>1</v></c></row>`,
          },
          { name: 'Reviews', xml: `<row r="1">${text('A1', 'CHILD')}</row><row r="2"><c r="A2"><v>17</v></c></row>` },
        ],
        { shared: '<si><t>CHILD</t></si><si><r><t>D</t></r><r><t>OB</t></r><rPh><t>sound</t></rPh></si>' },
      ),
    )
    expect(issue).toBeUndefined()
    expect(tables).toEqual([
      { name: 'Header', headings: ['CHILD', '', 'DOB'], line: 2, rows: [{ line: 4, cells: ['1', '', 'TRUE'] }] },
      { name: 'Reviews', headings: ['CHILD'], line: 1, rows: [{ line: 2, cells: ['17'] }] },
    ])
  })

  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="&quot;day&quot; 0.00"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
  const cell = (at: string, style: number, value: string) => `<c r="${at}" s="${style}"><v>${value}</v></c>`
  const row = `<row r="1">${text('A1', 'a')}</row><row r="2">${cell('A2', 0, '41408')}${cell('B2', 1, '41408')}${cell('C2', 2, '41408.75')}${cell('D2', 3, '41408')}${cell('E2', 1, '59')}${cell('F2', 1, '61')}${cell('G2', 1, '-3')}</row>`

  it('shows days as days, and numbers as numbers', async () => {
    // 41408 is 14 May 2013, as the findings of this project have it; day 59 is 28 February and day 61 1 March 1900.
    expect((await read(workbook([{ name: 'x', xml: row }], { styles }))).tables[0]!.rows[0]!.cells).toEqual([
      '41408',
      '2013-05-14',
      '2013-05-14',
      '41408',
      '1900-02-28',
      '1900-03-01',
      '-3',
    ])
  })

  it('may count its days from 1904', async () => {
    const bytes = workbook([{ name: 'x', xml: row }], { styles, properties: '<workbookPr date1904="1"/>' })
    expect((await read(bytes)).tables[0]!.rows[0]!.cells[1]).toBe('2017-05-15')
  })
})

describe('a packed file', () => {
  const sound = workbook([{ name: 'x', xml: `<row r="1">${text('A1', 'CHILD')}</row>` }])
  /** The same with another size of a part, in the list of parts at its end. */
  const withSize = (size: number) => {
    const bytes = Buffer.from(sound)
    const at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1')
    for (let next = at; next >= 0; next = bytes.indexOf('PK\u0001\u0002', next + 4, 'latin1'))
      bytes.writeUInt32LE(size, next + 24)
    return bytes
  }

  it.each([
    ['that is no workbook', zipSync({ 'a.txt': strToU8('x') }), 'malformed', /no workbook/],
    ['that is cut short', sound.slice(0, sound.length - 40), 'malformed', /broken/],
    ['that would grow beyond all measure', withSize(0xfffffff0), 'too-large', /unpacked/],
    ['whose parts are longer than they say', withSize(3), 'malformed', /broken/],
    [
      'whose sheet has a column far out',
      workbook([{ name: 'x', xml: `<row r="1">${text('XFD1', 'a')}</row>` }]),
      'too-many',
      /columns/,
    ],
    [
      'whose sheet has a text too long',
      workbook([{ name: 'x', xml: `<row r="1">${text('A1', 'a'.repeat(3_000_000))}</row>` }]),
      'too-large',
      /longer/,
    ],
  ] as const)('%s is refused', async (_, bytes, code, message) => {
    expect((await read(bytes)).issue).toMatchObject({
      code,
      message: expect.stringMatching(message),
      file: expect.any(String),
    })
  })

  it('that holds a lot in little is read in bounded memory or refused', async () => {
    const bytes = workbook([
      { name: 'x', xml: `<row r="1">${text('A1', 'CHILD')}</row>${'<row/>'.repeat(20_000_000)}` },
    ])
    const file = fileOf(bytes, 'xlsx')
    expect(readFileSync(file).length).toBeLessThan(1_000_000)
    const before = process.memoryUsage().rss
    expect((await readAll(file)).issue).toBeUndefined()
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1_024 ** 2)
  })
})
