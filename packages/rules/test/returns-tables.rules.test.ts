import { describe, expect, test } from 'vitest'
import { factsOfReturn, headingsOfReturn } from '../src/index.ts'
import { childOf, foldChild, watchDates } from '../src/internal.ts'
import { readDate } from '../src/returns/dates.ts'
import { pickerFor } from './support/picker.ts'
import { foldOne, recognise, rulesWithCodes, tableOf } from './support/tables.ts'

const { codeSets } = rulesWithCodes.rulebook
const warningsOf = (headings: string) =>
  tableOf(headings).warnings.map(({ message, suggestion }) => ({ message, suggestion }))
const issuesOf = (headings: string) => {
  const found = recognise(headings)
  return found.ok ? [] : found.issues
}

describe('which table the headings are of', () => {
  const all = [...codeSets.values()].flatMap(set => set.tables.map(table => [set.id, table.id, table.columns] as const))

  test.each(all)('%s %s, by its own columns', (set, id, columns) => {
    const table = tableOf(columns, 'x')
    expect(table.set.id).toBe(set)
    expect(table.tables).toContain(id)
    expect(table.warnings.filter(one => one.kind === 'column')).toEqual([])
    if (table.aboutChildren) expect(table.childColumns.length).toBeGreaterThan(0)
  })

  test('in capitals or small letters, with blanks, a mark of byte order, an index and empty columns', () => {
    const table = tableOf('\uFEFFchild, Decom ,rne,"ls",dec,rec,Unnamed: 0,,,LA,YEAR'.replaceAll('"', ''))
    expect([table.set.id, table.tables, table.childColumns, table.warnings]).toEqual(['ssda903', ['episodes'], [0], []])
    expect(tableOf(',,CHILD,DOB,DECOM,DEC').childColumns).toEqual([2])
    expect(tableOf('index,LAchildID,UPN,PersonBirthDate').childColumns).toEqual([1])
  })

  test('former names of columns', () => {
    expect(tableOf('CHILDID,DATE_EPISODE_COMMENCED,PL,LS,DATE_EPISODE_CEASED,REC').tables).toEqual(['episodes'])
  })

  test('a flat extract serves as several tables', () => {
    expect(tableOf('LAchildID,PersonBirthDate,CINreferralDate,CINclosureDate,CPPstartDate,CPPendDate').tables).toEqual([
      'child',
      'cases',
      'child-protection-plans',
    ])
    expect(tableOf('CHILD,DOB,DECOM,DEC,REVIEW').tables).toEqual(['episodes', 'reviews'])
  })

  test('SEN provision at the time of an exclusion is not that of today', () => {
    expect(foldOne('pupilonrolltableid,startdate,category,senprovision\n1,2026-Oct-14 00:00:00,SUSP,E').facts).toEqual({
      proposedAction: 'suspension',
      exclusionOn: '2026-10-14',
    })
    expect(foldOne('UPN,DOB,senprovision,category,startdate\n1,,E,SUSP,01/10/2026').facts.send).toBe('ehc-plan')
  })

  test('none: refused, and nothing that stands there is repeated', () => {
    const [issue, ...more] = issuesOf('Mary Example,14/05/2013,Flat 2')
    expect(more).toEqual([])
    expect(issue).toMatchObject({
      code: 'unknown-name',
      file: 'file.csv',
      message: expect.stringContaining('Episodes'),
    })
    expect(JSON.stringify(issue)).not.toMatch(/Mary|2013|Flat/)
    expect(issuesOf('CHILD;DECOM;DEC')).toMatchObject([{ message: expect.stringContaining('semicolons') }])
  })
})

