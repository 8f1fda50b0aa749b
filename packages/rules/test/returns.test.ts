import { describe, expect, test } from 'vitest'
import { factsOfReturn, headingsOfReturn, loadCodes } from '../src/index.ts'
import { rowOf } from './support/returns.ts'

const day = '2026-11-22'
const [ssda903, cin, census] = [
  await loadCodes('ssda903'),
  await loadCodes('cin-census'),
  await loadCodes('school-census'),
]

describe('an episode of the looked-after return', () => {
  const open = { DECOM: '03/04/2024', RNE: 'S', LS: 'C2', DEC: '', REC: '' }
  const factsOf = (cells: object) => rowOf(ssda903, { ...open, ...cells }, day).facts

  test('that is open on the day tells that the child is looked after', () => {
    const since = { careStatus: 'looked-after', careJurisdiction: 'england', lookedAfterSince: '2024-04-03' }
    expect(factsOf({})).toEqual({ ...since, underCareOrder: true })
    expect(factsOf({ LS: 'C1' })).toEqual({ ...since, underCareOrder: true })
    expect(factsOf({ LS: 'V2' })).toEqual({ ...since, underCareOrder: false, shortBreaksOnly: false })
  })

  test.each(['E1', 'D1', 'L1', 'L2', 'L3', 'J1', 'J2', 'J3'])(
    'under %s leaves open whether there is a care order too',
    LS => {
      expect(factsOf({ LS })).toMatchObject({ careStatus: 'looked-after', shortBreaksOnly: false })
      expect(factsOf({ LS })).not.toHaveProperty('underCareOrder')
    },
  )

  test.each(['V3', 'V4'])(
    'of short breaks (%s) tells neither that the child is looked after nor that it is only in short breaks',
    LS => {
      expect(factsOf({ LS })).toEqual({ underCareOrder: false })
      expect(factsOf({ LS, DEC: '01/05/2026', REC: 'E41' })).toEqual({})
    },
  )

  test('is open from its first day to the eve of its last', () => {
    const statusWith = (cells: object) => factsOf({ ...cells, REC: 'E11' })?.careStatus
    expect(statusWith({ DECOM: '23/11/2026', DEC: '' })).toBeUndefined()
    expect(statusWith({ DECOM: '22/11/2026', DEC: '' })).toBe('looked-after')
    expect(statusWith({ DEC: '23/11/2026' })).toBe('looked-after')
    expect(statusWith({ DEC: '22/11/2026' })).toBe('ceased')
    expect(statusWith({ DEC: '21/11/2026' })).toBe('ceased')
  })

  test('tells since when only where the child began to be looked after with it', () => {
    expect(factsOf({ RNE: 'P' })).not.toHaveProperty('lookedAfterSince')
    expect(factsOf({ RNE: '' })).not.toHaveProperty('lookedAfterSince')
  })

  test.each([
    ['E11', 'adoption'],
    ['E12', 'adoption'],
    ['E41', 'child-arrangements-order'],
    ['E45', 'special-guardianship-order'],
    ['E46', 'special-guardianship-order'],
    ['E47', 'special-guardianship-order'],
    ['E48', 'special-guardianship-order'],
    ['E4A', 'returned-home'],
    ['E4B', 'returned-home'],
    ['E17', 'aged-out'],
  ])('that ended with %s tells how the child left care: %s', (REC, careExitRoute) => {
    expect(factsOf({ DEC: '01/06/2026', REC })).toEqual({
      careStatus: 'ceased',
      careExitRoute,
      careJurisdiction: 'england',
    })
  })

  test.each(['E13', 'E5', 'E8', 'E9', 'E16'])('that ended with %s leaves open how', REC => {
    expect(factsOf({ DEC: '01/06/2026', REC })).toEqual({ careStatus: 'ceased', careJurisdiction: 'england' })
  })

  test.each(['X1', 'E2', 'E3', ''])('that ended with “%s” tells nothing of the day', REC => {
    expect(factsOf({ DEC: '01/06/2026', REC })).toEqual({})
  })

  test('without a column for its end tells nothing, for a column that is not there is not blank', () => {
    expect(rowOf(ssda903, { DECOM: '03/04/2024', RNE: 'S', LS: 'C2' }, day).facts).toEqual({})
  })

  test('takes a code of a placement while it is valid', () => {
    expect(rowOf(ssda903, { PLACE: 'H5' }, '2025-03-31').facts).toEqual({})
    expect(rowOf(ssda903, { PLACE: 'Z12' }, '2025-04-01').facts).toEqual({})
    expect(rowOf(ssda903, { PLACE: 'H5' }, '2025-04-01').issues).toEqual([
      {
        code: 'unknown-word',
        pointer: '/PLACE',
        message: '“PLACE” has a code that was withdrawn: it was valid until 31 March 2025 (placement, 2025/26).',
      },
    ])
    expect(rowOf(ssda903, { PLACE: 'Z12' }, '2025-03-31').issues).toMatchObject([
      { message: expect.stringContaining('it is from 1 April 2025 on') },
    ])
  })
})

