import { describe, expect, test } from 'vitest'
import { foldOne, foldTables, rulesWithCodes } from './support/tables.ts'

const day = '2026-11-22'
const england = { careJurisdiction: 'england' }
const looked = { careStatus: 'looked-after', ...england }
const episodes = (...rows: readonly string[]) => ['CHILD,DOB,DECOM,RNE,LS,PLACE,DEC,REC', ...rows].join('\n')
const answerTo = (decision: string, facts: object, more: object = {}) => {
  const found = rulesWithCodes.evaluate({
    decision,
    authority: 'luton',
    asOf: day,
    trace: 'none',
    facts: { ...facts, ...more },
  })
  return 'issues' in found ? found.issues.map(one => one.message) : found.answer
}

describe('times in care', () => {
  const several = episodes(
    'K1,14/05/2013,02/09/2019,S,C2,U4,01/06/2021,X1',
    'K1,14/05/2013,01/06/2021,P,C2,U4,10/08/2022,E4A',
    'K1,14/05/2013,03/02/2025,S,V2,U4,04/05/2025,X1',
    'K1,14/05/2013,04/05/2025,L,C2,U4,,',
  )

  test('several rows of a child come to one child, with the rows of each fact', () => {
    const { facts, sources, issues, warnings } = foldOne(several)
    expect([issues, warnings]).toEqual([[], []])
    expect(facts).toEqual({
      dateOfBirth: '2013-05-14',
      ...looked,
      underCareOrder: true,
      lookedAfterSince: '2025-02-03',
    })
    expect(sources.careStatus).toEqual([{ table: 'file.csv', line: 5, column: 'LS' }])
    expect(sources.lookedAfterSince).toEqual([4, 5].map(line => ({ table: 'file.csv', line, column: 'DECOM' })))
    expect(answerTo('personal-education-plan', facts, { lookedAfterByThisAuthority: true })).toBe('required')
  })

  test.each([
    ['2019-09-01', {}],
    ['2019-09-02', { ...looked, underCareOrder: true, lookedAfterSince: '2019-09-02' }],
    ['2021-06-01', { ...looked, underCareOrder: true, lookedAfterSince: '2019-09-02' }],
    ['2022-08-10', { careStatus: 'ceased', careExitRoute: 'returned-home', ...england }],
    ['2025-05-03', { ...looked, underCareOrder: false, shortBreaksOnly: false, lookedAfterSince: '2025-02-03' }],
  ])('are told as they were on %s', (on, told) => {
    expect(foldOne(several, on).facts).toEqual({ dateOfBirth: '2013-05-14', ...told })
  })

  test('begin again with S on the day on which the last one ended', () => {
    const { facts } = foldOne(episodes('1,,01/01/2024,S,C2,U4,05/05/2024,E4B', '1,,05/05/2024,S,C2,U4,,'))
    expect(facts.lookedAfterSince).toBe('2024-05-05')
  })

  test('of which no row tells the beginning have none', () => {
    expect(foldOne(episodes('1,,05/05/2024,P,C2,U4,,')).facts).toEqual({ ...looked, underCareOrder: true })
    const gap = foldOne(episodes('1,,01/01/2024,S,C2,U4,05/05/2024,X1', '1,,06/05/2024,P,C2,U4,,'))
    expect(gap.facts).not.toHaveProperty('lookedAfterSince')
  })

  test('of which rows do not agree on where they begin have none, and say so', () => {
    for (const [ended, began] of [
      ['X1', 'S'],
      ['E4A', 'P'],
    ]) {
      const { facts, warnings } = foldOne(
        episodes(`1,,01/01/2024,S,C2,U4,05/05/2024,${ended}`, `1,,05/05/2024,${began},C2,U4,,`),
      )
      expect(facts).toEqual({ ...looked, underCareOrder: true })
      expect(warnings).toMatchObject([{ kind: 'set-aside', line: 3 }])
    }
  })

  test.each(['V3', 'V4'])('of short breaks (%s) tell neither care nor since when', LS => {
    expect(foldOne(episodes(`1,,01/10/2026,S,${LS},U6,,`)).facts).toEqual({ underCareOrder: false })
    expect(foldOne(episodes(`1,,01/10/2026,S,${LS},U6,10/10/2026,E8`)).facts).toEqual({})
    const after = foldOne(episodes(`1,,01/10/2026,S,${LS},U6,10/10/2026,X1`, '1,,10/10/2026,L,C2,U6,,'))
    expect(after.facts).toEqual({ ...looked, underCareOrder: true })
  })

  test('that began with police protection or an emergency protection order began in an emergency', () => {
    for (const LS of ['L1', 'L2']) {
      const { facts } = foldOne(episodes(`1,,01/10/2026,S,${LS},U6,02/10/2026,X1`, '1,,02/10/2026,L,C1,U6,,'))
      expect(facts).toEqual({
        ...looked,
        underCareOrder: true,
        lookedAfterSince: '2026-10-01',
        careBeganInEmergency: true,
      })
    }
    const later = foldOne(episodes('1,,01/10/2026,S,V2,U6,02/10/2026,X1', '1,,02/10/2026,L,L1,U6,,'))
    expect(later.facts).not.toHaveProperty('careBeganInEmergency')
  })

  test.each(['E5', 'E6', 'E7', 'E8', 'E9', 'E13', 'E14', 'E15', 'E16'])(
    'that ended with %s ended in no order and no adoption',
    REC => {
      const { facts } = foldOne(episodes(`1,14/05/2011,02/09/2023,S,V2,U4,17/06/2024,${REC}`))
      expect(facts).toEqual({ dateOfBirth: '2011-05-14', careStatus: 'ceased', careExitRoute: 'other', ...england })
      const more = {
        educatedInThisAuthority: true,
        socialWorker: 'never',
        assessedInNeed: false,
        plan: 'none',
        kinshipCare: false,
      }
      expect(answerTo('remit', facts, more)).toBe('not-in-remit')
    },
  )

  test('that ended on the 18th birthday ended on becoming an adult, and a day before not', () => {
    const routeOn = (to: string, REC = 'E5') =>
      foldOne(episodes(`1,14/05/2008,02/09/2023,S,V2,U4,${to},${REC}`)).facts.careExitRoute
    expect([routeOn('13/05/2026'), routeOn('14/05/2026'), routeOn('14/05/2026', 'E15')]).toEqual([
      'other',
      'aged-out',
      'other',
    ])
  })

  test.each(['E43', 'E44', 'E45', 'E48'])('that ended with %s ended with special guardianship', REC => {
    const [from, to] = REC < 'E45' ? ['02/09/2013', '17/06/2016'] : ['02/09/2019', '17/06/2021']
    const { facts } = foldOne(episodes(`1,14/05/2011,${from},S,V2,U4,${to},${REC}`))
    expect(facts).toMatchObject({ careStatus: 'ceased', careExitRoute: 'special-guardianship-order' })
    expect(answerTo('remit', facts, { educatedInThisAuthority: true })).toBe('in-remit')
  })

  test('E43 was valid to the end of March 2018, and the day is that of the row', () => {
    const found = (to: string) => foldOne(episodes(`1,,02/09/2013,S,V2,U4,${to},E43`))
    expect(found('31/03/2018').issues).toEqual([])
    expect(found('01/04/2018').issues).toMatchObject([{ message: expect.stringContaining('until 31 March 2018') }])
  })

  test('E3 tells that this council no longer looks after the child, and not whether another does', () => {
    expect(foldOne(episodes('1,,02/09/2013,S,V2,U4,17/06/2016,E3')).facts).toEqual({
      lookedAfterByThisAuthority: false,
    })
  })

  test('X1 without a next episode is incomplete, and no answer follows', () => {
    const { facts, warnings } = foldOne(episodes('1,,02/09/2013,S,V2,U4,17/06/2016,X1'))
    expect(facts).toEqual({})
    expect(warnings).toMatchObject([{ kind: 'incomplete', line: 2 }])
  })

  test('a list of those who left needs no legal status, if the reason ends no short break', () => {
    const of = (REC: string) => foldOne(`CHILD,DOB,DEC,REC\n1,14/05/2014,17/06/2024,${REC}`).facts.careExitRoute
    expect(['E45', 'E11', 'E41', 'E4A', 'E8', 'E5'].map(of)).toEqual([
      'special-guardianship-order',
      'adoption',
      'child-arrangements-order',
      'returned-home',
      undefined,
      undefined,
    ])
  })

  test('without a column for the end nothing is known to go on', () => {
    expect(foldOne('CHILD,DECOM,RNE,LS\n1,03/04/2024,S,C2').facts).toEqual({})
  })

  test('the same episode in the extracts of two years is one; if it ended meanwhile, it ended', () => {
    const found = foldTables(
      { 'a.csv': episodes('1,,02/09/2023,S,C2,U4,,'), 'b.csv': episodes('1,,02/09/2023,S,C2,U4,17/06/2026,E45') },
      day,
    ).get('1')
    expect(found).toMatchObject({
      issues: [],
      facts: { careStatus: 'ceased' },
      warnings: [{ kind: 'set-aside', file: 'a.csv' }],
    })
  })
})

