import type { Issue } from '@virtual-school/rules'
import { findEncoding, findForm } from './encoding.ts'
import { readCsv } from './read-csv.ts'
import { readWorkbook } from './read-workbook.ts'
import { readXml } from './read-xml.ts'
import { fileFault, isFileFault, type TableTaker } from './table-taker.ts'

/**
 * Reads a file as it is: CSV, XML or a workbook, told by its first bytes. Gives why it was not read to its end; undefined if it
 * was. What the taker was handed before that is not to be used. Memory does not grow with the file.
 */
export const readFile = async (file: string, taker: TableTaker): Promise<Issue | undefined> => {
  const inFile: TableTaker = { ...taker, warn: issue => taker.warn({ ...issue, file }) }
  try {
    await read(file, inFile)
    return undefined
  } catch (error) {
    if (isFileFault(error)) return { ...error.issue, file }
    if ((error as { readonly code?: unknown }).code === undefined) throw error
    return {
      code: 'unreadable',
      pointer: '',
      file,
      message: 'The file cannot be read. Is its name right, and may you read it?',
    }
  }
}

const read = async (file: string, taker: TableTaker): Promise<void> => {
  const form = await findForm(file)
  if (form === 'empty') return
  if (form === 'workbook') return readWorkbook(file, taker)
  if (form === 'old-workbook')
    throw fileFault(
      'malformed',
      'The file is a workbook of the old form (.xls), or one that is locked with a password. Save it as .xlsx without a password, or as CSV.',
    )
  if (form === 'pdf')
    throw fileFault('malformed', 'The file is a PDF, whatever its name says. Give the table that it was made of.')
  const encoding = await findEncoding(file)
  if (encoding.isGuessed)
    taker.warn({
      code: 'not-text',
      pointer: '',
      message:
        'The file is not UTF-8. It was read as Windows-1252, as spreadsheets write it. Names may look odd; codes and dates do not.',
    })
  return form === 'xml' ? readXml(file, encoding, taker) : readCsv(file, encoding, taker)
}
