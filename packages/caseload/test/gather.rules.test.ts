import { loadRules } from '@virtual-school/rules'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { type FileReaders, gatherChildren, gatherFile } from '../src/index.ts'
import { createFolder } from './support.ts'

const rules = await loadRules(realDirectory, { codes: true })
const fileOf = createFolder()

const gather = async (...files: readonly string[]) => {
  const { files: found, rows, warnings, issues } = await gatherChildren(rules, files, () => 'file')
  return {
    tables: found.map(one => one.tables),
    children: rows.childrenCount,
    warned: warnings.map(one => one.message),
    issues: issues.map(one => one.message),
  }
}

type Row = readonly string[]
const sheetOf = (rows: readonly Row[]): string =>
  rows
    .map(
      (cells, i) =>
        `<row r="${i + 1}">${cells.map((cell, at) => `<c r="${String.fromCharCode(65 + at)}${i + 1}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`,
    )
    .join('')
const workbook = (sheets: Readonly<Record<string, readonly Row[]>>): string => {
  const all = Object.entries(sheets)
  return fileOf(
    zipSync({
      'xl/workbook.xml': strToU8(
        `<workbook xmlns:r="x"><sheets>${all.map(([name], i) => `<sheet name="${name}" r:id="r${i}"/>`).join('')}</sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        `<Relationships>${all.map((_, i) => `<Relationship Id="r${i}" Target="s${i}.xml"/>`).join('')}</Relationships>`,
      ),
      ...Object.fromEntries(
        all.map(([, rows], i) => [
          `xl/s${i}.xml`,
          strToU8(`<worksheet><sheetData>${sheetOf(rows)}</sheetData></worksheet>`),
        ]),
      ),
    }),
    'xlsx',
  )
}

const list: readonly Row[] = [
  ['Child Unique ID', 'Date of Birth', 'Date Started to be Looked After', 'Date Ceased to be Looked After'],
  ['1', '14/05/2013', '02/09/2024', ''],
]

describe('headings below a title', () => {
  it('are found in a sheet, and nothing is said of the title', async () => {
    const found = await gather(workbook({ 'List 8': [['List 8: Children in care'], ['as of today', 'all'], ...list] }))
    expect(found).toEqual({ tables: [['list-8']], children: 1, warned: [], issues: [] })
  })

  it('are found in CSV', async () => {
    const text = [['List 8: Children in care', '', '', ''], ...list].map(one => one.join(',')).join('\n')
    expect(await gather(fileOf(text))).toEqual({ tables: [['list-8']], children: 1, warned: [], issues: [] })
  })

  it('are found whatever sets cells apart', async () => {
    const text = ['List 8: Children in care', ...list.map(one => one.join(';'))].join('\r\n')
    expect((await gather(fileOf(text))).children).toBe(1)
  })

  it('are not what guidance says of columns', async () => {
    const guidance: readonly Row[] = [
      ['How to fill in the lists'],
      ['1', 'Date of Birth', 'the day on which the child was born'],
      ['2', 'Child Unique ID', 'Date of Contact', 'as in', 'your own', 'records'],
    ]
    const found = await gather(workbook({ Guidance: guidance, 'List 8': list }))
    expect([found.children, found.tables]).toEqual([1, [['list-8']]])
  })

  it('are looked for in the first rows only, and what is said is said once', async () => {
    const above = Array.from({ length: 30 }, (_, i) => [`note ${i}`])
    const { children, issues } = await gather(fileOf([...above, ...list].map(one => one.join(',')).join('\n')))
    expect([children, issues.length]).toEqual([0, 1])
  })
})

describe('a sheet of codes', () => {
  it('has no children, though its columns are called as those that use them', async () => {
    const found = await gather(
      workbook({
        Codes: [
          ['Case Status', 'Eligibility Category'],
          ['a) Looked after child', 'a) Relevant'],
        ],
        'List 8': list,
      }),
    )
    expect(found).toMatchObject({ children: 1, issues: [] })
    expect(found.warned).toEqual([expect.stringMatching(/which child/)])
  })
})

describe('sheets that are no table', () => {
  const notes: readonly Row[] = [['how to fill this in'], ['by whom']]

  it('are said once if there is nothing else', async () => {
    const { issues } = await gather(workbook({ 'Front sheet': notes, Guidance: notes }))
    expect(issues).toEqual([expect.stringMatching(/Known are/)])
  })

  it('are named in few words beside one that is', async () => {
    const { warned, children } = await gather(workbook({ 'Front sheet': notes, 'List 8': list }))
    expect([children, warned.length]).toEqual([1, 1])
    expect(warned[0]!.length).toBeLessThan(100)
  })
})

describe('files that are read at once', () => {
  it('come to what they come to one after another, whichever is read first', async () => {
    const episodes = fileOf(
      `CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n${'P1,02/11/2024,S,C2,U4,,\nP2,02/11/2025,S,C2,U4,,\n'.repeat(3)}`,
    )
    const files = [
      fileOf('CHILD,SEX,DOB,ETHNIC,OTHER\nP2,1,14/05/2013,WBRI,x\nP1,1,15/05/2013,WBRI,x\nP1,1,02/28/2013,WBRI,x\n'),
      episodes,
      workbook({ 'Front sheet': [['how to fill this in']], 'List 8': list, 'List 1': list }),
      fileOf('a,b\n1,2\n'),
      'no-such-file.csv',
      episodes,
    ]
    /** Whoever is begun first is done last. */
    const lastFirst = (): FileReaders => {
      const begun: (() => void)[] = []
      return {
        atOnce: true,
        read: async file => {
          const own = new Promise<void>(resolve => begun.push(resolve))
          if (begun.length === files.length) for (const end of begun.reverse()) end()
          await own
          return gatherFile(rules, file)
        },
      }
    }
    const one = await gatherChildren(rules, files, path => path)
    expect(one.rows.childrenCount).toBe(3)
    expect(one.warnings.length).toBeGreaterThan(1)
    expect(one.issues.length).toBe(2)
    expect(await gatherChildren(rules, files, path => path, lastFirst())).toEqual(one)
  })
})

describe('a workbook of the old form', () => {
  it('is refused with what to do', async () => {
    const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)])
    expect((await gather(fileOf(old, 'xls'))).issues).toEqual([expect.stringMatching(/\.xlsx/)])
  })
})