describe('a code that does not say all of a fact', () => {
  const remanded = 'K1,14/05/2010,03/02/2026,S,J1,K2,,'

  test('gives no answer, since the rules would presume otherwise', () => {
    const { facts, issues } = foldOne(episodes(remanded))
    expect(facts).toEqual({})
    expect(issues).toMatchObject([{ file: 'file.csv', line: 2, pointer: '/LS', code: 'missing-member' }])
  })

  test('lets what a column of that fact says stand', () => {
    const beside = ['CHILD,DOB,DECOM,RNE,LS,PLACE,DEC,REC,remand', `${remanded},youth-detention`].join('\n')
    expect(foldOne(beside)).toMatchObject({ issues: [], facts: { ...looked, remand: 'youth-detention' } })
  })

  test('says nothing of one who was remanded once', () => {
    const later = episodes('K1,14/05/2010,03/02/2025,S,J1,K2,01/03/2025,X1', 'K1,14/05/2010,01/03/2025,L,C2,K2,,')
    expect(foldOne(later)).toMatchObject({ issues: [], facts: looked })
  })
})

test('what the extract of an earlier year says of an episode that has ended since does not count', () => {
  const placed = 'K1,14/05/2020,03/02/2025,S,E1,A6'
  const { facts, issues } = foldOne(episodes(`${placed},,`, `${placed},01/09/2026,E12`))
  expect(issues).toEqual([])
  expect(facts).toEqual(foldOne(episodes(`${placed},01/09/2026,E12`)).facts)
})

