import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { runCli } from './terminal.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'summary-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What is said of files, by their names, over all questions. */
const said = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const paths = Object.entries(files).map(([name, text]) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  })
  const asked = ['--decision', 'all', '--authority', 'luton', '--as-of', '2026-11-22', '--rules', realDirectory]
  const out = join(folder, 'out.csv')
  const { stderr } = await runCli(['caseload', ...paths, ...asked, '--out', out], { stdin: '', env: {} })
  return stderr
}

const reasonsIn = (stderr: string): readonly (readonly [number, string])[] =>
  [...stderr.split('without an answer:\n')[1]!.matchAll(/^ +([\d,]+) +(.+)$/gm)].map(one => [Number(one[1]), one[2]!])

describe('why there is no answer', () => {
  it('is counted by child, and not by question', async () => {
    const reasons = reasonsIn(await said({ 'old.csv': 'CHILD,DOB\n1,14/05/1990\n2,14/05/1991\n' }))
    expect(reasons).toEqual([[2, expect.stringMatching(/25/)]])
  })

  it('is one reason whatever the other row is called', async () => {
    const births = 'CHILD,DOB\n1,14/05/2013\n1,15/05/2013\n2,14/05/2013\n3,01/01/2014\n3,02/01/2014\n'
    const reasons = reasonsIn(await said({ 'header (1).csv': births }))
    expect(reasons).toEqual([[2, expect.stringMatching(/different dates of birth/)]])
  })
})

describe('files that are old on the day asked about', () => {
  const episodes = (from: string) => `CHILD,DECOM,RNE,LS,DEC,REC\n1,${from},S,C2,,\n`

  it('are said to be', async () => {
    expect(await said({ 'episodes.csv': episodes('21/11/2025') })).toContain('began after 21 November 2025')
  })

  it('are not those of a year before, or with a newer one beside them', async () => {
    expect(await said({ 'episodes.csv': episodes('22/11/2025') })).not.toContain('began after')
    const reviews = 'CHILD,REVIEW,REVIEW_CODE\n1,01/11/2026,PN1\n'
    expect(await said({ 'episodes.csv': episodes('21/11/2019'), 'reviews.csv': reviews })).not.toContain('began after')
  })
})

describe('cells from which nothing would follow', () => {
  const headings = 'CHILD,DOB,DECOM,RNE,LS,CIN,PLACE,DEC,REC,REASON_PLACE_CHANGE'
  const row = (id: number, need: string, place: string, change: string) =>
    `${id},14/05/2013,02/09/2024,S,C2,${need},${place},,,${change}`

  it.each([
    ['that are in no list', row(1, 'N99', 'U4', ''), row(2, 'N1', 'U4', 'XX')],
    ['that were withdrawn', row(1, 'N1', 'H5', ''), row(2, 'N1', 'P2', '')],
    ['of several kinds', row(1, 'N99', 'H5', 'XX'), row(2, 'N1', 'P2', '')],
  ])('are one line: codes %s', async (_, ...rows) => {
    const stderr = (await said({ 'e.csv': `${headings}\n${rows.join('\n')}\n` })).replaceAll(/\s+/g, ' ')
    expect(stderr).toContain('2 children with a cell that could not be read and from which nothing would follow.')
    expect(stderr).not.toMatch(/PLACE|“CIN”|answered with a warning/)
  })
})