describe('a row of the children in need census', () => {
  const factsOf = (cells: Readonly<Record<string, string>>) => rowOf(cin, cells, day).facts
  const cpp = { CPPstartDate: '01/02/2026', CPPendDate: '' }
  const plan = { CINPlanStartDate: '01/02/2026', CINPlanEndDate: '' }

  test('tells the plan that is open, child protection before child in need, and no social worker', () => {
    expect(factsOf(cpp)).toEqual({ plan: 'child-protection' })
    expect(factsOf(plan)).toEqual({ plan: 'child-in-need' })
    expect(factsOf({ ...plan, ...cpp })).toEqual({ plan: 'child-protection' })
    expect(factsOf({ ...plan, ...cpp, CPPendDate: '22/11/2026' })).toEqual({ plan: 'child-in-need' })
  })

  test('has a plan from its first day to the eve of its last, and of none says nothing', () => {
    expect(factsOf({ ...cpp, CPPstartDate: '22/11/2026' })).toEqual({ plan: 'child-protection' })
    expect(factsOf({ ...cpp, CPPstartDate: '23/11/2026' })).toEqual({})
    expect(factsOf({ ...cpp, CPPendDate: '23/11/2026' })).toEqual({ plan: 'child-protection' })
    expect(factsOf({ ...cpp, CPPendDate: '22/11/2026' })).toEqual({})
    expect(factsOf({ CPPstartDate: '', CPPendDate: '', CINPlanStartDate: '', CINPlanEndDate: '' })).toEqual({})
  })

  test('tells an open case, which is no plan, unless the referral led to nothing', () => {
    const referral = { CINreferralDate: '01/02/2026', CINclosureDate: '', ReferralNFA: '0' }
    expect(factsOf(referral)).toEqual({ openToSocialCare: true })
    expect(factsOf({ ...referral, ReferralNFA: 'false' })).toEqual({ openToSocialCare: true })
    for (const ReferralNFA of ['1', 'true', '']) expect(factsOf({ ...referral, ReferralNFA })).toEqual({})
    expect(factsOf({ ...referral, CINclosureDate: '22/11/2026' })).toEqual({})
  })

  test('does not make a disability that comes first the only need', () => {
    expect(factsOf({ PrimaryNeedCode: 'N2', PersonBirthDate: '29/02/2016' })).toEqual({ dateOfBirth: '2016-02-29' })
  })

  test('takes a code that was given new words on either side of that day', () => {
    for (const on of ['2025-03-31', '2025-04-01']) expect(rowOf(cin, { PrimaryNeedCode: 'N1' }, on).facts).toEqual({})
  })
})

describe('a pupil of the school census', () => {
  const factsOf = (cells: Readonly<Record<string, string>>) => rowOf(census, cells, day).facts

  test.each([
    ['N1', -2],
    ['N2', -1],
    ['R', 0],
    ['1', 1],
    ['11', 11],
    ['14', 14],
  ])('in year %s', (NCyearActual, yearGroup) => {
    expect(factsOf({ NCyearActual })).toEqual({ yearGroup })
  })

  test.each(['E1', 'E2', 'X'])('in year %s has no year group among the facts', NCyearActual => {
    expect(factsOf({ NCyearActual })).toEqual({})
  })

  test('has SEN provision, and of former kinds until they were withdrawn none', () => {
    const sendOf = (SENprovision: string) => factsOf({ SENprovision })?.send
    expect(['N', 'K', 'E'].map(sendOf)).toEqual(['none', 'sen-support', 'ehc-plan'])
    expect(rowOf(census, { SENprovision: 'S' }, '2018-08-31').facts).toEqual({})
    expect(rowOf(census, { SENprovision: 'S' }, '2018-09-01').issues).toMatchObject([
      { message: expect.stringContaining('until 31 August 2018') },
    ])
    expect(rowOf(census, { NCyearActual: 'M' }, day).issues).toMatchObject([
      { message: expect.stringContaining('until 31 August 2015') },
    ])
    expect(rowOf(census, { SENtype: 'DS' }, '2026-04-30').issues).toMatchObject([
      { message: expect.stringContaining('from May 2026 on') },
    ])
    expect(rowOf(census, { SENtype: 'DS' }, '2026-05-01').facts).toEqual({})
  })

  test.each([
    ['A', 'adoption'],
    ['G', 'special-guardianship-order'],
    ['R', 'child-arrangements-order'],
    ['C', 'child-arrangements-order'],
    ['O', 'adoption-from-state-care-abroad'],
  ])('who left care by %s', (PLAA, careExitRoute) => {
    expect(factsOf({ PLAA })).toEqual({ careStatus: 'ceased', careExitRoute })
  })

  test('of whom nothing was declared is not a pupil with nothing to declare', () => {
    expect(factsOf({ PLAA: 'N', KinshipCare: 'ND', YoungCarer: 'N' })).toEqual({})
    expect(factsOf({ KinshipCare: 'KU' })).toEqual({})
  })

  test('in kinship care, with what order is not told', () => {
    for (const KinshipCare of ['KF', 'KI']) expect(factsOf({ KinshipCare })).toEqual({ kinshipCare: true })
  })

  test('who was suspended or excluded, and when', () => {
    const ExclusionStartDate = '01/10/2026'
    const exclusionOn = '2026-10-01'
    expect(factsOf({ ExclusionCategory: 'SUSP', ExclusionStartDate })).toEqual({
      proposedAction: 'suspension',
      exclusionOn,
    })
    expect(factsOf({ ExclusionCategory: 'PERM', ExclusionStartDate })).toEqual({
      proposedAction: 'permanent-exclusion',
      exclusionOn,
    })
    expect(factsOf({ ExclusionCategory: 'LNCH', ExclusionStartDate })).toEqual({})
  })
})