describe('care after the child had left it as an adult', () => {
  test.each([
    ['aged out by its code', 'K1,,10/07/2019,S,C2,U4,10/07/2022,E17', 'K1,,23/10/2022,S,V2,U4,,'],
    [
      'aged out by the date of birth',
      'K1,01/07/2004,10/07/2019,S,C2,U4,10/07/2022,E5',
      'K1,01/07/2004,23/10/2022,S,V2,U4,,',
    ],
  ])('is a contradiction: %s', (_, first, second) => {
    expect(foldOne(episodes(first, second))).toMatchObject({ facts: {}, issues: [{ line: 3, code: 'contradiction' }] })
  })

  test('is none if the code says nothing of age, and the child was younger', () => {
    const { issues } = foldOne(
      episodes('K1,01/07/2010,10/07/2019,S,C2,U4,10/07/2022,E5', 'K1,01/07/2010,23/10/2022,S,V2,U4,,'),
    )
    expect(issues).toEqual([])
  })
})

describe('tables of one return, joined by the child', () => {
  const reviewed = (review: string, since = '02/11/2026') =>
    foldTables(
      {
        'header.csv': 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nP1,1,14/05/2013,WBRI,A,,\nP2,1,14/05/2014,WBRI,A,,',
        'episodes.csv': `CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\nP1,${since},S,C2,N1,U4,PR1,,,,,,`,
        'reviews.csv': `CHILD,DOB,REVIEW,REVIEW_CODE\nP1,14/05/2013,${review},PN1\nP1,14/05/2013,01/02/2028,PN1\nP1,14/05/2013,01/02/2020,PN1`,
      },
      day,
    )

  test('Header, Episodes and Reviews tell birth, care and the first review', () => {
    const found = reviewed('20/11/2026')
    expect(found.get('P1')?.facts).toEqual({
      dateOfBirth: '2013-05-14',
      ...looked,
      underCareOrder: true,
      lookedAfterSince: '2026-11-02',
      firstReviewOn: '2026-11-20',
    })
    expect(found.get('P1')?.sources.firstReviewOn).toEqual([{ table: 'reviews.csv', line: 2, column: 'REVIEW' }])
    expect(found.get('P2')?.facts).toEqual({ dateOfBirth: '2014-05-14' })
  })

  test('a review of a later year of the return may not be the first', () => {
    const late = reviewed('20/06/2026', '01/03/2026').get('P1')!
    expect(late.facts).not.toHaveProperty('firstReviewOn')
    expect(late.warnings).toMatchObject([{ kind: 'incomplete', file: 'reviews.csv', line: 2 }])
    expect(reviewed('10/04/2026', '20/03/2026').get('P1')?.facts.firstReviewOn).toBe('2026-04-10')
    expect(reviewed('20/09/2026', '01/04/2026').get('P1')?.facts.firstReviewOn).toBe('2026-09-20')
  })

  test('a review that cannot be read could be the first', () => {
    const { facts, warnings } = reviewed('soon').get('P1')!
    expect(facts).not.toHaveProperty('firstReviewOn')
    expect(warnings).toMatchObject([{ kind: 'unread', pointer: '/REVIEW' }])
  })

  test('a social worker of the day is assigned; one who went is not told, for there may be others', () => {
    const assigned = (to: string) =>
      foldOne(`CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n1,14/05/2013,SW1,01/02/2026,${to},`).facts
        .socialWorkerAssigned
    expect(['', '23/11/2026', '22/11/2026'].map(assigned)).toEqual([true, true, undefined])
  })

  test('placed for adoption is told of a child who is looked after', () => {
    const found = (rows: string) =>
      foldTables(
        {
          'e.csv': episodes(rows),
          'p.csv': 'CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n1,,01/02/2026,,',
        },
        day,
      ).get('1')
    expect(found('1,,01/01/2025,S,E1,U4,,')?.facts.placedForAdoption).toBe(true)
    expect(found('1,,01/01/2025,S,E1,U4,01/06/2026,E11')?.facts).toEqual({
      careStatus: 'ceased',
      careExitRoute: 'adoption',
      ...england,
    })
    expect(foldOne(episodes('1,,01/01/2025,S,E1,A5,,')).facts.placedForAdoption).toBe(true)
  })

  test('where the placement is, only while it lasts', () => {
    const lives = (row: string) => foldOne(`CHILD,DECOM,RNE,LS,DEC,REC,PL_LOCATION\n${row}`).facts.livesInThisAuthority
    expect(lives('1,01/02/2024,S,C2,,,IN')).toBe(true)
    expect(lives('1,01/02/2024,S,C2,,,OUT')).toBe(false)
    expect(lives('1,01/02/2024,S,C2,01/06/2024,E4A,OUT')).toBeUndefined()
  })

  test.each([
    'CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK',
    'CHILD,SEX,DOB,DUC',
    'CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR',
    'CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM',
    'CHILD,DOB,MISSING,MIS_START,MIS_END',
    'CHILD,DOB,DOLO_START,DOLO_END',
  ])('of %s only the date of birth is read', headings => {
    const cells = headings.split(',').map(one => (one === 'CHILD' ? '1' : one === 'DOB' ? '14/05/2013' : 'x'))
    expect(foldOne(`${headings}\n${cells.join()}`)).toMatchObject({
      facts: { dateOfBirth: '2013-05-14' },
      issues: [],
      warnings: [],
    })
  })
})