describe('one row by itself, as the library’s public functions read it', () => {
  const codes = codeSets.get('ssda903')!
  const headings = headingsOfReturn(codes, ['child', 'DOB', 'DECOM', 'RNE', 'LS', 'PLACE', 'DEC', 'REC', 'TEAM'])
  const read = headings.ok ? headings.value : []
  const factsOf = (row: readonly string[], names = read) => factsOfReturn(codes, names, row, '2026-11-22')

  test('columns that are not read have no name', () => {
    expect(read).toEqual(['', 'DOB', 'DECOM', 'RNE', 'LS', 'PLACE', 'DEC', 'REC', ''])
    expect(headingsOfReturn(codes, ['Mary'])).toMatchObject({ ok: false, issues: [{ code: 'unknown-name' }] })
  })

  test('tells its facts, also by a copy of the headings', () => {
    const row = ['1', '14/05/2013', '2024-04-03', 'S', 'C2', 'H5', '', '', 'x']
    const told = {
      dateOfBirth: '2013-05-14',
      careStatus: 'looked-after',
      careJurisdiction: 'england',
      underCareOrder: true,
      lookedAfterSince: '2024-04-03',
    }
    expect(factsOf(row)).toEqual({ ok: true, value: told })
    expect(factsOf(row, structuredClone(read) as string[])).toEqual({ ok: true, value: told })
  })

  test('refuses what cannot be read and a fact depends on, without a file or a line', () => {
    expect(factsOf(['1', '14/05/2013', '2024-04-03', 'S', 'Q9', 'XX', '', '', 'x'])).toEqual({
      ok: false,
      issues: [
        { code: 'unknown-word', pointer: '/LS', message: expect.stringContaining('Permitted: C1') },
        { code: 'unknown-word', pointer: '/PLACE', message: expect.stringContaining('Permitted: A3') },
      ],
    })
    expect(factsOf(['1'])).toMatchObject({ ok: false, issues: [{ code: 'malformed' }] })
  })
})

