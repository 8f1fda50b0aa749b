import type { ActivityReport } from '@virtual-school/records'
import { expect, it } from 'vitest'
import { renderReportCsv, renderReportText } from '../src/commands/records/report-formats.ts'

const counts = { decisions: 40, decided: 30, overridden: 3, overriddenRate: 0.1, challenged: 2, unanswered: 1 } as const
const row = { ...counts, unseen: 8, untold: 12 } as const
const made: ActivityReport = {
  from: '2026-06-30T23:00:00.000Z',
  to: '2026-11-22T12:00:00.000Z',
  isSuppressed: false,
  decisions: 1_042,
  erased: { count: 2, byQuestion: [{ name: 'remit', count: 2 }] },
  all: { ...row, withReadings: 4, withCautions: 7 },
  tables: [
    { by: 'month', rows: [{ name: '2026-07', ...row }] },
    {
      by: 'rule',
      rows: [
        { name: 'england.a', ...row, overridden: 0, overriddenRate: 0 },
        { name: 'england.b', ...row },
        { name: 'england.c', ...row, overridden: 0, overriddenRate: null },
      ],
    },
    { by: 'client', rows: [{ name: '=HYPERLINK("http://evil.example")\u001B[31m', ...row }] },
  ],
  unanswered: [
    {
      id: '019aab00-0000-7000-8000-000000000007',
      question: 'remit',
      council: 'luton',
      since: '2026-07-01T12:00:00.000Z',
      days: 144,
    },
  ],
  erasures: { count: 1, by: [{ name: 'court-order', count: 1 }] },
  readings: { count: 5, by: [{ name: '-staff-5 through @audit', count: 5 }] },
  exports: { count: 0, by: [] },
  rules: [{ version: '1.0.0', digest: 'sha256:aa', from: null, to: null }],
  medianSecondsToDecide: 7_200,
}

it('says what matters on the first screen, and what waits for somebody right below', () => {
  const lines = renderReportText(made).split('\n')
  expect(lines.slice(0, 24)).toEqual([
    'Decisions recorded from 1 July 2026 at 00:00 BST until 22 November 2026 at 12:00 GMT.',
    '',
    'In short',
    '                                  How many   Rate',
    '  Decisions                          1,042',
    '  Erased since, so in no table           2',
    '  Left to count                         40',
    '  Decided by a person                   30  75.0%  half within 2.0 hours',
    '  Decided otherwise                      3  10.0%  of those that a person decided',
    '  Challenged                             2   5.0%',
    '  Challenged, not answered yet           1   2.5%  the oldest for 144 days',
    '  Nobody looked at them                  8  20.0%',
    '  Nobody was told                       12  30.0%',
    '  Depended on how words are read         4  10.0%',
    '  Came with a caution                    7  17.5%',
    '  Erasures                               1         in the same time',
    '  Readings                               5         in the same time',
    '  Copies                                 0         in the same time',
    '',
    'Challenges that are not answered yet',
    '  Decision                              Question  Council  Challenged                Days since',
    '  019aab00-0000-7000-8000-000000000007  remit     luton    1 July 2026 at 13:00 BST         144',
    '',
    'By month (in England)',
  ])
})

it('folds the rows that say none, and says how many', () => {
  const text = renderReportText(made)
  expect(text).toMatch(
    /By rule that mattered to the decision\n {2}2 more, in which no person decided otherwise, .*\n.*\n {2}england\.b +40 +30 +3 +10\.0%/,
  )
  expect(text).not.toContain('england.a')
  expect(
    renderReportText({ ...made, tables: made.tables.slice(1, 2).map(one => ({ ...one, rows: one.rows.slice(0, 1) })) }),
  ).toContain('1 more, in which')
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
})

it('is one long table as CSV, of which a spreadsheet runs nothing', () => {
  const lines = renderReportCsv(made).split('\n')
  expect(lines[0]).toBe('table,row,measure,value')
  expect(lines).toContain('month,2026-07,overridden,3')
  expect(lines).toContain('rule,england.a,overridden,0')
  expect(lines).toContain('unanswered,019aab00-0000-7000-8000-000000000007,days,144')
  expect(lines.filter(line => /(^|,)"?[=+\-@\t]/.test(line))).toEqual([])
  expect(lines.filter(line => line.includes('HYPERLINK'))[0]).toContain(`"'=HYPERLINK`)
})

it('shows what is left out as c, and as no number in the CSV', () => {
  const left = { decided: null, overridden: null, overriddenRate: null } as const
  const small = { ...made, isSuppressed: true, all: { ...made.all, ...left }, unanswered: null }
  expect(renderReportText(small)).toMatch(/Decided by a person +c {2,}half/)
  expect(renderReportText(small)).toContain('All counts are rounded to the nearest 10')
  expect(renderReportText(small)).toContain('The list is left out, since it would show small counts.')
  expect(renderReportCsv(small).split('\n')).toContain('all,,decided,c')
  expect(renderReportCsv(small).split('\n')).toContain('all,,overriddenRate,')
})