describe('children in need', () => {
  const flat =
    'LAchildID,PersonBirthDate,CINreferralDate,CINclosureDate,ReasonForClosure,ReferralNFA,CINPlanStartDate,CINPlanEndDate,CPPstartDate,CPPendDate'

  test('native dates and each way of writing yes and no', () => {
    for (const no of ['0', 'false', 'False', 'FALSE', 'N', '0.0'])
      expect(foldOne(`${flat}\nX1,2015-03-27,2026-02-17,,,${no},,,,`).facts).toEqual({
        dateOfBirth: '2015-03-27',
        openToSocialCare: true,
      })
    for (const yes of ['1', 'true', 'TRUE', 'Y'])
      expect(foldOne(`${flat}\nX1,2015-03-27,2026-02-17,,,${yes},,,,`).facts).toEqual({ dateOfBirth: '2015-03-27' })
  })

  test('child protection comes before child in need, also from another row or table', () => {
    const [cin, cpp] = ['X1,,,,,,2026-02-17,,,', 'X1,,,,,,,,2026-03-17,']
    expect(foldOne(`${flat}\n${cin}\n${cpp}`).facts).toEqual({ plan: 'child-protection' })
    const found = foldTables(
      {
        'plans.csv': 'LAchildID,CINdetailsID,CINPlanStartDate,CINPlanEndDate\nX1,1,2026-02-17,',
        'cpp.csv': 'LAchildID,CINdetailsID,CPPID,CPPstartDate,CPPendDate\nX1,1,1,2026-03-17,',
      },
      day,
    )
    expect(found.get('X1')?.facts).toEqual({ plan: 'child-protection' })
    expect(foldOne(`${flat}\n${cin}`).facts).toEqual({ plan: 'child-in-need' })
  })

  test('a plan that is open after its case was closed is an issue, and no answer', () => {
    const found = foldOne(`${flat}\nX1,,2025-01-02,2026-10-05,RC7,0,2025-03-03,,,`)
    expect(found).toMatchObject({ facts: {}, issues: [{ code: 'contradiction', pointer: '/CINPlanEndDate', line: 2 }] })
  })

  test('a plan is held against its own case', () => {
    const found = (inCase: string, closed: string) =>
      foldTables(
        {
          'cases.csv': `LAchildID,CINdetailsID,CINreferralDate,CINclosureDate,ReferralNFA\nX1,1,2024-01-02,2025-10-05,0\nX1,2,2025-12-02,${closed},0`,
          'plans.csv': `LAchildID,CINdetailsID,CINPlanStartDate,CINPlanEndDate\nX1,${inCase},2025-03-03,`,
        },
        day,
      ).get('X1')
    expect(found('1', '')?.issues).toMatchObject([{ code: 'contradiction', file: 'plans.csv' }])
    expect(found('2', '')?.facts).toEqual({ plan: 'child-in-need', openToSocialCare: true })
    expect(found('', '')?.issues).toEqual([])
    expect(found('', '2026-02-02')?.issues).toMatchObject([{ code: 'contradiction' }])
  })

  test('a plan that ended before it began, and a reason for closure without a day', () => {
    expect(foldOne(`${flat}\nX1,,,,,,2025-03-03,2025-03-02,,`).issues).toMatchObject([{ pointer: '/CINPlanEndDate' }])
    expect(foldOne(`${flat}\nX1,,2025-01-02,,RC7,0,,,,`).issues).toMatchObject([{ pointer: '/ReasonForClosure' }])
  })
})

