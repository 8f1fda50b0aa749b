import { describe, expect, test } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { type CodeSet, loadRules, type Scalar } from '../src/index.ts'
import { firstDayOf, lastDayOf, plusDays } from '../src/kernel/dates.ts'
import { asInReturn, combinations, rowOf } from './support/returns.ts'

type Facts = Readonly<Record<string, Scalar>>

const day = '2026-11-22'
const rules = await loadRules(realDirectory, { codes: true })
const sets = [...rules.rulebook.codeSets.values()]
const named = sets.map(set => [set.id, set] as const)
const codesIn = (set: CodeSet) => set.lists.flatMap(list => list.codes.map(code => ({ list, code })))

describe.each(named)('the codes of %s', (_, set) => {
  const { factsByName } = rules.rulebook

  test('tell facts and values that exist', () => {
    const told = [
      ...codesIn(set).flatMap(({ code }) => Object.entries(code.facts ?? {})),
      ...set.columns.flatMap(column => Object.entries(column.facts ?? {})),
    ]
    expect(told.length).toBeGreaterThan(2)
    const wrong = told.filter(([name, value]) => {
      const fact = factsByName.get(name)
      if (fact?.type === 'enum') return !fact.words.has(value)
      if (fact?.type === 'integer') return !(Number(value) >= fact.min! && Number(value) <= fact.max!)
      return fact?.type !== 'boolean' || typeof value !== 'boolean'
    })
    expect(wrong).toEqual([])
  })

  test('never say what no return can tell', () => {
    const told = new Set(codesIn(set).flatMap(({ code }) => Object.keys(code.facts ?? {})))
    for (const name of ['socialWorker', 'kinshipOrder', 'lookedAfterByThisAuthority', 'needIsDisabilityOnly'])
      expect(told.has(name)).toBe(false)
    expect(JSON.stringify(set.columns)).not.toMatch(/"plan":"none"|socialWorker/)
  })

  test('have, each, one meaning a day', () => {
    for (const { codes } of set.lists)
      codes.forEach((one, i) => {
        for (const other of codes.slice(i + 1).filter(({ code }) => code === one.code)) {
          const [first, second] = [one, other].sort((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1))
          expect(lastDayOf(first!.validTo ?? '9999-12-31') < firstDayOf(second!.validFrom ?? '0001-01-01')).toBe(true)
        }
      })
  })

  test('are refused on the day before they come and the day after they go, with that day', () => {
    const dated = set.columns.flatMap(({ name, list }) => {
      const { codes = [] } = set.lists.find(one => one.id === list) ?? {}
      // A code that was given new words is valid on both sides.
      const single = codes.filter(one => codes.filter(other => other.code === one.code).length === 1)
      return single.map(code => ({
        ...code,
        issuesOn: (on: string) => rowOf(set, { [name]: code.code }, on).issues ?? [],
      }))
    })
    for (const { validFrom, validTo, issuesOn } of dated) {
      const [first, last] = [firstDayOf(validFrom ?? '2000-01-01'), lastDayOf(validTo ?? '2030-01-01')]
      expect([...issuesOn(first), ...issuesOn(last)]).toEqual([])
      const says = (part: string) => [{ code: 'unknown-word', message: expect.stringContaining(part) }]
      expect(issuesOn(plusDays(first, -1))).toMatchObject(validFrom === undefined ? [] : says('not yet valid'))
      expect(issuesOn(plusDays(last, 1))).toMatchObject(validTo === undefined ? [] : says('valid until'))
    }
  })

  test('that may stand together tell facts that every decision takes', () => {
    const tested = new Set(set.columns.flatMap(one => one.when.map(test => test.column)))
    const telling = set.columns.filter(({ name, list, fact, facts }) => {
      const codes = set.lists.find(one => one.id === list)?.codes ?? []
      return tested.has(name) || fact !== undefined || facts !== undefined || codes.some(one => one.facts)
    })
    const near = [plusDays(day, -1), day, plusDays(day, 1)].map(asInReturn)
    const choices = Object.fromEntries(
      telling.map(({ name, list, fact }) => {
        if (fact === 'dateOfBirth') return [name, ['01/02/2014']]
        const codes = set.lists.find(one => one.id === list)?.codes.map(one => one.code)
        return [name, ['', ...(codes?.filter(code => rowOf(set, { [name]: code }, day).issues === undefined) ?? near)]]
      }),
    )
    const rows = combinations(choices).map(cells => rowOf(set, cells, day))
    expect(rows.flatMap(({ issues = [] }) => issues)).toEqual([])
    const distinct = new Map(rows.map(({ facts }) => [JSON.stringify(facts), facts!]))
    expect(distinct.size).toBeGreaterThan(5)
    const refused = [...distinct.values()].flatMap(facts =>
      rules.decisions
        .filter(({ proposes }) => proposes?.includes(String(facts.proposedAction ?? proposes[0])) ?? true)
        .flatMap(({ id }) => (atSomeAge(facts).some(one => isTaken(id, one)) ? [] : [{ id, facts }])),
    )
    expect(refused).toEqual([])
  })
})

/** The same pupil at other ages, as a school year or a way out of care may not fit one. */
const atSomeAge = (facts: Facts): readonly Facts[] =>
  facts.dateOfBirth === undefined
    ? [facts]
    : [2014, 2021, 2018, 2010, 2007].map(year => ({ ...facts, dateOfBirth: `${year}-02-01` }))

const isTaken = (decision: string, facts: Facts): boolean =>
  rules.parseRequest({ decision, authority: 'luton', asOf: day, facts }).ok

test('labels that were not checked say so', () => {
  const { lists } = rules.rulebook.codeSets.get('ssda903')!
  const unverified = lists.flatMap(({ codes }) => codes.filter(one => !one.verified).map(one => one.code))
  expect(unverified).toEqual(expect.arrayContaining(['Z11', 'Z12', 'Z13', 'Z14', 'E11', 'H5']))
  expect(unverified).not.toContain('C1')
})