describe('columns beside those of the return', () => {
  test('are passed over with a warning each: by name if it looks like a heading, else by place', () => {
    expect(
      warningsOf('CHILD,DOB,DECOM,DEC,TEST_COLUMN,Team (now),14/05/2013,A very long heading that somebody wrote'),
    ).toEqual([
      { message: 'Column 5, “TEST_COLUMN”, is not a column of this return and is not read.', suggestion: undefined },
      { message: 'Column 6, “Team (now)”, is not a column of this return and is not read.', suggestion: undefined },
      { message: 'Column 7 is not a column of this return and is not read.', suggestion: undefined },
      { message: 'Column 8 is not a column of this return and is not read.', suggestion: undefined },
    ])
  })

  test('that look like a slip name the column that is read', () => {
    expect(warningsOf('UPN,DOB,NCyearActual,SENprovison')).toEqual([
      {
        message:
          'Column 4, “SENprovison”, is not a column of this return and is not read. Did you mean “SENprovision”?',
        suggestion: 'SENprovision',
      },
    ])
    expect(warningsOf('CHILD,DOB,DECOM,DEC,educatedInThisAuthorty')).toMatchObject([
      { suggestion: 'educatedInThisAuthority' },
    ])
  })

  test('of two or three letters are near to the same letters, and to one letter more or less', () => {
    for (const heading of ['XX', 'RED', 'TEC'])
      expect(warningsOf(`CHILD,DOB,DECOM,DEC,${heading}`)[0]?.suggestion).toBeUndefined()
    // Without the one or the other, a death or a legal status would silently not be known.
    for (const [slip, suggestion] of [
      ['RCE', 'REC'],
      ['RECC', 'REC'],
      ['LSX', 'LS'],
    ])
      expect(issuesOf(`CHILD,DOB,DECOM,DEC,${slip}`)).toMatchObject([{ suggestion }])
    expect(warningsOf('CHILD,DOB,DECOM,DEC,LS,REC,LSX')[0]?.suggestion).toBeUndefined()
  })

  test('that have a word of another name are not near to it', () => {
    for (const heading of ['Status', 'Placement', 'Team', 'Age', 'Allocated Worker', 'Stage'])
      expect(warningsOf(`CHILD,DOB,DECOM,DEC,${heading}`)[0]?.suggestion, heading).toBeUndefined()
  })

  test('refuse the table if the child or a day that rows are put together by seems to be misspelt', () => {
    expect(issuesOf('CHLD,DOB,DECOM,DEC')).toMatchObject([{ suggestion: 'CHILD' }])
    expect(issuesOf('CHILD,DOB,DECOMM,DEC,REC')).toMatchObject([{ suggestion: 'DECOM' }])
    expect(issuesOf('CHILD,DATE_EPISODE_COMENCED,DEC,REC')).toMatchObject([{ suggestion: 'DATE_EPISODE_COMMENCED' }])
    expect(issuesOf('CHILD,DECOM,DCE,REC')).toMatchObject([{ suggestion: 'DEC' }])
    expect(issuesOf('LAchildID,PersonBirthDat,CINreferralDate')).toMatchObject([{ suggestion: 'PersonBirthDate' }])
  })

  test('that stand twice are refused, by whatever names', () => {
    expect(issuesOf('CHILD,DECOM,DEC,date_episode_ceased')).toMatchObject([{ code: 'duplicate-name' }])
    expect(issuesOf('CHILD,DECOM,DEC,send,send')).toMatchObject([{ code: 'duplicate-name' }])
  })

  test('may be facts, and whose rules and which question', () => {
    const found = foldOne(
      'CHILD,DECOM,RNE,LS,DEC,educatedInThisAuthority,authority,ageYears,send,pepMeetingOn,careStatus,decision\n1,02/09/2025,S,C2,,TRUE,luton,13,EHC-Plan,01/12/2026,unknown,remit',
    )
    expect(found.frame).toEqual({ authority: 'luton', decision: 'remit' })
    expect(found.facts).toMatchObject({
      educatedInThisAuthority: true,
      ageYears: 13,
      send: 'ehc-plan',
      pepMeetingOn: '2026-12-01',
      careStatus: 'looked-after',
    })
  })

  test('facts with a value that they cannot have are issues, and one that is given wins', () => {
    const of = (fact: string, value: string) => foldOne(`CHILD,DECOM,RNE,LS,DEC,${fact}\n1,02/09/2025,S,C2,,${value}`)
    for (const [fact, value] of [
      ['ageYears', '99'],
      ['ageYears', 'x'],
      ['send', 'a lot'],
      ['educatedInThisAuthority', '2'],
      ['pepMeetingOn', 'soon'],
    ] as const)
      expect(of(fact, value).issues).toMatchObject([{ pointer: `/${fact}`, line: 2 }])
    expect(of('underCareOrder', 'no').facts.underCareOrder).toBe(false)
  })

  test('that are missing are said', () => {
    expect(tableOf('CHILD,DECOM,RNE,LS').warnings).toMatchObject([
      { kind: 'incomplete', message: expect.stringContaining('“DEC”') },
    ])
    expect(tableOf('DECOM,RNE,LS,DEC').warnings).toMatchObject([{ message: expect.stringContaining('which child') }])
    expect(tableOf('CHILD,DOB,ACTIV').warnings).toMatchObject([
      { message: expect.stringContaining('only the date of birth') },
    ])
    expect(tableOf('CHILD,SEX,ETHNIC').warnings).toMatchObject([{ message: expect.stringContaining('No column') }])
  })
})

describe('dates', () => {
  test.each([
    '31/08/2024',
    '2024-08-31',
    '2024-08-31T00:00:00',
    '2024-08-31 00:00:00',
    '2024-08-31T00:00',
    '2024-08-31T00:00:00.000Z',
    '2024-08-31Z',
    '2024-08-31+01:00',
    '2024-Aug-31 00:00:00',
    '2024-Aug-31',
    '31-Aug-2024',
    '31 August 2024',
    '31/Aug/2024',
    '31/08/2024 00:00',
    '31/8/2024 00:00:00',
  ])('%s', text => {
    expect(readDate(text)).toEqual({ date: '2024-08-31' })
  })

  test.each([
    ['41408', 'serial'],
    ['41408.0', 'serial'],
    ['8/31/2024', 'month-first'],
    ['31/02/2024', 'impossible'],
    ['2024-02-30', 'impossible'],
    ['13/13/2024', 'impossible'],
    ['2024-08-31T23:00:00', 'malformed'],
    ['31/08/2024 10:15', 'malformed'],
    ['31-08-2024', 'malformed'],
    ['31/08/24', 'short-year'],
    ['31 Foo 2024', 'malformed'],
    ['Nobody', 'malformed'],
    ['1', 'malformed'],
  ])('%s is none: %s', (text, fault) => {
    expect(readDate(text)).toEqual({ fault })
  })

  test('as a spreadsheet counts them, and with the month first, are said to be so', () => {
    const said = (dob: string) => foldOne(`CHILD,DOB,SEX\n1,${dob},1`).issues
    expect(said('41408')).toMatchObject([
      { pointer: '/DOB', message: expect.stringContaining('as a spreadsheet counts days') },
    ])
    expect(said('5/14/2013')).toMatchObject([{ message: expect.stringContaining('the month before the day') }])
    expect(said('31/02/2013')).toMatchObject([{ code: 'impossible-date' }])
  })

  test('of a column that has the month first are not read if they could be read either way', () => {
    const before = tableOf('CHILD,DOB,DECOM,DEC')
    const watch = watchDates(before)
    for (const cells of [
      ['1', '5/14/2013', '', ''],
      ['2', '11/2/2025', '14/05/2025', ''],
    ])
      watch.see(cells)
    const { table, warnings } = watch.result()
    expect(warnings).toMatchObject([{ kind: 'unread', file: 'file.csv', pointer: '/DOB' }])
    expect([...table.layout.monthFirst]).toEqual([1])
    expect(watchDates(before).result().warnings).toEqual([])
  })
})

