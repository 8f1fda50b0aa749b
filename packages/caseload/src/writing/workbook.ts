import { strToU8, Zip, ZipDeflate } from 'fflate'
import type { WantedParts } from '../answering/answer-row.ts'
import { sheetColumns, type WordedRow } from './cells.ts'
import { countRows, deadlineRows, missingRows } from './sheets.ts'
import type { WholeFile } from './whole-file.ts'
import {
  cellsXml,
  contentTypes,
  packageLinks,
  sheetEnd,
  sheetStart,
  stylesXml,
  workbookLinks,
  workbookXml,
} from './workbook-xml.ts'

/** How many answers a sheet takes, its heading aside: spreadsheets show 1,048,576 rows. */
export const mostSheetRows = 1_000_000

/** The first moment that a packed file can name. */
const beginningOfTime = new Date(1980, 0, 1)

/** The sheets of a workbook of answers, in their order. */
const names = ['Answers', 'Counts', 'Deadlines', 'Missing'] as const

/** The parts of a packed file, each begun by its name and then written piece by piece. */
const beginPackage = (file: WholeFile) => {
  const pieces: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    pieces.push(piece)
  })
  return {
    begin: (name: string) => {
      const part = new ZipDeflate(name, { level: 6 })
      // The same answers are the same bytes, whenever they are written.
      part.mtime = beginningOfTime
      zip.add(part)
      return (text: string, isLast = false) => part.push(strToU8(text), isLast)
    },
    /** Gives what was packed so far to the disk. */
    flush: async () => {
      for (const piece of pieces.splice(0)) await file.write(piece)
    },
    end: () => zip.end(),
  }
}

/** A workbook: every answer, how many there are of each, the deadlines by date, and what is missing for how many. */
export const workbookOf = (file: WholeFile, wanted: WantedParts) => {
  const { begin, flush, end } = beginPackage(file)
  const columns = sheetColumns(wanted)
  const summary = [countRows(), deadlineRows(wanted), missingRows()]
  const answers = begin('xl/worksheets/sheet1.xml')
  let next = 2
  answers(sheetStart(columns.map(one => one.heading)))
  const add = async (rows: readonly WordedRow[]) => {
    const cellsOf = ({ row, words }: WordedRow) => columns.map(({ cell }) => cell(row, words))
    answers(rows.map((one, i) => cellsXml(next + i, cellsOf(one))).join(''))
    next += rows.length
    for (const { row, words } of rows) for (const sheet of summary) sheet.take(row, words)
    await flush()
  }
  const finish = async () => {
    answers(sheetEnd(columns.length, next - 1), true)
    for (const [i, { headings, rows }] of summary.entries()) {
      const sheet = begin(`xl/worksheets/sheet${i + 2}.xml`)
      sheet(sheetStart(headings))
      const all = rows()
      all.forEach((cells, at) => sheet(cellsXml(at + 2, cells)))
      sheet(sheetEnd(headings.length, all.length + 1), true)
      await flush()
    }
    for (const [name, text] of Object.entries(restOfPackage)) begin(name)(text, true)
    end()
    await flush()
    await file.finish()
  }
  return { add, finish, abandon: file.abandon }
}

/** What every workbook has beside its sheets. */
const restOfPackage = {
  '[Content_Types].xml': contentTypes(names.length),
  '_rels/.rels': packageLinks,
  'xl/workbook.xml': workbookXml(names),
  'xl/_rels/workbook.xml.rels': workbookLinks(names.length),
  'xl/styles.xml': stylesXml,
}
