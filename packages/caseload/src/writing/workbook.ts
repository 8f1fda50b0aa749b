import { strToU8, Zip, ZipDeflate } from 'fflate'
import type { AnswerRow, WantedParts } from '../answering/answer-row.ts'
import { answerColumns } from './cells.ts'
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

/** A workbook: every answer, how many there are of each, the deadlines by date, and what is missing for how many. */
export const workbookOf = (file: WholeFile, wanted: WantedParts) => {
  const pieces: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    pieces.push(piece)
  })
  const flush = async () => {
    for (const piece of pieces.splice(0)) await file.write(piece)
  }
  const begin = (name: string) => {
    const part = new ZipDeflate(name, { level: 6 })
    // The same answers are the same bytes, whenever they are written.
    part.mtime = beginningOfTime
    zip.add(part)
    return (text: string, isLast = false) => part.push(strToU8(text), isLast)
  }
  const columns = answerColumns(wanted)
  const summary = { counts: countRows(), deadlines: deadlineRows(wanted), missing: missingRows() }
  const answers = begin('xl/worksheets/sheet1.xml')
  let next = 2
  answers(sheetStart(columns.map(one => one.heading)))
  const add = async (rows: readonly AnswerRow[]) => {
    answers(
      rows
        .map((one, i) =>
          cellsXml(
            next + i,
            columns.map(({ cell }) => cell(one)),
          ),
        )
        .join(''),
    )
    next += rows.length
    for (const one of rows) for (const sheet of Object.values(summary)) sheet.take(one)
    await flush()
  }
  const finish = async () => {
    answers(sheetEnd, true)
    Object.values(summary).forEach(({ headings, rows }, i) => {
      const sheet = begin(`xl/worksheets/sheet${i + 2}.xml`)
      sheet(sheetStart(headings))
      rows().forEach((cells, at) => sheet(cellsXml(at + 2, cells)))
      sheet(sheetEnd, true)
    })
    const rest = {
      '[Content_Types].xml': contentTypes(names.length),
      '_rels/.rels': packageLinks,
      'xl/workbook.xml': workbookXml(names),
      'xl/_rels/workbook.xml.rels': workbookLinks(names.length),
      'xl/styles.xml': stylesXml,
    }
    for (const [name, text] of Object.entries(rest)) begin(name)(text, true)
    zip.end()
    await flush()
    await file.finish()
  }
  return { add, finish, abandon: file.abandon }
}
