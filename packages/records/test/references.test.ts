import { describe, expect, test } from 'vitest'
import { looksLikeLogin, looksPersonal, referenceIssues } from '../src/index.ts'

const codes = (reference: unknown) => referenceIssues(reference, '/actor', 'actor').map(one => one.code)

describe('a reference', () => {
  test.each([
    undefined,
    'C-10342',
    'mosaic-9f2c',
    'a',
    'x'.repeat(200),
    '0190b5f2-7c1e-7cc2-9d2c-2f6f1b3c4d5e',
    'urn:case:2026.11',
    'LCS_2026-0017',
    'Case-17',
    'CASE-FILE-17',
    'case.north',
    'VS.Team7.B2',
    '12345678901',
    'A12345678',
    'B-Team-04X',
  ])('%s may stay', reference => {
    expect(codes(reference)).toEqual([])
    if (reference !== undefined) expect(looksPersonal(reference)).toBe(false)
  })

  test.each([
    ['First.Last', 'personal-identifier'],
    ['First-Last', 'personal-identifier'],
    ['First_Last', 'personal-identifier'],
    ['F.Last', 'personal-identifier'],
    ['First.Middle.Last', 'personal-identifier'],
    ['First.Double-Barrelled', 'personal-identifier'],
    ['First.McLast', 'personal-identifier'],
    ['First.Last2', 'personal-identifier'],
    ['mosaic:First.Last', 'personal-identifier'],
    ['first.last@council.example', 'personal-identifier'],
    ['A123456789012', 'personal-identifier'],
    ['upn:A123456789012', 'personal-identifier'],
    ['943-476-5919', 'personal-identifier'],
    ['nhs:943.476.5919', 'personal-identifier'],
    ['First Last', 'malformed'],
    ['', 'malformed'],
    ['x'.repeat(201), 'malformed'],
    ['case/17', 'malformed'],
    ['Zoë', 'malformed'],
    [17, 'wrong-type'],
    [null, 'wrong-type'],
    [{}, 'wrong-type'],
  ])('%s is refused, in its own name and place, and is not repeated', (reference, code) => {
    expect(codes(reference)).toEqual([code])
    const [issue] = referenceIssues(reference, '/actor', 'actor')
    expect(issue).toMatchObject({ pointer: '/actor' })
    expect(issue!.message).toContain('“actor”')
    if (typeof reference === 'string' && reference !== '') expect(JSON.stringify(issue)).not.toContain(reference)
  })

  test('takes no time to speak of, however it is made', () => {
    const awkward = [`${'Aa.'.repeat(60)}!`, `${'AaBb'.repeat(50)}`, `${'A.'.repeat(100)}`, 'Aa'.repeat(100)]
    for (const reference of awkward) expect(codes(reference).length).toBeLessThanOrEqual(1)
  })
})

describe('a login that is made of a name', () => {
  test.each([
    ...['jane.smith', 'j.smith', 'jane_smith', 'jane-smith', 'jane.m.smith', 'jane.smith2', 'smith.j', 'JANE.SMITH'],
    ...['smithj', 'jsmith', 'SmithJ', 'JSMITH', 'janesmith', 'jsmith2', 'smithj12', 'jane', 'obrien', 'jane.o-brien'],
    ...['LUTON:jsmith', 'luton:jane.smith', 'jane.smith:luton', 'oidc:j_smith-jones', 'x.jane.smith'],
  ])('%s is known, and taken all the same', login => {
    expect(looksLikeLogin(login)).toBe(true)
    expect(codes(login)).toEqual([])
  })

  test.each([
    ...['staff-4711', 'staff.4711', 'vs-2', 'vsh', 'VSH1', 'EMP0042', '4711', 'a', 'u17', 'js0017', 'k9f2c1', 'ab12cd'],
    ...[
      'duty-manager',
      'team.north',
      'reviewer',
      'social-worker',
      'deputy_head',
      'duty.officer2',
      'test-user',
      'admin',
    ],
    ...[
      'luton:4711',
      'luton:staff-17',
      'mosaic:u17',
      '0190b5f2-7c1e-7cc2-9d2c-2f6f1b3c4d5e',
      'jsmith2026',
      '',
      ':',
      'x1',
    ],
    ...['abcdefghijklmnopqrstuvwxyz', 'C-10342'],
  ])('%s is none', reference => expect(looksLikeLogin(reference)).toBe(false))
})