describe('cells that cannot be read', () => {
  const row = (cells: string) =>
    foldOne(`CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE\n${cells}`)

  test('and tell no fact refuse nobody', () => {
    const { facts, issues, warnings } = row('1,02/09/2019,S,C2,N99,H5,PRX,17/06/2021,E45,WHY')
    expect([issues, facts.careExitRoute]).toEqual([[], 'special-guardianship-order'])
    expect(warnings.map(({ kind, pointer }) => [kind, pointer])).toEqual([
      ['unused', '/CIN'],
      ['unused', '/PLACE_PROVIDER'],
      ['unused', '/REASON_PLACE_CHANGE'],
    ])
  })

  test('are judged by the days of their own row', () => {
    expect(row('1,02/09/2019,S,C2,N1,P2,PR1,28/10/2023,E45,').warnings).toEqual([])
    expect(row('1,02/09/2019,S,C2,N1,P2,PR1,29/10/2023,E45,').warnings).toMatchObject([
      { kind: 'unused', pointer: '/PLACE' },
    ])
    expect(row('1,02/09/2023,S,C2,N1,K3,PR1,01/04/2024,E45,').warnings).toMatchObject([
      { message: expect.stringContaining('from 1 April 2024 on') },
    ])
    expect(row('1,02/09/2023,S,C2,N1,K3,PR1,02/04/2024,E45,').warnings).toEqual([])
    expect(row('1,02/09/2023,S,C2,N1,H5,PR1,,,')).toMatchObject({
      issues: [],
      facts: { careStatus: 'looked-after' },
      warnings: [{ kind: 'unused' }],
    })
  })

  test('and on which care depends today are an issue; of former episodes they are not', () => {
    expect(row('1,02/09/2023,S,Q9,N1,U4,PR1,,,').issues).toMatchObject([{ pointer: '/LS' }])
    expect(row('1,02/09/2023,S,C2,N1,U4,PR1,01/02/2024,E99,').issues).toMatchObject([{ pointer: '/REC' }])
    expect(row('1,02/09/2023,S,Q9,N1,U4,PR1,01/02/2024,E45,').facts.careStatus).toBe('ceased')
    expect(row('1,41408,S,C2,N1,U4,PR1,,,').issues).toMatchObject([{ pointer: '/DECOM' }])
  })

  test.each(['V1', 'F1', 'C3', 'E43'])(
    'the legal status %s is no slip: what is permitted is listed, and nothing offered',
    LS => {
      const { issues } = row(`1,02/09/2023,S,${LS},N1,U4,PR1,,,`)
      expect(issues).toMatchObject([
        { message: expect.stringContaining('Permitted: C1, C2, D1, E1, V2, V3, V4, L1, L2, L3, J1, J2, J3.') },
      ])
      expect(JSON.stringify(issues)).not.toContain('Did you mean')
      expect(issues[0]).not.toHaveProperty('suggestion')
    },
  )

  test.each(['c2', ' C2', 'C 2'])('a slip in case or blanks (“%s”) is mended, and said', LS => {
    const { facts, warnings } = row(`1,02/09/2023,S,${LS},N1,U4,PR1,,,`)
    expect(facts.underCareOrder).toBe(true)
    expect(warnings.map(one => one.kind)).toEqual(LS.trim() === 'C2' ? [] : ['mended'])
  })

  test.each(['NULL', 'null', 'NaN', 'NaT', '<NA>', 'N/A', '-', ' '])('“%s” is a blank cell', blank => {
    const { facts, issues, warnings } = row(`1,02/09/2023,S,C2,${blank},${blank},${blank},${blank},${blank},${blank}`)
    expect([issues, warnings, facts.careStatus]).toEqual([[], [], 'looked-after'])
    expect(childOf(tableOf('CHILD,DOB'), [blank, ''])).toBe('')
  })

  test('and would tell a fact leave it unknown', () => {
    const { facts, warnings, issues } = foldOne('UPN,DOB,NCyearActual,SENprovision,PLAA\n1,14/05/2013,9,SEHM,G')
    expect([issues, facts]).toEqual([
      [],
      { dateOfBirth: '2013-05-14', yearGroup: 9, careStatus: 'ceased', careExitRoute: 'special-guardianship-order' },
    ])
    expect(warnings).toMatchObject([{ kind: 'unread', pointer: '/SENprovision' }])
  })

  test('a row with cells too many or too few; empty ones may follow', () => {
    expect(row('1,02/09/2023,S,C2').issues).toMatchObject([{ code: 'malformed', line: 2 }])
    expect(row('1,02/09/2023,S,C2,N1,U4,PR1,,,,x').issues).toMatchObject([{ code: 'malformed' }])
    expect(row('1,02/09/2023,S,C2,N1,U4,PR1,,,,,').issues).toEqual([])
  })
})

