import fc from 'fast-check'
import { expect, test } from 'vitest'
import { realRules as rules } from '../../../rules/test/support/law.ts'
import { dialects } from '../../src/dialects/dialects.ts'
import { type TableMap, writeSql } from '../../src/index.ts'
import { checkTableMap } from '../../src/tables/source.ts'
import { smallMap } from './small-map.ts'

const asked = { decision: 'remit', asOf: '2026-11-22', writtenOn: '2026-11-22', dialect: 'duckdb' } as const
const small = smallMap()
const { facts, rows } = small
const openPlan = rows!.openPlan!

const issuesOf = (map: unknown): readonly unknown[] => {
  const written = writeSql(rules, { ...asked, tables: map as TableMap })
  return written.ok ? [] : written.issues
}

const withFact = (name: string, from: unknown): unknown => ({
  ...small,
  facts: { ...facts, [name]: { from: [from], source: 'Made up.', seen: 'Made up.' } },
})

test('a map that is as it should be has no issues', () => {
  expect(issuesOf(small)).toEqual([])
})

test.each<[string, unknown, Readonly<Record<string, unknown>>]>([
  ['no map', 'ssd', { code: 'wrong-type', pointer: '/tables' }],
  [
    'a member that no map has',
    { ...small, childs: {} },
    { code: 'unknown-member', pointer: '/tables/childs', suggestion: 'child' },
  ],
  [
    'a member that is missing',
    { ...small, deaths: undefined, child: { table: 'people' } },
    { code: 'missing-member', pointer: '/tables/child/id' },
  ],
  [
    'a table’s name of too many parts',
    smallMap({ planTable: 'a.b.c.d.e' }),
    { code: 'malformed', pointer: '/tables/rows/openPlan/table' },
  ],
  [
    'a word that is not permitted',
    { ...small, rows: { openPlan: { ...openPlan, ifSeveral: 'lates' } } },
    { code: 'unknown-word', pointer: '/tables/rows/openPlan/ifSeveral', suggestion: 'latest' },
  ],
  [
    'a fact that there is not',
    withFact('careState', { of: 'child', column: 'x' }),
    { code: 'unknown-fact', pointer: '/tables/facts/careState', suggestion: 'careStatus' },
  ],
  [
    'a fact that the calendar gives',
    withFact('betweenLeavingDayAndNewSchoolYear', { of: 'child', column: 'x', values: { Y: true } }),
    { code: 'unknown-fact', pointer: '/tables/facts/betweenLeavingDayAndNewSchoolYear' },
  ],
  [
    'a word that the fact has not',
    withFact('send', { of: 'child', column: 'x', values: { Y: 'ehcplan' } }),
    { code: 'unknown-word', pointer: '/tables/facts/send/from/0/values/Y', suggestion: 'ehc-plan' },
  ],
  [
    'a word for a yes or no',
    withFact('earlyHelp', { of: 'child', column: 'x', values: { Y: 'yes' } }),
    { code: 'wrong-type', pointer: '/tables/facts/earlyHelp/from/0/values/Y' },
  ],
  [
    'a number out of range',
    withFact('yearGroup', { of: 'child', column: 'x', values: { R: 99 } }),
    { code: 'out-of-range', pointer: '/tables/facts/yearGroup/from/0/values/R' },
  ],
  [
    'a yes or no without words for them',
    withFact('earlyHelp', { of: 'child', column: 'x' }),
    { code: 'missing-member', pointer: '/tables/facts/earlyHelp/from/0' },
  ],
  [
    'a row that there is not',
    withFact('earlyHelp', { there: 'openPlans', value: true }),
    { code: 'unknown-name', pointer: '/tables/facts/earlyHelp/from/0/there', suggestion: 'openPlan' },
  ],
  [
    'no row as a no, without a reason',
    withFact('earlyHelp', { notThere: ['openPlan'], value: false }),
    { code: 'missing-member', pointer: '/tables/facts/earlyHelp/from/0/because' },
  ],
  [
    'an empty reason',
    withFact('earlyHelp', { notThere: ['openPlan'], value: false, because: ' ' }),
    { code: 'wrong-type', pointer: '/tables/facts/earlyHelp/from/0/because' },
  ],
  [
    'a telling of no form',
    withFact('earlyHelp', { ther: 'openPlan', value: true }),
    { code: 'missing-member', pointer: '/tables/facts/earlyHelp/from/0', suggestion: 'there' },
  ],
  [
    'a list of codes that there is not',
    withFact('careStatus', { of: 'child', column: 'x', list: 'ssda903/legal-state' }),
    { code: 'unknown-name', pointer: '/tables/facts/careStatus/from/0/list', suggestion: 'ssda903/legal-status' },
  ],
  [
    'a list that says nothing of the fact',
    withFact('send', { of: 'child', column: 'x', list: 'ssda903/legal-status' }),
    { code: 'kind-mismatch', pointer: '/tables/facts/send/from/0/list' },
  ],
  [
    'a day told by a word',
    withFact('lookedAfterSince', { there: 'openPlan', value: '2026-11-02' }),
    { code: 'kind-mismatch', pointer: '/tables/facts/lookedAfterSince/from/0/value' },
  ],
  [
    'care that the map has not',
    withFact('lookedAfterSince', { careSince: true }),
    { code: 'not-allowed-here', pointer: '/tables/facts/lookedAfterSince/from/0/careSince' },
  ],
  [
    'beside a fact that nothing tells',
    withFact('earlyHelp', { there: 'openPlan', value: true, beside: { careStatus: 'looked-after' } }),
    { code: 'unknown-fact', pointer: '/tables/facts/earlyHelp/from/0/beside/careStatus' },
  ],
  [
    'a fact without its source',
    { ...small, facts: { send: { from: facts.send!.from, seen: 'x' } } },
    { code: 'missing-member', pointer: '/tables/facts/send/source' },
  ],
])('%s is an issue with its place', (_, map, issue) => {
  expect(issuesOf(map)).toContainEqual(expect.objectContaining(issue))
})

test('a map stands in place of a table and its facts', () => {
  const written = writeSql(rules, { ...asked, tables: small, table: 'children' })
  expect(written).toMatchObject({ ok: false, issues: [{ code: 'not-allowed-here', pointer: '/tables' }] })
})

test('no value in place of a map, or of a part of one, is more than an issue', () => {
  const part = fc.constantFrom(...Object.keys(small))
  fc.assert(
    fc.property(part, fc.jsonValue(), (name, value) => {
      for (const map of [value, { ...small, [name]: value }])
        expect(typeof checkTableMap(rules, dialects.tsql, JSON.parse(JSON.stringify(map)), [])).toBe('boolean')
    }),
    { numRuns: 1_000 },
  )
})
