import { describe, expect, it } from 'vitest'
import { createCaseload } from './caseload-of-files.ts'

const caseload = createCaseload()
const episodes = (...rows: readonly string[]) => `CHILD,DOB,DECOM,RNE,LS,DEC,REC\n${rows.join('\n')}\n`
const list = (...rows: readonly string[]) =>
  `Child Unique ID,Date of Birth,Date Started to be Looked After,Date Ceased to be Looked After,Legal Status\n${rows.join('\n')}\n`

/** Who is warned that only an older file has what is open. */
const warned = async (files: Readonly<Record<string, string>>) => {
  const own = ['--decision', 'remit', '--own']
  const { rows, stderr } = await caseload(files, own)
  return { who: rows.filter(one => /has this open episode/.test(one.warnings!)).map(one => one.CHILD), stderr, rows }
}

const gone = 'K1,14/05/2013,02/09/2024,S,C2,,'
const stays = 'K2,14/05/2013,03/03/2025,S,C2,,'

describe('an episode that is open in an older file alone', () => {
  it('is a warning on that child, who is answered, and is counted', async () => {
    const { who, stderr, rows } = await warned({
      'e25.csv': episodes(gone, stays),
      'e26.csv': episodes(stays, 'K3,14/05/2014,02/11/2026,S,C2,,'),
    })
    expect(who).toEqual(['K1'])
    expect(rows[0]).toMatchObject({ answer: 'in-remit', warnings: expect.stringContaining('e26.csv') })
    expect(stderr).toMatch(/answered with a warning: 1 /)
  })

  it('is one whatever the order of the files', async () => {
    const files = { 'a.csv': episodes(stays, 'K3,14/05/2014,02/11/2026,S,C2,,'), 'b.csv': episodes(gone, stays) }
    expect((await warned(files)).who).toEqual(['K1'])
  })

  it('is one in lists of Annex A', async () => {
    const { who } = await warned({
      'old.csv': list('K1,14/05/2013,02/09/2024,,C2', 'K2,14/05/2013,03/03/2025,,C2'),
      'new.csv': list('K2,14/05/2013,03/03/2025,,C2', 'K3,14/05/2014,02/11/2026,,C2'),
    })
    expect(who).toEqual(['K1'])
  })

  it('is none if the newer file says how it ended, or goes on for no more than a month', async () => {
    const newer = 'K3,14/05/2014,02/11/2026,S,C2,,'
    const ended = 'K1,14/05/2013,02/09/2024,S,C2,10/08/2025,E4A'
    expect((await warned({ 'a.csv': episodes(gone), 'b.csv': episodes(ended, newer) })).who).toEqual([])
    const sameDay = episodes('K4,14/05/2014,20/10/2026,S,C2,,')
    expect((await warned({ 'a.csv': sameDay, 'b.csv': episodes(newer) })).who).toEqual([])
  })

  it('is none beside a file of another kind', async () => {
    const reviews = 'CHILD,DOB,REVIEW,REVIEW_CODE\nK2,14/05/2013,01/11/2026,PN1\n'
    expect((await warned({ 'a.csv': episodes(gone), 'b.csv': reviews })).who).toEqual([])
  })
})
