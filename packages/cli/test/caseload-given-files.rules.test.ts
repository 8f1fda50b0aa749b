import { describe, expect, it } from 'vitest'
import { createCaseload } from './caseload-of-files.ts'

const caseload = createCaseload()
const header = 'CHILD,DOB\nK1,14/05/2013\nK2,14/05/2014\n'
const episodes = 'CHILD,DECOM,RNE,LS,DEC,REC\nK1,02/11/2026,S,C2,,\n'
const remit = ['--decision', 'remit']
const asked = async (names: readonly string[], files: Readonly<Record<string, string>>) => {
  const { rows, stderr, code } = await caseload(files, remit, { names })
  return { children: rows.map(one => one.CHILD), stderr, code }
}

const files = { 'in/header.csv': header, 'in/Episodes.CSV': episodes, 'in/notes.docx': 'x', 'in/old/e.csv': header }

describe('what is given to read', () => {
  it.each([
    ['a folder', ['in']],
    ['a folder with a stroke at its end', ['in/']],
    ['a pattern, in capitals or small letters', ['in/*.csv']],
    ['patterns of a sign each', ['in/heade?.csv', 'in/*.CSV']],
    ['a folder and a file of it', ['in', 'in/header.csv']],
  ])('may be %s: each file is read once', async (_, names) => {
    const { children, stderr } = await asked(names, files)
    expect(children).toEqual(['K1', 'K2'])
    expect(stderr).toMatch(/Read 2 files, 2 children/)
  })

  it.each([
    [['in/*.xml'], /No file has such a name\. In that folder are files that end with \.csv, \.docx\./],
    [['in', 'none/*.csv'], /There is no folder “.*none”/],
    [['*/header.csv'], /may stand only in the name of a file/],
    [['empty'], /No file in this folder is CSV, XML or a workbook/],
  ])('is refused if nothing is meant by it: %s', async (names, words) => {
    const { code, stderr } = await asked(names, { ...files, 'empty/notes.docx': 'x' })
    expect([code, stderr]).toEqual([2, expect.stringMatching(words)])
  })
})
