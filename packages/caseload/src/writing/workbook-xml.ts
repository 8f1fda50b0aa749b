/** The parts of a workbook as texts, no more than a spreadsheet needs (ECMA-376, part 1). */

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const numbered = (count: number, text: (n: number) => string): string =>
  Array.from({ length: count }, (_, i) => text(i + 1)).join('')

/** What kind each part is. */
export const contentTypes = (sheets: number): string =>
  `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${numbered(sheets, n => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${types}.worksheet+xml"/>`)}</Types>`

/** Where the workbook stands in its package. */
export const packageLinks = `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${links}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

/** Where the sheets stand. */
export const workbookLinks = (sheets: number): string =>
  `${head}<Relationships xmlns="${packages}/relationships">${numbered(sheets, n => `<Relationship Id="rId${n}" Type="${links}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets + 1}" Type="${links}/styles" Target="styles.xml"/></Relationships>`

/** The names of the sheets. */
export const workbookXml = (names: readonly string[]): string =>
  `${head}<workbook xmlns="${main}" xmlns:r="${links}"><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`

/** Three styles: of cells, of headings, which are bold, and of days, in the form of the reader’s country. */
export const stylesXml = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="14" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

/** The beginning of a sheet, with its headings, which stay in sight. */
export const sheetStart = (headings: readonly string[]): string =>
  `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="${headings.length}" width="22" customWidth="1"/></cols><sheetData>${cellsXml(1, headings, ' s="1"')}`

/** The end of a sheet of so many columns and rows, its headings with a filter. */
export const sheetEnd = (columns: number, rows: number): string =>
  `</sheetData><autoFilter ref="A1:${columnName(columns - 1)}${rows}"/></worksheet>`

/** What stands in a cell: a text, a number, or a day as 2026-11-22. */
export type SheetCell = string | number | { readonly day: string }

/** A row of cells. Every text is a text, so that no spreadsheet runs one. */
export const cellsXml = (row: number, cells: readonly SheetCell[], style = ''): string =>
  `<row r="${row}">${cells.map((cell, i) => cellXml(`${columnName(i)}${row}`, cell, style)).join('')}</row>`

const cellXml = (at: string, cell: SheetCell, style: string): string => {
  if (cell === '') return ''
  if (typeof cell === 'object') return `<c r="${at}" s="2"><v>${serialOf(cell.day)}</v></c>`
  if (typeof cell === 'number') return `<c r="${at}"${style}><v>${cell}</v></c>`
  return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
}

const dayMilliseconds = 86_400_000

/** A day as workbooks count it, from 1900: 25,569 is 1 January 1970. */
const serialOf = (day: string): number => Date.parse(day) / dayMilliseconds + 25_569

/** The longest text that a cell of a spreadsheet holds. */
const longestCell = 32_767

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const escaped = (text: string): string =>
  (text.length > longestCell ? `${text.slice(0, longestCell - 1)}…` : text)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold these.
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
    .replaceAll(/[&<>]/g, sign => signs[sign]!)

/** A, B, … Z, AA, … */
const columnName = (place: number): string =>
  place < 26 ? String.fromCharCode(65 + place) : `${columnName(Math.floor(place / 26) - 1)}${columnName(place % 26)}`