describe('a death', () => {
  test.each([
    ['the day of it', 'LAchildID,PersonDeathDate,CINPlanStartDate,CINPlanEndDate\nX,2026-10-01,2026-01-01,'],
    [
      'the reason of closure',
      'LAchildID,CINreferralDate,CINclosureDate,ReasonForClosure,ReferralNFA\nX,2026-01-01,2026-10-05,RC2,0',
    ],
    ['the reason an episode ended', episodes('1,,02/09/2023,S,C2,U4,17/06/2026,E2')],
    ['the list of care leavers', 'CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n1,14/05/2006,DIED,0,0'],
    [
      'an inspection',
      "Child Unique ID,Date Started to be Looked After,Child's Legal Status,Date Ceased to be Looked After,Reason Ceased to be Looked After\n1,02/09/2023,C2,17/06/2026,b) Died",
    ],
  ])('in %s: nothing is answered', (_, text) => {
    const { facts, issues } = foldOne(text)
    expect(facts).toEqual({})
    expect(new Set(issues.map(one => one.code))).toEqual(new Set(['death-recorded']))
    expect(foldOne(text, '2020-01-01').issues.length).toBe(text.includes('DIED') ? 1 : 0)
  })
})

describe('rows that contradict one another', () => {
  test.each([
    ['a reason without a day', episodes('5,14/05/2013,02/11/2025,S,C2,U4,,E4A'), '/REC'],
    ['an end before the beginning', episodes('5,14/05/2013,02/11/2025,S,C2,U4,01/11/2025,E4A'), '/DEC'],
    ['an end on the day of the beginning', episodes('5,14/05/2013,02/11/2025,S,C2,U4,02/11/2025,E4A'), '/DEC'],
    ['two that overlap', episodes('5,,02/11/2025,S,C2,U4,01/12/2025,X1', '5,,30/11/2025,P,C2,U4,,'), ''],
    ['one that is open before another', episodes('5,,02/11/2025,S,C2,U4,,', '5,,30/11/2025,P,C2,U4,,'), ''],
    [
      'two dates of birth',
      episodes('5,14/05/2013,02/11/2025,S,C2,U4,01/12/2025,X1', '5,15/05/2013,01/12/2025,P,C2,U4,,'),
      '/DOB',
    ],
  ])('%s: an issue, and no answer', (_, text, pointer) => {
    const { facts, issues } = foldOne(text)
    expect(facts).toEqual({})
    expect(issues).toMatchObject([{ code: 'contradiction', pointer, file: 'file.csv' }])
  })

  test('two returns that differ on care: what follows from days counts, and is said', () => {
    const found = foldTables(
      { 'e.csv': episodes('1,,02/09/2025,S,C2,U4,,'), 'pupils.csv': 'UPN,NCyearActual,PLAA\n1,9,A' },
      day,
    ).get('1')
    expect(found?.facts).toEqual({ ...looked, underCareOrder: true, lookedAfterSince: '2025-09-02', yearGroup: 9 })
    expect(found?.warnings).toMatchObject([{ kind: 'set-aside', file: 'pupils.csv', line: 2 }])
  })

  test('two returns that differ on how care ended: the same', () => {
    const found = foldTables(
      { 'e.csv': episodes('1,,02/09/2019,S,C2,U4,02/09/2021,E8'), 'pupils.csv': 'UPN,NCyearActual,PLAA\n1,9,A' },
      day,
    ).get('1')
    expect(found?.facts).toMatchObject({ careStatus: 'ceased', careExitRoute: 'other' })
    expect(found?.warnings).toMatchObject([{ kind: 'set-aside', file: 'pupils.csv' }])
  })

  test('two rows of one return that differ on something else: it stays unknown', () => {
    const { facts, warnings } = foldOne('UPN,DOB,NCyearActual,SENprovision\n1,14/05/2013,9,K\n1,14/05/2013,9,E')
    expect(facts).toEqual({ dateOfBirth: '2013-05-14', yearGroup: 9 })
    expect(warnings).toMatchObject([
      { kind: 'set-aside', message: expect.stringContaining('file.csv, line 2; file.csv, line 3') },
    ])
  })

  test('no issue and no warning repeats what stands in a cell', () => {
    const { issues, warnings } = foldOne(
      episodes('ZZ-9,31/02/2013,05/05/2025,S,Q9,XX,,', 'ZZ-9,14/05/2013,05/04/2025,s,c2,U4,01/06/2025,x1'),
    )
    expect(issues.length).toBeGreaterThan(0)
    for (const secret of ['ZZ-9', 'Q9', 'XX', '2013', '2025'])
      expect(JSON.stringify([issues, warnings])).not.toContain(secret)
  })
})