describe('what is refused', () => {
  const issueOf = (cells: Readonly<Record<string, string>>) => rowOf(census, cells, day).issues

  test('an unknown code: its column, the nearest right one and the year of the list, and nothing of the row', () => {
    const issues = issueOf({ Surname: 'Nobody', DOB: '01/02/2014', SENtype: 'SEHM', SENprovision: 'k' })
    expect(issues).toMatchObject([
      { code: 'unknown-word', pointer: '/SENprovision', suggestion: 'K' },
      { code: 'unknown-word', pointer: '/SENtype', suggestion: 'SEMH' },
    ])
    const said = JSON.stringify(issues)
    expect(said).toContain('(SEN type, May 2026). Did you mean “SEMH”?')
    for (const secret of ['Nobody', '2014', 'SEHM']) expect(said).not.toContain(secret)
  })

  test.each(['2014-02-01', '01-02-2014', '1/2/14', '01/02/2014 00:00', 'Nobody'])('a date written “%s”', DOB => {
    const issues = issueOf({ DOB })
    expect(issues).toMatchObject([{ code: 'malformed', pointer: '/DOB' }])
    expect(JSON.stringify(issues)).not.toContain(DOB)
  })

  test.each(['29/02/2015', '31/04/2014', '13/13/2014', '00/01/2014'])('a day that does not exist: %s', DOB => {
    expect(issueOf({ DOB })).toMatchObject([{ code: 'impossible-date', pointer: '/DOB' }])
  })

  test('a date of one figure a day or month is read', () => {
    expect(rowOf(census, { DOB: '1/2/2014' }, day).facts).toEqual({ dateOfBirth: '2014-02-01' })
  })

  test('columns that are none: by their place and the nearest, never by what stands there', () => {
    const found = headingsOfReturn(census, [
      'upn',
      'DOB',
      'SENprovison',
      'Nobody At All 1',
      'ncyearactual',
      'dateofbirth',
      '',
    ])
    const issues = found.ok ? [] : found.issues
    expect(issues.map(one => [one.message.slice(0, 9), one.code, one.suggestion])).toEqual([
      ['The colum', 'duplicate-name', undefined],
      ['Column 3 ', 'unknown-name', 'SENprovision'],
      ['Column 4 ', 'unknown-name', undefined],
      ['Column 7 ', 'unknown-name', undefined],
    ])
    expect(JSON.stringify(issues)).not.toContain('Nobody')
  })

  test('identifiers are passed over, whatever they hold', () => {
    const identifiers = Object.fromEntries(census.identifiers.map(name => [name, '31/02/2014 “x”']))
    expect(rowOf(census, { ...identifiers, SENprovision: 'K' }, day).facts).toEqual({ send: 'sen-support' })
  })

  test('a row with more cells or fewer than there are columns', () => {
    for (const row of [['01/02/2014'], ['01/02/2014', 'K', '']])
      expect(factsOfReturn(census, ['DOB', 'SENprovision'], row, day)).toMatchObject({
        ok: false,
        issues: [{ code: 'malformed', message: expect.stringContaining('names 2 columns') }],
      })
  })
})
