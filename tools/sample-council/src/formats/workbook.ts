import type { Council } from '../children.ts'
import { britishDay, type Day } from '../days.ts'
import type { Child } from '../history/history.ts'
import type { Cell, Table } from '../table.ts'
import { inPieces, rowsOfTable, type SampleFile, utf8 } from './format.ts'
import { escaped, xmlHead } from './xml.ts'
import { type Part, packed } from './zip.ts'

/** How a spreadsheet holds a table. */
export interface Spreadsheet {
  /** As numbers that are shown as days, or as texts. */
  readonly days: 'numbers' | 'texts'
  /** Whether a sheet keeps its texts apart, shared by all cells; by its place. */
  readonly sharesTexts: (sheet: number) => boolean
}

const schemas = 'http://schemas.openxmlformats.org'
const main = `${schemas}/spreadsheetml/2006/main`
const links = `${schemas}/officeDocument/2006/relationships`
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** A workbook: a sheet for each table, in this order. */
export const workbookFile = (
  name: string,
  tables: readonly Table[],
  children: (council: Council) => Iterable<Child>,
  council: Council,
  style: Spreadsheet,
): SampleFile => ({
  name,
  pieces: () => {
    const texts = new Map<string, number>()
    const sheet = (table: Table, i: number): Part => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      pieces: () =>
        inPieces(
          sheetTexts(
            table,
            rowsOfTable(table, children(council), council),
            style,
            style.sharesTexts(i) ? texts : undefined,
          ),
          utf8,
        ),
    })
    const sheets = tables.map(one => one.name)
    return packed([
      ...smallParts(sheets),
      ...tables.map(sheet),
      { name: 'xl/sharedStrings.xml', pieces: () => inPieces(sharedTexts(texts), utf8) },
    ])
  },
})

function* sheetTexts(
  { headings }: Table,
  rows: Iterable<readonly Cell[]>,
  { days }: Spreadsheet,
  texts: Map<string, number> | undefined,
): Generator<string> {
  const cell = createCell(days, texts)
  const row = (number: number, cells: readonly Cell[]): string =>
    `<row r="${number}">${cells.map((one, i) => cell(`${columnName(i)}${number}`, one)).join('')}</row>`
  yield `${xmlHead}<worksheet xmlns="${main}"><sheetData>${row(1, headings)}`
  let number = 1
  for (const cells of rows) {
    number += 1
    yield row(number, cells)
  }
  yield '</sheetData></worksheet>'
}

/** Spreadsheets count days from 30 December 1899. */
const serialOf = (day: Day): number => day + 25_569
const dayStyle = 1

const createCell =
  (days: Spreadsheet['days'], texts: Map<string, number> | undefined) =>
  (at: string, cell: Cell): string => {
    if (cell === '') return ''
    if (typeof cell === 'number' && days === 'numbers')
      return `<c r="${at}" s="${dayStyle}"><v>${serialOf(cell)}</v></c>`
    const text = typeof cell === 'number' ? britishDay(cell) : cell
    // Spreadsheets take whole numbers for numbers.
    if (/^(?:0|[1-9]\d{0,8})$/.test(text)) return `<c r="${at}"><v>${text}</v></c>`
    if (texts === undefined) return `<c r="${at}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`
    if (!texts.has(text)) texts.set(text, texts.size)
    return `<c r="${at}" t="s"><v>${texts.get(text)}</v></c>`
  }

/** A, B, … Z, AA, … */
const columnName = (place: number): string =>
  place < 26 ? String.fromCharCode(65 + place) : `${columnName(Math.floor(place / 26) - 1)}${columnName(place % 26)}`

function* sharedTexts(texts: ReadonlyMap<string, number>): Generator<string> {
  yield `${xmlHead}<sst xmlns="${main}" uniqueCount="${texts.size}">`
  for (const text of texts.keys()) yield `<si><t>${escaped(text)}</t></si>`
  yield '</sst>'
}

/** The parts that say what the others are. */
const smallParts = (names: readonly string[]): readonly Part[] => {
  const override = (part: string, kind: string): string =>
    `<Override PartName="/xl/${part}.xml" ContentType="${kinds}.${kind}+xml"/>`
  const link = (id: number, kind: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${links}/${kind}" Target="${target}"/>`
  const relations = (all: readonly string[]): string =>
    `${xmlHead}<Relationships xmlns="${schemas}/package/2006/relationships">${all.join('')}</Relationships>`
  const sheets = names.map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
  const part = (name: string, text: string): Part => ({ name, pieces: () => [utf8(text)] })
  const count = names.length
  return [
    part(
      '[Content_Types].xml',
      `${xmlHead}<Types xmlns="${schemas}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook', 'sheet.main')}${names.map((_, i) => override(`worksheets/sheet${i + 1}`, 'worksheet')).join('')}${override('styles', 'styles')}${override('sharedStrings', 'sharedStrings')}</Types>`,
    ),
    part('_rels/.rels', relations([link(1, 'officeDocument', 'xl/workbook.xml')])),
    part(
      'xl/workbook.xml',
      `${xmlHead}<workbook xmlns="${main}" xmlns:r="${links}"><sheets>${sheets.join('')}</sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      relations([
        ...names.map((_, i) => link(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`)),
        link(count + 1, 'styles', 'styles.xml'),
        link(count + 2, 'sharedStrings', 'sharedStrings.xml'),
      ]),
    ),
    part(
      'xl/styles.xml',
      `${xmlHead}<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
  ]
}
