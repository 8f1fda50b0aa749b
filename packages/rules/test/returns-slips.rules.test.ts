import { describe, expect, test } from 'vitest'
import { childOf, foldChild, watchDates } from '../src/internal.ts'
import { foldOne, foldTables, recognise, tableOf } from './support/tables.ts'

// What public samples of returns have; the rows here are our own.

describe('a reason why an episode ended, without a day', () => {
  const headings = 'CHILD,DOB,DECOM,RNE,LS,DEC,REC'
  const unfinished = 'K1,14/05/2013,02/09/2024,S,C2,,X1'

  test('refuses the child', () => {
    expect(foldOne(`${headings}\n${unfinished}`).issues).toMatchObject([{ code: 'contradiction', pointer: '/REC' }])
  })

  test('refuses nobody if the next year’s extract says the day', () => {
    const folded = foldTables(
      {
        '2025.csv': `${headings}\n${unfinished}`,
        '2026.csv': `${headings}\nK1,14/05/2013,02/09/2024,S,C2,01/06/2025,X1\nK1,14/05/2013,01/06/2025,P,C2,,`,
      },
      '2026-11-22',
    ).get('K1')
    expect(folded?.issues).toEqual([])
    expect(folded?.warnings.map(one => one.kind)).toEqual(['set-aside'])
    expect(folded?.facts).toMatchObject({ careStatus: 'looked-after', lookedAfterSince: '2024-09-02' })
  })
})

describe('an end that cannot be read', () => {
  const read = (to: string) =>
    foldOne(`CHILD,DECOM,RNE,LS,DEC,REC\n1,02/09/2024,S,C2,${to},X1\n1,01/06/2025,P,C2,,`).issues

  test('is the only issue: whether the next episode begins before it is not known', () => {
    expect(read('no').map(one => one.pointer)).toEqual(['/DEC'])
  })

  test('says what is wrong with a year of two digits', () => {
    expect(read('01/06/25').map(one => one.message)).toEqual([expect.stringMatching(/two digits/)])
  })
})

describe('care before birth', () => {
  test('refuses the child, in episodes and in a list of times in care', () => {
    expect(foldOne('CHILD,DOB,DECOM,RNE,LS,DEC,REC\n1,14/05/2013,13/05/2013,S,C2,,').issues).toMatchObject([
      { code: 'contradiction', pointer: '/DECOM' },
    ])
    const list = 'Child Unique ID,Date of Birth,Date Started to be Looked After,Date Ceased to be Looked After'
    expect(foldOne(`${list}\n1,14/05/2013,01/02/2010,`).issues).toHaveLength(1)
  })

  test('is none if it begins on the day of birth; a plan may come before it', () => {
    expect(foldOne('CHILD,DOB,DECOM,RNE,LS,DEC,REC\n1,14/05/2013,14/05/2013,S,C2,,').issues).toEqual([])
    expect(foldOne('LAchildID,PersonBirthDate,CPPstartDate,CPPendDate\n1,14/05/2013,01/03/2013,').issues).toEqual([])
  })
})

describe('tables of COLLECT', () => {
  test.each([
    [
      'pupilonrolltableid,NativeId,termlysessiondetailsonrolltableid,termlysessiondetailsonrollorderseqcolumn,sourceid,sessions,attendancereason',
    ],
    [
      'pupilnolongeronrolltableid,NativeId,summerhalfterm2sessiondetailsoffrolltableid,summerhalfterm2sessiondetailsoffrollorderseqcolumn,sourceid,sessions,attendancereason',
    ],
  ])('rows of sessions are of the pupil, and not of a child each: %s', headings => {
    const table = tableOf(headings)
    expect(['r1', 'r2'].map(row => childOf(table, ['p', 'SCH', row, '1', 's', '3', 'N']))).toEqual(['p', 'p'])
  })
})

describe('the head of a census of children in need', () => {
  test('is a table about no child', () => {
    const headings = 'Collection,Year,ReferenceDate,SourceLevel,LEA,SoftwareCode,Release,SerialNo,DateTime'
    expect(tableOf(headings)).toMatchObject({ aboutChildren: false, warnings: [] })
  })
})

describe('a date', () => {
  test('may have its year first and strokes', () => {
    expect(foldOne('CHILD,DOB,DECOM,RNE,LS,DEC,REC\n1,2013/05/14,2024/09/02,S,C2,,')).toMatchObject({
      issues: [],
      facts: { dateOfBirth: '2013-05-14', lookedAfterSince: '2024-09-02' },
    })
  })
})

