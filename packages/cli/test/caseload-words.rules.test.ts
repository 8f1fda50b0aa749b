import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { createCaseload } from './caseload-of-files.ts'

const caseload = createCaseload()
const episodes = (...rows: readonly string[]) => ({ 'e.csv': `CHILD,DOB,DECOM,RNE,LS,DEC,REC\n${rows.join('\n')}\n` })
const pep = ['--decision', 'personal-education-plan', '--own', '--words']
const remit = ['--decision', 'remit', '--own', '--words']
const inCare = 'K1,14/05/2013,02/11/2026,S,C2,,'

describe('the file of answers', () => {
  it('says in words what it says by names if that is wanted, after all that it had', async () => {
    const { rows, bytes } = await caseload(episodes(inCare), pep)
    expect(rows[0]).toMatchObject({
      answer: 'required',
      answerInWords: 'A personal education plan (PEP) is required',
      reason: '',
    })
    expect(rows[0]!.deadlinesInWords).toMatch(
      /30 November 2026: the first review of the care plan \(.*local authority.*\)/i,
    )
    const headings = String(bytes).split('\r\n')[0]!.split(',')
    expect(headings.slice(-4)).toEqual(['rules', 'answerInWords', 'deadlinesInWords', 'reason'])
  })

  it('says the duties in words', async () => {
    const { rows } = await caseload(episodes(inCare), remit)
    expect(rows[0]!.answerInWords).toMatch(/remit: the duty to children who are looked after/)
  })

  it('says what is open, and what to find out', async () => {
    const { rows } = await caseload(episodes('K1,14/05/2013,02/11/2026,S,V4,,'), [
      '--decision',
      'remit',
      '--missing',
      '--words',
    ])
    expect(rows[0]).toMatchObject({
      answerInWords: expect.stringMatching(/^It is not known whether the child is in the virtual school’s remit/),
      reason: expect.stringMatching(/^To find out, give: whether|^To find out, give: /),
    })
    expect(rows[0]!.reason).not.toMatch(/careStatus|lookedAfterBy/)
  })
})

describe('a child who is 18 by the day asked about', () => {
  const born = (day: string, status = 'C2') => `K1,${day},02/09/2024,S,${status},,`
  it.each([born('22/11/2008'), born('14/05/2008', 'V2'), born('14/05/2006')])(
    'and whose care has no end has that for a reason, once: %s',
    async row => {
      const { rows, stderr } = await caseload(episodes(row), remit)
      expect(rows[0]).toMatchObject({ status: 'refused', answerInWords: 'No answer' })
      expect(rows[0]!.reason).toMatch(/^The child was 18 or older on the day asked about/)
      expect(rows[0]!.reason).not.toMatch(/care order|By a council/)
      expect(stderr.split('without an answer:')[1]).toMatch(
        /^ 1 The child was 18 or older[^:]*: give the day[^0-9]* Written to/,
      )
    },
  )

  it('is not one the day before, or once care has ended', async () => {
    expect((await caseload(episodes(born('23/11/2008')), remit)).rows[0]!.status).not.toBe('refused')
    const ended = 'K1,14/05/2008,02/09/2024,S,C2,01/02/2026,E4A'
    expect((await caseload(episodes(ended), remit)).rows[0]!.reason).not.toMatch(/18 or older/)
  })
})

describe('the list of changes', () => {
  const watch = [...remit, '--watch-until', '2027-12-31']
  it('has who is on remand, from the day of asking on, and why nobody can tell', async () => {
    const { changes } = await caseload(episodes('K1,14/05/2013,02/09/2026,S,J1,,', inCare.replace('K1', 'K2')), watch)
    expect(changes).toMatchObject([{ CHILD: 'K1', decision: 'remit', day: '2026-11-22', from: 'no answer', to: '' }])
    expect(changes[0]!.why).toContain('remand')
  })

  it('says in words what changes', async () => {
    const { changes } = await caseload(episodes(inCare.replace('2013', '2009')), watch)
    expect(changes.at(-1)).toMatchObject({
      day: '2027-05-14',
      fromInWords: 'The child is in the virtual school’s remit',
      toInWords: 'No answer',
    })
  })

  it('has one row for each question, and none of whom something else refuses too', async () => {
    const both = ['--decision', 'personal-education-plan', ...watch]
    const remand = 'K1,14/05/2013,02/09/2026,S,J1,,'
    expect((await caseload(episodes(remand), both)).changes).toHaveLength(2)
    expect((await caseload(episodes(`${remand}E4A`), watch)).changes).toEqual([])
  })
})

describe('the workbook', () => {
  it('has words first, days that are days, and words on each sheet', async () => {
    const { bytes } = await caseload(episodes(inCare, 'K2,14/05/2013,02/11/2026,S,V4,,'), pep, { ending: 'xlsx' })
    const parts = unzipSync(bytes!)
    const sheet = (n: number) => strFromU8(parts[`xl/worksheets/sheet${n}.xml`]!)
    const headings = (n: number) =>
      [
        ...sheet(n)
          .split('</row>')[0]!
          .matchAll(/<t[^>]*>([^<]*)</g),
      ].map(one => one[1]!)
    const columnOf = (n: number, name: string) => String.fromCharCode(65 + headings(n).indexOf(name))
    const dayIn = (n: number, name: string) =>
      new RegExp(`<c r="${columnOf(n, name)}2" s="2"><v>(\\d+)<`).exec(sheet(n))?.[1]
    expect(headings(1).slice(0, 8)).toEqual([
      'CHILD',
      'file',
      'line',
      'question',
      'answerInWords',
      'nextDeadline',
      'deadlinesInWords',
      'reason',
    ])
    // Days as a workbook counts them: 46348 is 22 November 2026, 46356 the 30th.
    expect([dayIn(1, 'asOf'), dayIn(1, 'nextDeadline')]).toEqual(['46348', '46356'])
    expect(sheet(1)).toContain('Is a PEP required, who does what, and by when?')
    expect(sheet(2)).toContain('A personal education plan (PEP) is required')
    expect(sheet(3)).toContain('the first review of the care plan')
    for (const n of [2, 4]) expect(headings(n).slice(0, 2)).toEqual(['question', 'inWords'])
  })
})