describe('school census', () => {
  test('COLLECT’s tables, joined by its own number', () => {
    const found = foldTables(
      {
        'pupilonroll.csv':
          'pupilonrolltableid,NativeId,dob,surname,upn,sex,enrolstatus,plaa,senprovision,ncyearactual,eyppr\n1,SCH7,2013-Apr-25 00:00:00,S,U,M,C,N,K,9,',
        'exclusions.csv':
          'pupilonrolltableid,NativeId,startdate,sessions,reason1,category,senprovision\n1,SCH7,2026-Oct-14 00:00:00,10.0,DB,FIXD,E\n1,SCH7,2026-Nov-14 00:00:00,10.0,DB,PERM,E\n1,SCH7,2026-Dec-14 00:00:00,1,DB,SUSP,E',
        'senneeds.csv': 'pupilonrolltableid,NativeId,senneedstableid,sentyperank,sentype\n1,SCH7,3,1.0,73e987da',
      },
      day,
    ).get('1')
    expect(found).toMatchObject({ issues: [], warnings: [] })
    expect(found?.facts).toEqual({
      dateOfBirth: '2013-04-25',
      yearGroup: 9,
      send: 'sen-support',
      proposedAction: 'permanent-exclusion',
      exclusionOn: '2026-11-14',
    })
  })

  test('of several exclusions the latest counts that a rule could be about', () => {
    const latest = (...rows: readonly string[]) => foldOne(['upn,startdate,category', ...rows].join('\n')).facts
    const suspended = { proposedAction: 'suspension', exclusionOn: '2026-10-14' }
    expect(latest('1,2026-Oct-14 00:00:00,FIXD')).toEqual(suspended)
    expect(latest('1,14/10/2026,SUSP', '1,20/10/2026,LNCH', '1,01/09/2026,PERM')).toEqual(suspended)
    expect(latest('1,20/10/2026,LNCH')).toEqual({})
    expect(latest('1,23/11/2026,SUSP')).toEqual({})
    expect(foldOne('upn,category\n1,SUSP').facts).toEqual({ proposedAction: 'suspension' })
  })

  test('kinship care, whatever is known of the arrangement', () => {
    const kinship = (code: string) => foldOne(`UPN,KinshipCare,DOB,NCyearActual,PLAA\nA,${code},14/05/2013,9,N`).facts
    for (const code of ['KF', 'KI', 'KU']) {
      expect(kinship(code)).toEqual({ dateOfBirth: '2013-05-14', yearGroup: 9, kinshipCare: true })
      expect(answerTo('remit', kinship(code), { educatedInThisAuthority: true })).toBe('in-remit')
    }
    expect(kinship('ND')).not.toHaveProperty('kinshipCare')
  })

  test('the council of the school tells whether the child is educated here', () => {
    const here = (row: string, authority?: string) =>
      foldOne(`UPN,EnrolStatus,LA\n${row}`, day, authority === undefined ? {} : { authority }).facts
        .educatedInThisAuthority
    expect([here('1,C,821', 'luton'), here('1,C,823', 'luton'), here('1,M,999', 'luton')]).toEqual([true, false, false])
    expect([here('1,C,821'), here('1,G,821', 'luton'), here('1,C,LUT', 'luton'), here('1,,821', 'luton')]).toEqual(
      Array(4).fill(undefined),
    )
  })
})

