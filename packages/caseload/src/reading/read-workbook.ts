import { type ElementTaker, readElements } from './elements.ts'
import { belowTitle, fileFault, sharedTextLimit, type TableTaker } from './table-taker.ts'
import { openPackage, type Package } from './unzip.ts'

/** What a workbook says once for all its sheets. */
interface Book {
  readonly sheets: readonly { readonly name: string; readonly part: string }[]
  readonly countsFrom1904: boolean
  /** Texts that cells name by their place. */
  readonly texts: readonly string[]
  /** Whether the numbers of a style are shown as days, by the style’s place. */
  readonly showsDays: readonly boolean[]
}

/**
 * Reads a workbook: each sheet is a table, whose headings are its first row that is not blank, or stand below a title. Days come as 2026-11-22. Rejects
 * with the fault of a file that is no workbook.
 */
export const readWorkbook = async (file: string, taker: TableTaker): Promise<void> => {
  const packed = await openPackage(file)
  try {
    if (!packed.names.includes('xl/workbook.xml'))
      throw fileFault('malformed', 'The file is packed and is no workbook (.xlsx). Save it as a workbook or as CSV.')
    const book = await readBook(packed)
    for (const { name, part } of book.sheets) await readElements(packed.read(part), createSheet(book, name, taker))
  } finally {
    packed.close()
  }
}

const readBook = async (packed: Package): Promise<Book> => {
  const links = new Map<string, string>()
  await readElements(packed.read('xl/_rels/workbook.xml.rels'), {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined) links.set(Id, partAt(Target))
    },
    close: () => {},
  })
  const sheets: { name: string; part: string }[] = []
  let countsFrom1904 = false
  await readElements(packed.read('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'workbookPr') countsFrom1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      const part = links.get(attributes['r:id'] ?? '')
      if (name === 'sheet' && part !== undefined) sheets.push({ name: attributes.name ?? '', part })
    },
    close: () => {},
  })
  return { sheets, countsFrom1904, texts: await readTexts(packed), showsDays: await readStyles(packed) }
}

const partAt = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`)

const readTexts = async (packed: Package): Promise<readonly string[]> => {
  const texts: string[] = []
  let [text, isSound, length] = ['', false, 0]
  // A workbook whose cells share no text has no such part.
  if (!packed.names.includes('xl/sharedStrings.xml')) return texts
  await readElements(packed.read('xl/sharedStrings.xml'), {
    open: name => {
      if (name === 'si') text = ''
      // How a text sounds stands beside it in some languages.
      if (name === 'rPh') isSound = true
    },
    close: (name, found) => {
      if (name === 'rPh') isSound = false
      if (name === 't' && !isSound) text += found
      if (name !== 'si') return
      length += text.length
      if (length > sharedTextLimit)
        throw fileFault('too-large', 'The cells of the workbook share more than 128 MiB of text.')
      texts.push(text)
    },
  })
  return texts
}

const readStyles = async (packed: Package): Promise<readonly boolean[]> => {
  const codes = new Map<number, string>()
  const found: boolean[] = []
  let isInCells = false
  if (!packed.names.includes('xl/styles.xml')) return found
  await readElements(packed.read('xl/styles.xml'), {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmt' && formatCode !== undefined) codes.set(Number(numFmtId), formatCode)
      if (name === 'cellXfs') isInCells = true
      if (name === 'xf' && isInCells) found.push(showsDay(Number(numFmtId), codes.get(Number(numFmtId))))
    },
    close: name => {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return found
}

/** The cell that is read: its place in the row, its kind and style. */
interface OpenCell {
  readonly at: number
  readonly kind: string
  readonly style: number
  value: string
}

const createSheet = ({ texts, showsDays, countsFrom1904 }: Book, name: string, taker: TableTaker): ElementTaker => {
  const take = belowTitle(taker, name)
  let [row, cells, cell]: [number, string[], OpenCell | undefined] = [0, [], undefined]
  let width = 0
  const textOf = ({ kind, style, value }: OpenCell): string => {
    if (kind === 's') return texts[Number(value)] ?? ''
    if (kind === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    if (kind !== 'n' || value === '' || showsDays[style] !== true) return value
    return dayOfSerial(Number(value), countsFrom1904) ?? value
  }
  const endRow = () => {
    if (cells.every(one => one === '')) return
    // A sheet leaves out the cells at the end of a row that are empty.
    while (cells.length < width) cells.push('')
    width = Math.max(width, cells.length)
    take(row, cells)
  }
  return {
    open: (element, { r, t, s }) => {
      if (element === 'row') [row, cells] = [r === undefined ? row + 1 : Number(r), []]
      if (element !== 'c') return
      const at = r === undefined ? cells.length : columnOf(r)
      if (at >= mostColumns) throw fileFault('too-many', `The sheet has more than ${mostColumns} columns.`, row)
      cell = { at, kind: t ?? 'n', style: Number(s ?? 0), value: '' }
    },
    close: (element, found) => {
      if (cell !== undefined && (element === 'v' || element === 't')) cell.value += found
      if (element === 'row') endRow()
      if (element !== 'c' || cell === undefined) return
      while (cells.length < cell.at) cells.push('')
      cells[cell.at] = textOf(cell).trim()
      cell = undefined
    },
  }
}

const mostColumns = 2_000

/** The place of a cell in its row, from 0: AB12 is the 28th. */
const columnOf = (reference: string): number => {
  let found = 0
  for (const letter of reference) {
    const value = letter.charCodeAt(0) - 64
    if (value < 1 || value > 26) break
    found = found * 26 + value
  }
  return found - 1
}

/** Formats of numbers that every workbook has and that show a day, by their number (ECMA-376 part 1, 18.8.30). */
const dayFormats = new Set([14, 15, 16, 17, 22, 27, 30, 36, 50, 57])

/** Whether a number with this format is shown as a day. `code`: how a workbook writes a format of its own. */
const showsDay = (format: number, code: string | undefined): boolean => {
  if (code === undefined) return dayFormats.has(format)
  // What stands in quotes, in brackets or after a backslash is shown as it is.
  const signs = code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '').toLowerCase()
  return /y/.test(signs) || /d/.test(signs)
}

const dayMilliseconds = 86_400_000

/** The day of a number, as 2026-11-22; undefined if it is none. Workbooks count days from 1900 or from 1904. */
const dayOfSerial = (serial: number, countsFrom1904: boolean): string | undefined => {
  const whole = Math.floor(serial) + (countsFrom1904 ? 1_462 : 0)
  // Day 60 is the 29 February 1900, which there was not; the days before it are counted one too few.
  if (!(whole >= 1) || whole > 2_958_465 || whole === 60) return undefined
  const days = whole < 60 ? whole - 25_568 : whole - 25_569
  return new Date(days * dayMilliseconds).toISOString().slice(0, 10)
}