describe('an episode that is open in an older table', () => {
  const headings = 'CHILD,DECOM,RNE,LS,DEC,REC'
  const open = ['K1', '02/09/2024', 'S', 'C2', '', '']
  const newer = { ...tableOf(headings, 'new.csv') }
  const older = {
    ...tableOf(headings, 'old.csv'),
    older: { latest: '2025-03-03', newer: 'new.csv', newerLatest: '2026-11-02' },
  }
  const kinds = (rows: Parameters<typeof foldChild>[0], day = '2026-11-22') =>
    foldChild(rows, day).warnings.map(one => one.kind)

  test('is told with a warning, unless the newer one has it too', () => {
    expect(kinds([{ table: older, cells: open, line: 2 }])).toEqual(['outdated'])
    for (const line of [1, 3])
      expect(
        kinds([
          { table: older, cells: open, line: 2 },
          { table: newer, cells: open, line },
        ]),
      ).toEqual([])
  })

  test('is told without one on a day that the newer table is after', () => {
    expect(kinds([{ table: older, cells: open, line: 2 }], '2026-06-01')).toEqual([])
  })
})

describe('a row that is too short', () => {
  const issuesOf = (row: string) => foldOne(`CHILD,DOB,DECOM,RNE,LS,DEC,REC\n${row}`).issues.map(one => one.message)

  test.each(['K1,14/05/2013,02/09/2024,S,C2,', 'K1,14/05/2013,02/09/2024,S,C2', 'K1,14/05/2013'])(
    'is told that Excel leaves out empty cells at the end: %s',
    row => {
      expect(issuesOf(row)).toEqual([
        expect.stringMatching(/names 7 columns\. Excel leaves out empty cells at the end/),
      ])
    },
  )

  test('is told so only if it is', () => {
    expect(issuesOf('K1,14/05/2013,02/09/2024,S,C2,,,x')).toEqual([expect.not.stringMatching(/Excel/)])
  })
})

describe('a date with the month first', () => {
  test.each(['5/14/2013', '12/31/2013'])('was not read, and nothing says that it was: %s', date => {
    const { issues } = foldOne(`CHILD,DOB,DECOM,RNE,LS,DEC,REC\n1,${date},02/09/2024,S,C2,,`)
    expect(issues.map(one => one.message)).toEqual([expect.stringMatching(/not read/)])
    expect(issues[0]!.message).not.toMatch(/is read as/)
  })

  test('is no claim about a date that may be right', () => {
    const table = tableOf('CHILD,DOB')
    const watch = watchDates(table)
    watch.see(['1', '5/14/2013'])
    const seen = watch.result()
    const { issues } = foldChild([{ table: seen.table, cells: ['2', '05/06/2013'], line: 3 }], '2026-11-22')
    expect(issues.map(one => one.message)).toEqual([expect.stringMatching(/or may have it/)])
    expect(seen.warnings.map(one => one.message)).toEqual([expect.stringMatching(/could be read either way/)])
  })
})

describe('a table that only looks like one', () => {
  test.each([
    'Unique ID,Date of Birth,EHCP issued,Provision type',
    'Unique ID,DOB,Gender,Ethnicity,Team,Panel date',
    'Ref,BirthDate,Contact,Outcome',
  ])('is said to, in place of what it lacks: %s', headings => {
    const { warnings } = tableOf(headings)
    expect(warnings.map(one => one.message)).toContainEqual(expect.stringMatching(/only looks like/))
    expect(warnings.map(one => one.message)).not.toContainEqual(expect.stringMatching(/says which child/))
  })

  test.each(['DOB,SEX', 'CHILD,DOB,Team,Panel date', 'DOB,DECOM,LS,Team,Panel date', 'DOB,Team'])(
    'is not one with more than a date of birth, or with nothing else: %s',
    headings => {
      expect(
        tableOf(headings)
          .warnings.map(one => one.message)
          .join(),
      ).not.toMatch(/looks like/)
    },
  )

  test.each(['Date of Birth,Name of team,Date of Birth', 'DOB,Seen,BirthDate', 'Date of Birth,Gender,Date of Birth'])(
    'is none if it has nothing but dates of birth, twice: %s',
    headings => {
      const found = recognise(headings)
      expect(found.ok ? [] : found.issues.map(one => one.message)).toEqual([expect.stringMatching(/not the headings/)])
    },
  )

  test('is one if a column stands twice beside others that are known', () => {
    const found = recognise('CHILD,DOB,DOB,LS')
    expect(found.ok ? [] : found.issues.map(one => one.code)).toEqual(['duplicate-name'])
  })
})