describe('lists for an inspection', () => {
  const list8 =
    "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Date Started to be Looked After,Child's Legal Status,Date of Latest Statutory Review,Date Ceased to be Looked After,Reason Ceased to be Looked After,Placement Location"

  test.each([
    ['C2: FCO', { underCareOrder: true }],
    ['b) Full care orders', { underCareOrder: true }],
    ['CLA - C1 - Interim Care Order', { underCareOrder: true }],
    ['e) Accommodated under S20', { underCareOrder: false }],
    ['V2: Single period under S20', { underCareOrder: false, shortBreaksOnly: false }],
    ['E1 - Placement order granted', { shortBreaksOnly: false }],
    ['', {}],
  ])('List 8 with the legal status “%s”', (status, told) => {
    expect(foldOne(`${list8}\n1,M,W,14/05/2013,13,02/02/2024,${status},01/08/2026,,,a) In`).facts).toEqual({
      dateOfBirth: '2013-05-14',
      ...looked,
      ...told,
      lookedAfterSince: '2024-02-02',
      livesInThisAuthority: true,
    })
  })

  test.each([
    ['a) Adopted', 'adoption'],
    ['b) E12: Adopted - consent dispensed', 'adoption'],
    ['E45 - SGO', 'special-guardianship-order'],
    ['g) Special Guardianship Orders', 'special-guardianship-order'],
    ['n) Care ceased for any other reason', 'other'],
  ])('List 8 with “%s”', (reason, careExitRoute) => {
    expect(foldOne(`${list8}\n1,M,W,14/05/2013,13,02/02/2022,C2,,01/08/2024,${reason},`).facts).toEqual({
      dateOfBirth: '2013-05-14',
      careStatus: 'ceased',
      careExitRoute,
      ...england,
    })
  })

  test('Lists 6, 7, 9 and 10 tell plans, cases, care and adoption', () => {
    const list6 = 'Child Unique ID,Date of Birth,CIN Start Date,CIN Closure Date,Reason for Closure,Case Status\n'
    expect(foldOne(`${list6}1,14/05/2013,01/02/2026,,,c) Child in need plan`).facts.plan).toBe('child-in-need')
    expect(foldOne(`${list6}1,14/05/2013,01/02/2026,,,Open assessment`).facts.openToSocialCare).toBe(true)
    const list7 = 'Child Unique ID,Date of Birth,Child Protection Plan Start Date,Child Protection Plan End Date\n'
    expect(foldOne(`${list7}1,14/05/2013,01/02/2026,`).facts.plan).toBe('child-protection')
    const list9 = 'Child Unique ID,Date of Birth,Eligibility Category,LA in Touch\n'
    expect(foldOne(`${list9}1,14/05/2006,b) Former relevant,a) In touch`).facts.careStatus).toBe('ceased')
    const list10 =
      'Child Unique ID,Date of Birth,Date the Child Entered Care,Date Placed for Adoption,Date of Adoption Order\n'
    expect(foldOne(`${list10}1,14/05/2020,01/02/2021,01/02/2022,01/06/2023`).facts).toMatchObject({
      careStatus: 'ceased',
      careExitRoute: 'adoption',
    })
  })

  test('List 11 is about adopters, and tells of no child', () => {
    expect(
      foldOne(
        'Individual adopter identifier,Family identifier,Gender,Date enquiry received,Date of Adoption Order\n1,2,M,01/02/2024,01/02/2025',
      ).facts,
    ).toEqual({})
  })
})
