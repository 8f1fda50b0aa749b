import { describe, expect, it } from 'vitest'
import { createCaseload } from './caseload-of-files.ts'

const caseload = createCaseload()
const onRoll = (...rows: readonly string[]) => `pupilonrolltableid,UPN,DOB,NCyearActual\n${rows.join('\n')}\n`
const left = (...rows: readonly string[]) => `pupilnolongeronrolltableid,UPN,DOB,LeavingDate\n${rows.join('\n')}\n`

const warned = async (files: Readonly<Record<string, string>>) => {
  const { rows, stderr } = await caseload(files)
  const who = rows.filter(one => /under another id/.test(one.warnings!)).map(one => one.CHILD)
  return { who: who.sort(), stderr }
}

describe('a pupil with two ids', () => {
  const other = 'p2,B820200000001,30/11/2013,8'

  it('is a warning on both, in any order of files, and is counted', async () => {
    const now = onRoll('p1,A820200000001,14/05/2013,9', other)
    const before = left('q1,A820200000001,14/05/2013,01/09/2026')
    const { who, stderr } = await warned({ 'a.csv': now, 'b.csv': before })
    expect(who).toEqual(['p1', 'q1'])
    expect(stderr).toMatch(/answered with a warning: 2 The same pupil stands under another id/)
    expect((await warned({ 'a.csv': before, 'b.csv': now })).who).toEqual(['p1', 'q1'])
  })

  it('is one over two terms, and beside a file that has the UPN alone', async () => {
    const autumn = onRoll('p1,A820200000001,14/05/2013,9', other)
    const spring = onRoll('r1,A820200000001,14/05/2013,9')
    expect((await warned({ 'a.csv': autumn, 'b.csv': spring })).who).toEqual(['p1', 'r1'])
    const upn = 'UPN,DOB,NCyearActual\nA820200000001,14/05/2013,9\n'
    expect((await warned({ 'a.csv': autumn, 'b.csv': upn })).who).toEqual(['A820200000001', 'p1'])
  })

  it('is none without a UPN, or in tables that are joined by the same id', async () => {
    const files = {
      'a.csv': onRoll('p1,,14/05/2013,9', 'p3,NULL,14/05/2012,9', 'p4,NULL,14/05/2012,9', other),
      'b.csv': `pupilonrolltableid,UPN,ExclusionCategory,ExclusionStartDate\np2,B820200000001,SUSP,01/10/2026\n`,
    }
    expect((await warned(files)).who).toEqual([])
  })
})
