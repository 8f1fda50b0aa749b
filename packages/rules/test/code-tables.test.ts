import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inCheckout } from '../../../scripts/places.mjs'
import { type RuleFile, readRules } from '../src/index.ts'

const directory = inCheckout('test/fixtures/broken/rules')
const others: readonly RuleFile[] = readdirSync(directory, { recursive: true })
  .map(path => String(path).replaceAll('\\', '/'))
  .filter(path => path.endsWith('.json') && !path.startsWith('codes/'))
  .map(path => ({ path, value: JSON.parse(readFileSync(join(directory, path), 'utf8')) }))

const list = { edition: '2026', source: 'Made up for tests', title: 'A list' }
const periods = { begins: ['S'], goesOn: ['X'], shortBreaks: [], endsAnyStay: [] }
const table = {
  id: 'stays',
  title: 'Stays',
  years: '2026',
  source: 'Made up for tests',
  rows: 'episode',
  anyOf: ['From'],
  child: ['Child'],
  parts: { from: 'From', to: 'To', began: 'Began', status: 'Care', ended: 'Ended' },
  periods,
  columns: ['Child', 'From', 'To', 'Began', 'Care', 'Ended'],
}
const small = {
  id: 'small-census',
  title: 'A small census',
  identifiers: ['Child'],
  lists: [
    { ...list, id: 'care', codes: [{ code: 'L', label: 'Looked after', facts: { careStatus: 'looked-after' } }] },
    { ...list, id: 'began', codes: [{ code: 'S', label: 'Started', council: 'luton' }] },
    { ...list, id: 'ended', codes: [{ code: 'X', label: 'Goes on' }] },
  ],
  columns: [
    { name: 'From', fact: 'timetableStartsOn' },
    { name: 'To' },
    { name: 'Began', list: 'began' },
    { name: 'Care', list: 'care' },
    { name: 'Ended', list: 'ended' },
  ],
  tables: [table],
}

const issuesOf = (codes: object): readonly (readonly [string, string])[] => {
  const read = readRules([...others, { path: 'codes/small-census.json', value: codes }])
  return read.ok ? [] : read.issues.map(one => [one.pointer, one.code])
}
const withTable = (change: object): object => ({ ...small, tables: [{ ...table, ...change }] })

describe('tables of a return', () => {
  test('that are sound are accepted', () => {
    expect(issuesOf(small)).toEqual([])
  })

  test.each([
    [
      'a column that is not there',
      withTable({ columns: [...table.columns, 'Form'] }),
      '/tables/0/columns/6',
      'unknown-name',
    ],
    ['a child that is not there', withTable({ child: ['Kid'] }), '/tables/0/child/0', 'unknown-name'],
    [
      'what makes the table is not among its columns',
      withTable({ columns: ['Child', 'To'] }),
      '/tables/0/anyOf/0',
      'unknown-name',
    ],
    [
      'a day where codes stand',
      withTable({ parts: { ...table.parts, status: 'To' } }),
      '/tables/0/parts/status',
      'kind-mismatch',
    ],
    [
      'codes where a day stands',
      withTable({ parts: { ...table.parts, to: 'Care' } }),
      '/tables/0/parts/to',
      'kind-mismatch',
    ],
    [
      'a part in a column that is not read',
      withTable({ parts: { ...table.parts, to: 'Child' } }),
      '/tables/0/parts/to',
      'not-allowed-here',
    ],
    ['episodes without what they make up', withTable({ periods: undefined }), '/tables/0/periods', 'missing-member'],
    [
      'episodes without a beginning',
      withTable({ parts: {}, periods: { ...periods, begins: [], goesOn: [] } }),
      '/tables/0/parts',
      'missing-member',
    ],
    [
      'a code that is not in the column',
      withTable({ periods: { ...periods, goesOn: ['X1'] } }),
      '/tables/0/periods/goesOn/0',
      'unknown-name',
    ],
    [
      'a fact that does not exist, of a first status',
      withTable({ periods: { ...periods, firstStatus: [{ codes: ['L'], facts: { careBegan: true } }] } }),
      '/tables/0/periods/firstStatus/0/facts/careBegan',
      'unknown-fact',
    ],
    ['a word for what a row is', withTable({ rows: 'stay' }), '/tables/0/rows', 'unknown-word'],
    ['two tables of one name', { ...small, tables: [table, table] }, '/tables/1/id', 'duplicate-name'],
    [
      'a council that is not held',
      {
        ...small,
        lists: small.lists.map(one => ({
          ...one,
          codes: one.codes.map(code => ('council' in code ? { ...code, council: 'essex' } : code)),
        })),
      },
      '/lists/1/codes/0/council',
      'unknown-authority',
    ],
    [
      'a fact at eighteen with a value that it cannot have',
      {
        ...small,
        lists: small.lists.map(one => ({
          ...one,
          codes: one.codes.map(code => ({ ...code, factsAtEighteen: { careStatus: 'adult' } })),
        })),
      },
      '/lists/0/codes/0/factsAtEighteen/careStatus',
      'unknown-word',
    ],
    [
      'a fact beside that does not exist',
      { ...small, columns: small.columns.map(one => ({ ...one, beside: { inCare: true } })) },
      '/columns/0/beside/inCare',
      'unknown-fact',
    ],
    [
      'a fact of here that is no yes or no',
      { ...small, columns: small.columns.map(one => (one.name === 'Began' ? { ...one, isHere: 'careStatus' } : one)) },
      '/columns/2/isHere',
      'kind-mismatch',
    ],
    [
      'a fact of here without councils',
      { ...small, columns: small.columns.map(one => (one.name === 'To' ? { ...one, isHere: 'parentAgrees' } : one)) },
      '/columns/1/isHere',
      'not-allowed-here',
    ],
  ])('with %s are refused at their place', (_, codes, pointer, code) => {
    expect(issuesOf(codes)).toContainEqual([pointer, code])
  })
})