describe('whatever stands in a table', () => {
  const garbage = [
    'Nobody-1',
    '31/02/2014',
    '=1+1',
    'x'.repeat(5_000),
    '\u0000',
    '😀',
    '__proto__',
    '-1',
    '99999',
    '2026-13-45',
    'C2 C2',
    'b) E99',
    '1/1/1',
  ]

  test('nothing fails, and no cell is repeated', () => {
    const pick = pickerFor('garbage')
    const tables = [...codeSets.values()].flatMap(set => set.tables.map(one => tableOf(one.columns, one.id)))
    for (let i = 0; i < 3_000; i += 1) {
      const rows = Array.from({ length: 1 + pick.upTo(4) }, (_, line) => {
        const table = pick.of(tables)
        const width = Math.max(0, table.width + (pick.upTo(8) === 0 ? pick.upTo(3) - 1 : 0))
        const cell = () => pick.of(['', ...garbage, '14/05/2013', 'S', 'C2', '1'])
        return { table, cells: Array.from({ length: width }, cell), line: line + 2 }
      })
      const { facts, issues, warnings } = foldChild(rows, '2026-11-22', { authority: 'luton' })
      if (issues.length > 0) expect(facts).toEqual({})
      const said = JSON.stringify([issues, warnings])
      for (const cell of [
        'Nobody-1',
        '31/02/2014',
        '=1+1',
        'xxxxx',
        '😀',
        '__proto__',
        '99999',
        '2026-13-45',
        'C2 C2',
        'E99',
      ])
        expect(said).not.toContain(cell)
    }
  })

  test('headings of any kind are recognised or refused', () => {
    const pick = pickerFor('headings')
    const some = [...codeSets.values()].flatMap(set => [...set.columns.map(one => one.name), ...set.identifiers])
    for (let i = 0; i < 2_000; i += 1) {
      const headings = Array.from({ length: pick.upTo(12) }, () => pick.of(pick.upTo(3) === 0 ? garbage : some))
      const found = recognise(headings)
      const said = JSON.stringify(found.ok ? found.value.warnings : found.issues)
      for (const cell of ['31/02/2014', '=1+1', 'xxxxx', '😀', '99999']) expect(said).not.toContain(cell)
    }
  })
})
