import { describe, expect, test } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { type CodeSet, loadRules, type Scalar } from '../src/index.ts'
import { foldChild } from '../src/internal.ts'
import { firstDayOf, lastDayOf, plusDays } from '../src/kernel/dates.ts'
import { isBlank } from '../src/returns/blank.ts'
import { findCode, indexLists, isValidOn } from '../src/returns/code-index.ts'
import { type Picker, pickerFor } from './support/picker.ts'
import { asInReturn } from './support/returns.ts'
import { tableOf } from './support/tables.ts'

type Facts = Readonly<Record<string, Scalar>>

const day = '2026-11-22'
const rules = await loadRules(realDirectory, { codes: true })
const sets = [...rules.rulebook.codeSets.values()]
const named = sets.map(set => [set.id, set] as const)
const codesIn = (set: CodeSet) => set.lists.flatMap(list => list.codes.map(code => ({ list, code })))

describe.each(named)('the codes of %s', (_, set) => {
  const { factsByName } = rules.rulebook

  const told = [
    ...codesIn(set).flatMap(({ code }) => [code.facts, code.factsAtEighteen]),
    ...set.columns.flatMap(column => [column.facts, column.beside]),
    ...set.tables.flatMap(({ periods }) => periods?.firstStatus.map(one => one.facts)),
  ].flatMap(facts => Object.entries(facts ?? {}))

  test('tell facts and values that exist', () => {
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
    const names = new Set(told.map(([name]) => name))
    for (const name of ['socialWorker', 'kinshipOrder', 'needIsDisabilityOnly', 'remand', 'assessedInNeed'])
      expect(names.has(name)).toBe(false)
    expect(told).not.toContainEqual(['plan', 'none'])
    expect(told).not.toContainEqual(['socialWorkerAssigned', false])
    // A return says that another council took over, and not which council it is of.
    expect(told).not.toContainEqual(['lookedAfterByThisAuthority', true])
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

  test('are not known on the day before they come and the day after they go', () => {
    for (const index of indexLists(set).values())
      for (const code of index.list.codes) {
        const single = index.list.codes.filter(one => one.code === code.code).length === 1
        const found = (on: string) => findCode(index, code.code, on)
        const [first, last] = [firstDayOf(code.validFrom ?? '2000-01-01'), lastDayOf(code.validTo ?? '2030-01-01')]
        for (const on of [first, last]) expect(found(on)).toMatchObject({ code, isMended: false })
        // A code that was given new words is valid on both sides.
        if (!single) continue
        expect('fault' in found(plusDays(first, -1))).toBe(code.validFrom !== undefined)
        expect('fault' in found(plusDays(last, 1))).toBe(code.validTo !== undefined)
      }
  })

  test('are none of the ways of writing nothing', () => {
    for (const { exact } of indexLists(set).values()) expect([...exact.keys()].filter(isBlank)).toEqual([])
  })

  test('are written in ways that mean one code', () => {
    for (const { exact } of indexLists(set).values())
      for (const codes of exact.values()) expect(new Set(codes.map(one => one.code)).size).toBe(1)
  })

  test('that may stand together tell facts that every decision takes', () => {
    const pick = pickerFor(['codes', set.id])
    const tables = set.tables.map(one => ({ ...one, table: tableOf(one.columns, one.id) }))
    const distinct = new Map<string, Facts>()
    for (let i = 0; i < 1_500; i += 1) {
      const some = tables.flatMap(({ table, columns }) =>
        pick.upTo(3) === 0 ? [] : [{ table, cells: columns.map(name => cellOf(pick, set, name)), line: 1 }],
      )
      const { facts, issues } = foldChild(some, day, { authority: 'luton' })
      // The last: a code that asks for a fact which nothing tells.
      const codes = issues.map(one => one.code)
      expect(codes.filter(one => !['contradiction', 'death-recorded', 'missing-member'].includes(one))).toEqual([])
      if (issues.length === 0 && !isAdultOnPlan(facts))
        distinct.set(JSON.stringify(Object.entries(facts).sort()), facts)
    }
    expect(distinct.size).toBeGreaterThan(5)
    const refused = [...distinct.values()].flatMap(facts =>
      rules.decisions
        .filter(({ proposes }) => proposes?.includes(String(facts.proposedAction ?? proposes[0])) ?? true)
        .flatMap(({ id }) => (atSomeAge(facts).some(one => isTaken(id, one)) ? [] : [{ id, facts }])),
    )
    expect(refused).toEqual([])
  })
})

/** Lists of the same day can name a child among adults and on a plan; rules refuse that. */
const isAdultOnPlan = (facts: Facts): boolean =>
  facts.careExitRoute === 'aged-out' && (facts.plan !== undefined || facts.openToSocialCare === true)

const near = [-700, -30, -1, 0, 1].map(days => asInReturn(plusDays(day, days)))

/** What could stand in a column: a code, or a day near the one that is asked about. */
const cellOf = (pick: Picker, set: CodeSet, name: string): string => {
  const column = set.columns.find(one => one.name === name)
  if (column === undefined || pick.upTo(4) === 0) return ''
  if (column.fact === 'dateOfBirth') return '01/02/2014'
  const codes = set.lists.find(one => one.id === column.list)?.codes
  return codes === undefined ? pick.of(near) : pick.of(codes.filter(one => isValidOn(one, day))).code
}

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
  expect(unverified).toEqual(expect.arrayContaining(['Z11', 'Z12', 'Z13', 'Z14', 'H5']))
  for (const seen of ['C1', 'E11', 'P2', 'K3', 'T', 'B']) expect(unverified).not.toContain(seen)
})
